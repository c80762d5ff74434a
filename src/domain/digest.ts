import type { AwardId } from './award.ts';
import type { LocalizedText } from './localized-text.ts';
import type { NominationId } from './nomination.ts';
import type { DigestSchedule } from './person.ts';
import type { PersonName } from './person-name.ts';
import type { BadgeName } from './refusal.ts';

/** Some of a list, and how many there are of it in all. */
export type Excerpt<T> = { readonly shown: readonly T[]; readonly count: number };

/** What one issue of somebody's digest tells. Lists are short; each says how many there were. */
export type Digest = {
  readonly schedule: Exclude<DigestSchedule, 'off'>;
  readonly added: Excerpt<{
    readonly awardId: AwardId;
    readonly badge: BadgeName;
    readonly issuerName: LocalizedText;
    readonly at: Date;
  }>;
  readonly expiring: Excerpt<{ readonly awardId: AwardId; readonly badge: BadgeName; readonly at: Date }>;
  /** Nominations for them that lack the evidence that their badge asks for. */
  readonly evidenceAsked: Excerpt<{ readonly nominationId: NominationId; readonly badge: BadgeName }>;
  /** Badges of which they hold all parts but one. */
  readonly nearly: Excerpt<{ readonly badge: BadgeName; readonly missing: BadgeName }>;
  /** Nominations of others that they may support. */
  readonly toSupport: Excerpt<{
    readonly nominationId: NominationId;
    readonly badge: BadgeName;
    readonly nominee: PersonName;
  }>;
  /** Nominations that wait for their decision, who waits longest first. */
  readonly toReview: Excerpt<{
    readonly nominationId: NominationId;
    readonly badge: BadgeName;
    readonly nominee: PersonName;
    readonly since: Date;
  }>;
  /** People to whom they gave a badge, and who were given none for long. */
  readonly unseen: Excerpt<{ readonly person: PersonName; readonly since: Date }>;
  /** People to whom they gave a badge, and who hold all parts of another but one. */
  readonly nearlyOthers: Excerpt<{
    readonly person: PersonName;
    readonly badge: BadgeName;
    readonly missing: BadgeName;
  }>;
  /** The one thing they could do now. */
  readonly step?: DigestStep;
};

export type DigestStep =
  | { readonly kind: 'review'; readonly nominationId: NominationId }
  | { readonly kind: 'give-evidence'; readonly nominationId: NominationId; readonly badge: BadgeName }
  | { readonly kind: 'renew'; readonly awardId: AwardId; readonly badge: BadgeName }
  | { readonly kind: 'last-part'; readonly badge: BadgeName; readonly missing: BadgeName }
  | { readonly kind: 'look-at'; readonly person: PersonName }
  | { readonly kind: 'share'; readonly awardId: AwardId; readonly badge: BadgeName };

/** As many of each as are shown. */
const mostShown = 5;

export function excerpt<T>(all: readonly T[], count = all.length): Excerpt<T> {
  return { shown: all.slice(0, mostShown), count };
}

/**
 * Whether there is anything to send. A nomination that anybody may support is worth a line among others, and no
 * message of its own: it would go to a whole workspace. Nor is a badge that is still private: it was told of.
 */
export function saysSomething(digest: Digest): boolean {
  const { added, expiring, evidenceAsked, nearly, toReview, unseen, nearlyOthers } = digest;
  return [added, expiring, evidenceAsked, nearly, toReview, unseen, nearlyOthers].some(
    ({ count }) => count > 0,
  );
}

/** What presses most comes first: what others wait for, then what runs out, then what could be. */
export function nextStep(
  digest: Omit<Digest, 'step'>,
  unshared: { readonly awardId: AwardId; readonly badge: BadgeName } | undefined,
): DigestStep | undefined {
  const [review] = digest.toReview.shown;
  if (review !== undefined) return { kind: 'review', nominationId: review.nominationId };
  const [evidence] = digest.evidenceAsked.shown;
  if (evidence !== undefined) return { kind: 'give-evidence', ...evidence };
  const [expiring] = digest.expiring.shown;
  if (expiring !== undefined) return { kind: 'renew', awardId: expiring.awardId, badge: expiring.badge };
  const [nearly] = digest.nearly.shown;
  if (nearly !== undefined) return { kind: 'last-part', ...nearly };
  const [unseen] = digest.unseen.shown;
  if (unseen !== undefined) return { kind: 'look-at', person: unseen.person };
  return unshared === undefined ? undefined : { kind: 'share', ...unshared };
}
