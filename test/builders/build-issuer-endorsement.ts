import type { IssuerEndorsement } from '../../src/domain/issuer-endorsement.ts';
import { deterministicId, testMoment } from './deterministic-id.ts';

export function buildIssuerEndorsement(overrides: Partial<IssuerEndorsement> = {}): IssuerEndorsement {
  return {
    id: deterministicId(),
    issuerId: deterministicId(),
    subject: { kind: 'badge', slug: 'lassen' },
    comment: 'Wij nemen wie dit kan graag aan.',
    endorsedBy: deterministicId(),
    endorsedAt: testMoment,
    ...overrides,
  };
}
