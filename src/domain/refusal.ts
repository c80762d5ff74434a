import type { LocalizedText } from './localized-text.ts';
import type { Role } from './role.ts';

/** A badge as named in an answer. */
export type BadgeName = { readonly slug: string; readonly title: LocalizedText };

/**
 * Why something that was asked is not done. Expected, hence a value and not an exception; the edges
 * turn each into words. Details carry what the words need, and nothing that the asker may not know.
 */
export type Refusal =
  | { readonly code: 'unknown-badge'; readonly said: string; readonly nearest: readonly BadgeName[] }
  | { readonly code: 'badge-retired'; readonly badge: BadgeName }
  | { readonly code: 'unknown-person'; readonly said: string }
  | { readonly code: 'ambiguous-person'; readonly said: string; readonly candidates: readonly string[] }
  | {
      readonly code: 'not-allowed';
      readonly need: Role;
      readonly issuerName: LocalizedText;
      /** They may propose it instead. */
      readonly mayNominate: boolean;
    }
  | { readonly code: 'not-yours' }
  | { readonly code: 'own-award' }
  | { readonly code: 'own-nomination' }
  | { readonly code: 'outsider' }
  | { readonly code: 'guest' }
  | { readonly code: 'recipient-is-bot' }
  | { readonly code: 'recipient-gone' }
  | { readonly code: 'recipient-erased' }
  | { readonly code: 'no-recipients' }
  | { readonly code: 'too-many-recipients'; readonly most: number }
  | {
      readonly code: 'already-held';
      readonly badge: BadgeName;
      readonly awardId: string;
      readonly since: Date;
    }
  | { readonly code: 'already-nominated'; readonly badge: BadgeName; readonly nominationId: string }
  | { readonly code: 'review-required'; readonly badge: BadgeName }
  | { readonly code: 'evidence-required'; readonly badge: BadgeName }
  | { readonly code: 'not-nominatable'; readonly badge: BadgeName }
  /** Nobody gives it: it comes when these are held. */
  | {
      readonly code: 'comes-by-itself';
      readonly badge: BadgeName;
      readonly parts: readonly BadgeName[];
    }
  | { readonly code: 'unknown-award' }
  | { readonly code: 'empty-passport' }
  | { readonly code: 'unknown-backpack' }
  | { readonly code: 'award-erased' }
  | { readonly code: 'award-revoked' }
  | { readonly code: 'award-not-active' }
  | { readonly code: 'award-not-suspended' }
  | { readonly code: 'unknown-experience' }
  | { readonly code: 'unknown-share' }
  | { readonly code: 'last-identity' }
  /** Owners look after others; about themselves people decide in their own settings. */
  | { readonly code: 'own-person' }
  /** Owners do not look after one another: that is the operator's. */
  | { readonly code: 'person-is-owner' }
  /** They hold a role for an organisation that the owner does not own. */
  | { readonly code: 'person-of-others' }
  /** What an owner began to recover an account was used, stopped, or is too old. */
  | { readonly code: 'recovery-void' }
  | { readonly code: 'nothing-chosen' }
  | { readonly code: 'unknown-nomination' }
  | { readonly code: 'nomination-closed'; readonly status: 'accepted' | 'declined' | 'withdrawn' }
  | { readonly code: 'already-endorsed' }
  | { readonly code: 'unknown-evidence' }
  | { readonly code: 'unknown-issuer'; readonly said: string }
  | { readonly code: 'unknown-role-grant' }
  | { readonly code: 'last-owner' }
  | { readonly code: 'slug-taken'; readonly slug: string }
  | { readonly code: 'identity-taken' }
  | { readonly code: 'identity-not-vouched' }
  | { readonly code: 'mail-off' }
  | { readonly code: 'wrong-code' }
  /** Whom a learner asked for a badge does not decide about it, or is none of those they may ask. */
  | { readonly code: 'cannot-be-asked' }
  | { readonly code: 'not-held'; readonly badge: BadgeName }
  | { readonly code: 'not-nominated'; readonly badge: BadgeName }
  /** An organisation does not endorse its own badge: it stands behind it already. */
  | { readonly code: 'own-badge'; readonly badge: BadgeName }
  | { readonly code: 'unknown-endorsement' }
  /** A check of the badge failed: which, the reading says. */
  | { readonly code: 'badge-not-right' }
  /** The badge names an e-mail address, and the person has confirmed none. */
  | { readonly code: 'address-unconfirmed' }
  /** The badge was awarded here, to the same person: their passport has it. */
  | { readonly code: 'awarded-here'; readonly awardId: string }
  | { readonly code: 'too-many-imported'; readonly most: number }
  | { readonly code: 'unknown-imported' }
  | { readonly code: 'changed-meanwhile' }
  | { readonly code: 'reason-required' }
  | { readonly code: 'invalid'; readonly field: string; readonly problem: InvalidProblem };

export type InvalidProblem =
  | 'empty'
  | 'too-long'
  | 'not-a-slug'
  | 'not-a-date'
  | 'not-an-identity'
  | 'not-a-duration'
  | 'not-a-time-zone'
  | 'not-a-link'
  | 'not-an-hour'
  | 'in-the-future'
  | 'before-it-began'
  /** A digest by mail needs an address that is the person's own. */
  | 'no-own-address'
  /** What comes by itself has two parts at least, and comes once. */
  | 'too-few-parts'
  | 'comes-once';

export type RefusalCode = Refusal['code'];

/** The outcome of a use-case: what was done, or why not. */
export type Outcome<T> = ({ readonly ok: true } & T) | { readonly ok: false; readonly refusal: Refusal };

export function refused(refusal: Refusal): { readonly ok: false; readonly refusal: Refusal } {
  return { ok: false, refusal };
}
