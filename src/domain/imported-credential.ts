import type { BadgeSummary, Check } from './badge-check.ts';
import type { PersonId } from './person.ts';
import type { Skill } from './skill.ts';

/** A badge that a person earned elsewhere, as it was read and checked when they took it in. */
export type ImportedCredential = {
  readonly id: string;
  readonly personId: PersonId;
  /** What makes it the same badge when it is taken in again; unique for a person. */
  readonly contentKey: string;
  readonly version: '2.0' | '3.0';
  readonly form: 'json' | 'jwt';
  /** What the badge says of itself, in its issuer's words: cleaned before it is shown. */
  readonly summary: BadgeSummary;
  readonly skills: readonly Skill[];
  /**
   * `valid`: every check passed, also that it is this person's. `unverifiable`: none failed, but who signed it, or
   * whose it is, could not be decided.
   */
  readonly verdict: 'valid' | 'unverifiable';
  readonly checks: readonly Check[];
  readonly checkedAt: Date;
  /** The address that it was read from. */
  readonly sourceUrl?: string;
  /** A picture was kept with it. */
  readonly hasPicture: boolean;
  readonly visibility: 'shown' | 'hidden';
  readonly importedAt: Date;
};

/** What is kept beside an imported credential, too large for lists. */
export type ImportedContent = {
  /** The credential or assertion as JSON; of a JWT, its payload. */
  readonly document: string;
  /** The signed text, when it was a JWT or JWS. */
  readonly jwt?: string;
  /** The badge's picture, drawn anew as PNG: nothing of the file itself is shown. */
  readonly picture?: Uint8Array;
};

/** How an imported credential stands at a moment, as far as was found when it was last read. */
export function importedStandingOf(
  imported: Pick<ImportedCredential, 'verdict' | 'summary'>,
  now: Date,
): 'valid' | 'expired' | 'unverifiable' {
  const until = imported.summary.validUntil;
  if (until !== undefined && new Date(until) <= now) return 'expired';
  return imported.verdict;
}
