import type { BadgeId, BadgeSnapshot } from './badge.ts';
import type { IssuerId } from './issuer.ts';
import type { PersonId } from './person.ts';
import type { Place } from './place.ts';

export type NominationId = string;
export type NominationStatus = 'open' | 'accepted' | 'declined' | 'withdrawn';

/** A colleague's support for a nomination. */
export type Endorsement = {
  readonly personId: PersonId;
  readonly name?: string;
  readonly comment?: string;
  readonly at: Date;
};

/** A proposal to award, which a reviewer accepts or declines. */
export type Nomination = {
  readonly id: NominationId;
  readonly badgeId: BadgeId;
  readonly issuerId: IssuerId;
  readonly badge: BadgeSnapshot;
  readonly nomineeId: PersonId;
  readonly nominatorId: PersonId;
  /** Whom the learner asked in particular, who hears of it first; others who decide see it in their queue. */
  readonly askedOf?: PersonId;
  readonly reason?: string;
  readonly endorsements: readonly Endorsement[];
  readonly status: NominationStatus;
  readonly decidedBy?: PersonId;
  readonly decidedAt?: Date;
  readonly decisionReason?: string;
  readonly awardId?: string;
  readonly place?: Place;
  /** Made where everybody in the workspace could read it; otherwise those who were not there are not told of it. */
  readonly madeOpenly?: boolean;
  readonly createdAt: Date;
  /** Grows with each change; a decision on an outdated one is refused. */
  readonly version: number;
};
