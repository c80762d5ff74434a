import { addDuration } from './calendar-duration.ts';
import type { BadgeId, BadgeSnapshot } from './badge.ts';
import type { IssuerId } from './issuer.ts';
import type { PersonId } from './person.ts';
import type { GradePlace, Place } from './place.ts';

export type AwardId = string;

export type AwardStatus = 'active' | 'suspended' | 'revoked';

/** A badge given to a person (OB 3.0 credential, OB 2.0 assertion). */
export type Award = {
  /** Random and unguessable; part of the public address. */
  readonly id: AwardId;
  readonly badgeId: BadgeId;
  readonly issuerId: IssuerId;
  readonly badge: BadgeSnapshot;
  /** Absent once the person was erased. */
  readonly personId?: PersonId;
  readonly awardedBy?: PersonId;
  /** The awards by whose badges it was earned, in the order of its parts: nobody gave it, it came by itself. */
  readonly madeOf?: readonly AwardId[];
  readonly reason?: string;
  readonly nominationId?: string;
  readonly awardedAt: Date;
  readonly validUntil?: Date;
  readonly status: AwardStatus;
  readonly statusChangedAt?: Date;
  readonly statusReason?: string;
  /** Where it was announced; replies in that thread are its evidence. */
  readonly place?: Place;
  /** The gradebooks into which it was put; taken back, it leaves them. */
  readonly gradedIn?: readonly GradePlace[];
  /** Private until the learner publishes it. */
  readonly visibility: 'private' | 'public';
  /** The learner chose to show the evidence too. */
  readonly evidencePublic: boolean;
  /** The learner leaves it out of their passport: what is gathered there does without it. */
  readonly hidden?: boolean;
  /** The salt of the hashed recipient, fixed so that the credential stays the same. */
  readonly recipientSalt: string;
  /** The entry in the revocation and the suspension list, drawn at random and never reused. */
  readonly statusList: { readonly list: string; readonly index: number };
  /** Counts every change that shows in the credential. */
  readonly revision: number;
};

/** What a person sees of an award's standing at a moment. */
export type AwardStanding = 'valid' | 'expired' | 'suspended' | 'revoked';

export function standingOf(award: Pick<Award, 'status' | 'validUntil'>, now: Date): AwardStanding {
  if (award.status !== 'active') return award.status;
  return award.validUntil !== undefined && award.validUntil <= now ? 'expired' : 'valid';
}

/** When an award of this badge given at that moment expires; undefined when it never does. */
export function expiryOf(badge: { readonly validFor?: string }, awardedAt: Date): Date | undefined {
  return badge.validFor === undefined ? undefined : addDuration(awardedAt, badge.validFor);
}

/** The business key: at most one award holds it, so that a badge is held at most once per person. */
export function holdKey(personId: PersonId, badgeId: BadgeId): string {
  return `${personId}:${badgeId}`;
}
