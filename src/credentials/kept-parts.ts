import type { AwardCredentialInput, JsonObject } from '../ports/credential-signer.ts';
import { achievementOf, mainLocale } from './achievement.ts';
import { assertPublicUrl } from './addresses.ts';
import { issuerProfile } from './issuer-profile.ts';

/** What all awards of a badge have in common. */
export type CommonParts = { readonly achievement: JsonObject; readonly issuer: JsonObject };

/** As many badge versions as are given at a time; older ones are made again when they come back. */
const mostKept = 500;

/** Throws CredentialError `public-url-unfit`. */
export function commonParts(input: AwardCredentialInput): CommonParts {
  assertPublicUrl(input.publicUrl);
  const { badge } = input.award;
  return {
    achievement: achievementOf(badge, input.publicUrl),
    issuer: issuerProfile(input.issuer, input.publicUrl, mainLocale(badge), badge.issuerName),
  };
}

/**
 * Makes the common parts once for each badge as it was (found by all that the snapshot and the issuer say) and
 * answers the same objects again; `kept` holds them, so that their canonical form too is made once.
 */
export function createKeptParts(): {
  readonly of: (input: AwardCredentialInput) => CommonParts;
  readonly kept: WeakSet<object>;
} {
  const known = new Map<string, CommonParts>();
  const kept = new WeakSet();
  return {
    kept,
    of(input) {
      const key = JSON.stringify([input.award.badge, input.issuer, input.publicUrl]);
      const found = known.get(key);
      if (found !== undefined) return found;
      const made = commonParts(input);
      if (known.size >= mostKept) known.clear();
      known.set(key, made);
      kept.add(made.achievement);
      kept.add(made.issuer);
      return made;
    },
  };
}
