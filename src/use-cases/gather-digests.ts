import { excerpt, nextStep, type Digest } from '../domain/digest.ts';
import { workspaceOf, type WorkspaceKey } from '../domain/identity.ts';
import type { AwardGlimpse, NominationGlimpse } from '../ports/digest-facts.ts';
import type { Repositories } from '../ports/store.ts';
import { badgeName } from './badge-card.ts';
import type { DigestBackground, Supportable } from './digest-background.ts';
import type { DigestReader } from './digest-reader.ts';
import { gatherSupervision } from './gather-supervision.ts';
import { groupBy } from './group-rows.ts';
import { nearlyEarned } from './nearly-earned.ts';
import { personName } from './person-name.ts';

type Reads = Pick<Repositories, 'persons' | 'digestFacts'>;

const dayMs = 86_400_000;
/** Before it runs out, in time to do something about it. */
const expiryNoticeMs = 30 * dayMs;
/** A private badge is worth showing while it is new. */
const shareableMs = 60 * dayMs;

/**
 * What each of these people is told, in the order in which they were given. Reads for all of them at once: a
 * number of queries that does not grow with their number.
 */
export async function gatherDigests(
  reads: Reads,
  readers: readonly DigestReader[],
  background: DigestBackground,
): Promise<readonly Digest[]> {
  if (readers.length === 0) return [];
  const ids = readers.map(({ person }) => person.id);
  const earliest = new Date(Math.min(...readers.map(({ from }) => from.getTime())));
  const latest = new Date(Math.max(...readers.map(({ until }) => until.getTime())));
  const { badges, milestones, counted } = background;
  const facts = reads.digestFacts;
  const [given, expiring, nominations, held] = await Promise.all([
    facts.awardsSince(ids, new Date(Math.min(earliest.getTime(), latest.getTime() - shareableMs))),
    facts.expiring(ids, earliest, new Date(latest.getTime() + expiryNoticeMs)),
    facts.openNominations(ids),
    counted.length === 0 ? [] : facts.held(ids, counted),
  ]);
  const [withEvidence, supervising, openly] = await Promise.all([
    facts.withEvidence(nominations.filter(({ badge }) => badge.evidence === 'required').map(({ id }) => id)),
    gatherSupervision(reads, readers, background),
    openlyAround(readers, background),
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
      toSupport: supportable(openly, reader),
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

/** What goes on in a workspace that they left is not for them any more. */
function workspacesOf({ person }: DigestReader): readonly WorkspaceKey[] {
  return [
    ...new Set(
      person.identities.flatMap(({ identity, goneAt }) =>
        goneAt === undefined ? (workspaceOf(identity) ?? []) : [],
      ),
    ),
  ];
}

/** The nominations in the workspaces of these people, by workspace. */
async function openlyAround(
  readers: readonly DigestReader[],
  { openlyIn }: DigestBackground,
): Promise<ReadonlyMap<WorkspaceKey, readonly Supportable[]>> {
  const keys = [...new Set(readers.flatMap(workspacesOf))];
  return new Map(await Promise.all(keys.map(async (key) => [key, await openlyIn(key)] as const)));
}

/** Nominations made openly in this time in a workspace of theirs, of others, that they have no part in yet. */
function supportable(
  openly: ReadonlyMap<WorkspaceKey, readonly Supportable[]>,
  reader: DigestReader,
): Digest['toSupport'] {
  const { person, from, until, workspace } = reader;
  const all = workspacesOf(reader)
    .flatMap((key) => {
      const there = openly.get(key) ?? [];
      return there.slice(countUntil(there, from), countUntil(there, until));
    })
    .filter(
      ({ nomineeId, nominatorId, endorsedBy }) =>
        nomineeId !== person.id && nominatorId !== person.id && !endorsedBy.includes(person.id),
    )
    .toSorted((a, b) => a.createdAt.getTime() - b.createdAt.getTime());
  const { shown, count } = excerpt(all);
  return {
    shown: shown.map(({ id, badge, nominee }) => ({
      nominationId: id,
      badge: badgeName(badge),
      nominee: personName(nominee, workspace),
    })),
    count,
  };
}

/** How many of these, oldest first, were made up to that moment; looked for by halves, since everybody asks. */
function countUntil(rows: readonly { readonly createdAt: Date }[], moment: Date): number {
  let [low, high] = [0, rows.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const row = rows[middle];
    if (row !== undefined && row.createdAt <= moment) low = middle + 1;
    else high = middle;
  }
  return low;
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
