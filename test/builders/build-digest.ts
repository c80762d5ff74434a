import { excerpt, type Digest } from '../../src/domain/digest.ts';

/** A weekly digest that says nothing but what `parts` say. */
export function buildDigest(parts: Partial<Digest> = {}): Digest {
  return {
    schedule: 'weekly',
    added: excerpt([]),
    expiring: excerpt([]),
    evidenceAsked: excerpt([]),
    nearly: excerpt([]),
    toSupport: excerpt([]),
    toReview: excerpt([]),
    unseen: excerpt([]),
    nearlyOthers: excerpt([]),
    ...parts,
  };
}
