import { excerpt, type Digest } from '../domain/digest.ts';
import type { PersonId } from '../domain/person.ts';
import type { RoleGrant } from '../domain/role.ts';
import type { WaitingNomination } from '../ports/digest-facts.ts';
import type { Repositories } from '../ports/store.ts';
import { badgeName } from './badge-card.ts';
import type { DigestBackground } from './digest-background.ts';
import type { DigestReader } from './digest-reader.ts';
import { groupBy } from './group-rows.ts';
import { nearlyEarned } from './nearly-earned.ts';
import { nameOf, peopleOf } from './people-of.ts';

export type Supervision = Pick<Digest, 'toReview' | 'unseen' | 'nearlyOthers'>;

type Reads = Pick<Repositories, 'persons' | 'digestFacts'>;

const dayMs = 86_400_000;
/** Not seen for this long: told once, in the issue in which that came to pass. */
const unseenMs = 90 * dayMs;
/** Whom somebody gave a badge longer ago than this is no longer theirs to look after. */
const oversightMs = 400 * dayMs;

/** What those among these people who hold a role of their own are told as supervisors. */
export async function gatherSupervision(
  reads: Reads,
  readers: readonly DigestReader[],
  { badges, milestones, counted, grantsOf, waitingFor }: DigestBackground,
): Promise<ReadonlyMap<PersonId, Supervision>> {
  const supervisors = readers.filter(({ person }) => grantsOf.has(person.id));
  if (supervisors.length === 0) return new Map();
  const rolesOf = (personId: PersonId) => grantsOf.get(personId) ?? [];
  const issuerIds = new Set(
    supervisors.flatMap(({ person }) => rolesOf(person.id).map(({ issuerId }) => issuerId)),
  );
  const waiting = new Map(
    await Promise.all(
      [...issuerIds].map(async (issuerId) => [issuerId, await waitingFor(issuerId)] as const),
    ),
  );
  const direct = new Set(badges.flatMap(({ id, award }) => (award === 'direct' ? [id] : [])));
  // Awarders decide about what they were asked in particular.
  const decides = (role: RoleGrant['role'], personId: PersonId, { askedOf, badgeId }: WaitingNomination) =>
    role !== 'awarder' || (askedOf === personId && direct.has(badgeId));
  const earliest = Math.min(...supervisors.map(({ from }) => from.getTime()));
  const given = await reads.digestFacts.givenBy(
    supervisors.map(({ person }) => person.id),
    new Date(earliest - oversightMs),
  );
  const learners = [...new Set(given.map(({ to }) => to))];
  const [last, held, people] = await Promise.all([
    learners.length === 0 ? [] : reads.digestFacts.lastAwarded(learners),
    counted.length === 0 || learners.length === 0 ? [] : reads.digestFacts.held(learners, counted),
    peopleOf(reads, [
      ...learners,
      ...[...waiting.values()].flatMap((open) => open.map(({ nomineeId }) => nomineeId)),
    ]),
  ]);
  const lastOf = new Map(last.map(({ personId, last: at }) => [personId, at]));
  const heldOf = groupBy(held, ({ personId }) => personId);
  const givenOf = groupBy(given, ({ by }) => by);

  return new Map(
    supervisors.map((reader) => {
      const { person, from, until, workspace } = reader;
      const roles = rolesOf(person.id);
      const own = (givenOf.get(person.id) ?? []).filter(({ to }) => to !== person.id && people.has(to));
      const named = (id: PersonId) => nameOf(people, id, workspace);
      const toReview = roles
        .flatMap(({ role, issuerId }) =>
          (waiting.get(issuerId) ?? []).filter((nomination) => decides(role, person.id, nomination)),
        )
        .filter(({ nomineeId }) => nomineeId !== person.id && people.has(nomineeId))
        .toSorted((a, b) => a.createdAt.getTime() - b.createdAt.getTime());
      const distinct = [...new Map(toReview.map((nomination) => [nomination.id, nomination])).values()];
      const unseen = own
        .flatMap(({ to }) => {
          const since = lastOf.get(to);
          if (since === undefined) return [];
          const noticed = since.getTime() + unseenMs;
          return noticed > from.getTime() && noticed <= until.getTime() ? [{ person: named(to), since }] : [];
        })
        .toSorted((a, b) => a.since.getTime() - b.since.getTime());
      const nearly = own.flatMap(({ to }) => {
        const at = lastOf.get(to);
        // Told when the last but one part was earned, not every week from then on.
        if (at === undefined || at <= from || at > until) return [];
        const slugs = new Set((heldOf.get(to) ?? []).map(({ slug }) => slug));
        const mine = milestones.filter(({ issuerId }) => roles.some((grant) => grant.issuerId === issuerId));
        return nearlyEarned(mine, badges, slugs).map(({ badge, missing }) => ({
          person: named(to),
          badge,
          missing,
        }));
      });
      const supervision: Supervision = {
        toReview: excerpt(
          distinct.map(({ id, badge, nomineeId, createdAt }) => ({
            nominationId: id,
            badge: badgeName(badge),
            nominee: named(nomineeId),
            since: createdAt,
          })),
        ),
        unseen: excerpt(unseen),
        nearlyOthers: excerpt(nearly),
      };
      return [person.id, supervision];
    }),
  );
}
