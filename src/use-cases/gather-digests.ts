import { excerpt, nextStep, type Digest } from '../domain/digest.ts';
import { workspaceOf } from '../domain/identity.ts';
import type { Nomination } from '../domain/nomination.ts';
import type { Person, PersonId } from '../domain/person.ts';
import { granteeKey } from '../domain/role.ts';
import type { AwardGlimpse, NominationGlimpse } from '../ports/digest-facts.ts';
import type { Repositories } from '../ports/store.ts';
import { badgeName } from './badge-card.ts';
import type { DigestReader } from './digest-reader.ts';
import { gatherSupervision, nameOf, peopleOf } from './gather-supervision.ts';
import { groupBy } from './group-rows.ts';
import { milestonesAmong, nearlyEarned } from './nearly-earned.ts';

type Reads = Pick<Repositories, 'badges' | 'roles' | 'nominations' | 'persons' | 'digestFacts'>;

const dayMs = 86_400_000;
/** Before it runs out, in time to do something about it. */
const expiryNoticeMs = 30 * dayMs;
/** A private badge is worth showing while it is new. */
const shareableMs = 60 * dayMs;
const mostNominations = 200;

/**
 * What each of these people is told, in the order in which they were given. Reads for all of them at once: a
 * number of queries that does not grow with their number.
 */
export async function gatherDigests(
  reads: Reads,
  readers: readonly DigestReader[],
): Promise<readonly Digest[]> {
  if (readers.length === 0) return [];
  const ids = readers.map(({ person }) => person.id);
  const earliest = new Date(Math.min(...readers.map(({ from }) => from.getTime())));
  const latest = new Date(Math.max(...readers.map(({ until }) => until.getTime())));
  const badges = await reads.badges.list();
  const milestones = milestonesAmong(badges);
  const counted = [...new Set(milestones.flatMap(({ slug, parts }) => [slug, ...parts]))];
  const facts = reads.digestFacts;
  const [given, expiring, nominations, held, grants, open] = await Promise.all([
    facts.awardsSince(ids, new Date(Math.min(earliest.getTime(), latest.getTime() - shareableMs))),
    facts.expiring(ids, earliest, new Date(latest.getTime() + expiryNoticeMs)),
    facts.openNominations(ids),
    counted.length === 0 ? [] : facts.held(ids, counted),
    reads.roles.ofGrantees(ids.map((personId) => granteeKey({ kind: 'person', personId }))),
    reads.nominations.page({ status: 'open' }, { limit: mostNominations }),
  ]);
  const [withEvidence, nominees, supervising] = await Promise.all([
    facts.withEvidence(nominations.filter(({ badge }) => badge.evidence === 'required').map(({ id }) => id)),
    peopleOf(
      reads,
      open.items.map(({ nomineeId }) => nomineeId),
    ),
    gatherSupervision(reads, readers, grants, badges),
  ]);
  const givenTo = groupBy(given, ({ personId }) => personId);
  const expiringOf = groupBy(expiring, ({ personId }) => personId);
  const nominationsOf = groupBy(nominations, ({ nomineeId }) => nomineeId);
  const heldBy = groupBy(held, ({ personId }) => personId);

  return readers.map((reader) => {
    const { person, schedule } = reader;
    const own = (givenTo.get(person.id) ?? []).toSorted(
      (a, b) => b.awardedAt.getTime() - a.awardedAt.getTime(),
    );
    const added = own.filter(({ awardedAt, status }) => status === 'active' && within(awardedAt, reader));
    const slugs = new Set((heldBy.get(person.id) ?? []).map(({ slug }) => slug));
    const supervision = supervising.get(person.id);
    const digest: Omit<Digest, 'step'> = {
      schedule,
      added: excerpt(
        added.map(({ id, badge, awardedAt }) => ({
          awardId: id,
          badge: badgeName(badge),
          issuerName: badge.issuerName,
          at: awardedAt,
        })),
      ),
      expiring: excerpt(expiringSoon(expiringOf.get(person.id) ?? [], reader.until)),
      evidenceAsked: excerpt(lackingEvidence(nominationsOf.get(person.id) ?? [], withEvidence)),
      nearly: excerpt(
        nearlyEarned(milestones, badges, slugs)
          // Told when the last but one part was earned, not every week from then on.
          .filter(({ milestone }) => added.some(({ badge }) => milestone.parts.includes(badge.slug)))
          .map(({ badge, missing }) => ({ badge, missing })),
      ),
      toSupport: excerpt(supportable(open.items, nominees, reader)),
      toReview: supervision?.toReview ?? excerpt([]),
      unseen: supervision?.unseen ?? excerpt([]),
      nearlyOthers: supervision?.nearlyOthers ?? excerpt([]),
    };
    const step = nextStep(digest, unshared(own, reader.until));
    return step === undefined ? digest : { ...digest, step };
  });
}

function within(at: Date, { from, until }: Pick<DigestReader, 'from' | 'until'>): boolean {
  return at > from && at <= until;
}

function expiringSoon(awards: readonly AwardGlimpse[], until: Date) {
  const limit = until.getTime() + expiryNoticeMs;
  return awards
    .flatMap(({ id, badge, validUntil }) =>
      validUntil !== undefined && validUntil > until && validUntil.getTime() <= limit
        ? [{ awardId: id, badge: badgeName(badge), at: validUntil }]
        : [],
    )
    .toSorted((a, b) => a.at.getTime() - b.at.getTime());
}

function lackingEvidence(nominations: readonly NominationGlimpse[], withEvidence: ReadonlySet<string>) {
  return nominations
    .filter(({ id, badge }) => badge.evidence === 'required' && !withEvidence.has(id))
    .map(({ id, badge }) => ({ nominationId: id, badge: badgeName(badge) }));
}

/** Nominations made openly in this time in a workspace of theirs, of others, that they have no part in yet. */
function supportable(
  open: readonly Nomination[],
  nominees: ReadonlyMap<PersonId, Person>,
  { person, from, until, workspace }: DigestReader,
) {
  // What goes on in a workspace that they left is not for them any more.
  const workspaces = new Set(
    person.identities.flatMap(({ identity, goneAt }) =>
      goneAt === undefined ? (workspaceOf(identity) ?? []) : [],
    ),
  );
  return open
    .filter(
      (nomination) =>
        within(nomination.createdAt, { from, until }) &&
        nomination.madeOpenly === true &&
        nomination.place !== undefined &&
        workspaces.has(nomination.place.workspace) &&
        nomination.nomineeId !== person.id &&
        nomination.nominatorId !== person.id &&
        nominees.has(nomination.nomineeId) &&
        !nomination.endorsements.some(({ personId }) => personId === person.id),
    )
    .map(({ id, badge, nomineeId }) => ({
      nominationId: id,
      badge: badgeName(badge),
      nominee: nameOf(nominees, nomineeId, workspace),
    }));
}

/** The newest badge that only they themselves see. */
function unshared(own: readonly AwardGlimpse[], until: Date) {
  const found = own.find(
    ({ visibility, status, awardedAt, validUntil }) =>
      visibility === 'private' &&
      status === 'active' &&
      awardedAt <= until &&
      awardedAt.getTime() > until.getTime() - shareableMs &&
      (validUntil === undefined || validUntil > until),
  );
  return found === undefined ? undefined : { awardId: found.id, badge: badgeName(found.badge) };
}
