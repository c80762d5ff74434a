import type { Award } from '../domain/award.ts';
import type { BadgeSnapshot } from '../domain/badge.ts';
import type { WorkspaceKey } from '../domain/identity.ts';
import type { IssuerId } from '../domain/issuer.ts';
import type { Nomination } from '../domain/nomination.ts';
import type { PersonId } from '../domain/person.ts';

export type AwardGlimpse = Pick<Award, 'id' | 'awardedAt' | 'validUntil' | 'status' | 'visibility'> & {
  readonly personId: PersonId;
  readonly badge: Pick<BadgeSnapshot, 'slug' | 'title' | 'issuerName'>;
};

export type NominationGlimpse = Pick<Nomination, 'id' | 'nomineeId' | 'createdAt'> & {
  readonly badge: Pick<BadgeSnapshot, 'slug' | 'title' | 'evidence'>;
};

/** What those who may decide about a nomination are told of it. */
export type WaitingNomination = Pick<Nomination, 'id' | 'badgeId' | 'nomineeId' | 'askedOf' | 'createdAt'> & {
  readonly badge: Pick<BadgeSnapshot, 'slug' | 'title'>;
};

/** What those are told who could support a nomination. */
export type OpenlyNominated = Pick<Nomination, 'id' | 'nomineeId' | 'nominatorId' | 'createdAt'> & {
  readonly badge: Pick<BadgeSnapshot, 'slug' | 'title'>;
  /** Who supports it already. */
  readonly endorsedBy: readonly PersonId[];
};

/** What digests tell of, read for some hundreds of people at once; in no particular order where none is named. */
export interface DigestFacts {
  /** Awards to these people that were given after that moment. */
  awardsSince(personIds: readonly PersonId[], since: Date): Promise<readonly AwardGlimpse[]>;
  /** Active awards to these people that expire after the first and not after the second moment. */
  expiring(personIds: readonly PersonId[], after: Date, until: Date): Promise<readonly AwardGlimpse[]>;
  /** Which of these badges these people hold active awards of. */
  held(
    personIds: readonly PersonId[],
    slugs: readonly string[],
  ): Promise<readonly { readonly personId: PersonId; readonly slug: string }[]>;
  /** Open nominations for these people. */
  openNominations(nomineeIds: readonly PersonId[]): Promise<readonly NominationGlimpse[]>;
  /** Open nominations that were made openly in a workspace after that moment, the newest of them, newest first. */
  openlyNominated(workspace: WorkspaceKey, since: Date, limit: number): Promise<readonly OpenlyNominated[]>;
  /** Open nominations for badges of an issuer, those that wait longest, longest first. */
  waitingFor(issuerId: IssuerId, limit: number): Promise<readonly WaitingNomination[]>;
  /** Which of these nominations have evidence. */
  withEvidence(nominationIds: readonly string[]): Promise<ReadonlySet<string>>;
  /** To whom these people gave awards after that moment, and when they did last. */
  givenBy(
    awarderIds: readonly PersonId[],
    since: Date,
  ): Promise<readonly { readonly by: PersonId; readonly to: PersonId; readonly last: Date }[]>;
  /** When each of these people was last given any award. */
  lastAwarded(
    personIds: readonly PersonId[],
  ): Promise<readonly { readonly personId: PersonId; readonly last: Date }[]>;
}
