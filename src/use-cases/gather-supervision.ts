import type { Badge } from '../domain/badge.ts';
import { excerpt, type Digest } from '../domain/digest.ts';
import type { Nomination } from '../domain/nomination.ts';
import type { Person, PersonId } from '../domain/person.ts';
import type { RoleGrant } from '../domain/role.ts';
import type { Repositories } from '../ports/store.ts';
import { badgeName } from './badge-card.ts';
import type { DigestReader } from './digest-reader.ts';
import { groupBy } from './group-rows.ts';
import { milestonesAmong, nearlyEarned } from './nearly-earned.ts';
import { personName } from './person-name.ts';

export type Supervision = Pick<Digest, 'toReview' | 'unseen' | 'nearlyOthers'>;

type Reads = Pick<Repositories, 'nominations' | 'persons' | 'digestFacts'>;

const dayMs = 86_400_000;
/** Not seen for this long: told once, in the issue in which that came to pass. */
const unseenMs = 90 * dayMs;
/** Whom somebody gave a badge longer ago than this is no longer theirs to look after. */
const oversightMs = 400 * dayMs;
const mostNominations = 200;

/** What those among these people who hold a role of their own are told as supervisors. */
export async function gatherSupervision(
  reads: Reads,
  readers: readonly DigestReader[],
  grants: readonly RoleGrant[],
  badges: readonly Badge[],
): Promise<ReadonlyMap<PersonId, Supervision>> {
  const personal = grants.flatMap(({ grantee, role, issuerId }) =>
    grantee.kind === 'person' ? [{ personId: grantee.personId, role, issuerId }] : [],
  );
  const supervisors = readers.filter(({ person }) => personal.some(({ personId }) => personId === person.id));
  if (supervisors.length === 0) return new Map();
  const rolesOf = groupBy(personal, ({ personId }) => personId);
  const waiting = await waitingNominations(reads, [...new Set(personal.map(({ issuerId }) => issuerId))]);
  const direct = new Set(badges.flatMap(({ id, award }) => (award === 'direct' ? [id] : [])));
  // Awarders decide about what they were asked in particular.
  const decides = (role: RoleGrant['role'], personId: PersonId, { askedOf, badgeId }: Nomination) =>
    role !== 'awarder' || (askedOf === personId && direct.has(badgeId));
  const earliest = Math.min(...supervisors.map(({ from }) => from.getTime()));
  const given = await reads.digestFacts.givenBy(
    supervisors.map(({ person }) => person.id),
    new Date(earliest - oversightMs),
  );
  const learners = [...new Set(given.map(({ to }) => to))];
  const milestones = milestonesAmong(badges);
  const [last, held, people] = await Promise.all([
    learners.length === 0 ? [] : reads.digestFacts.lastAwarded(learners),
    milestones.length === 0 || learners.length === 0
      ? []
      : reads.digestFacts.held(learners, [
          ...new Set(milestones.flatMap(({ slug, parts }) => [slug, ...parts])),
        ]),
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
      const roles = rolesOf.get(person.id) ?? [];
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

async function waitingNominations(
  reads: Reads,
  issuerIds: readonly string[],
): Promise<ReadonlyMap<string, readonly Nomination[]>> {
  const found = new Map<string, readonly Nomination[]>();
  for (const issuerId of issuerIds) {
    const { items } = await reads.nominations.page(
      { issuerIds: [issuerId], status: 'open' },
      { limit: mostNominations },
    );
    found.set(issuerId, items);
  }
  return found;
}

/** Those of them who are still here, by id. */
export async function peopleOf(
  reads: Pick<Repositories, 'persons'>,
  ids: readonly PersonId[],
): Promise<ReadonlyMap<PersonId, Person>> {
  if (ids.length === 0) return new Map();
  const found = await reads.persons.findMany([...new Set(ids)]);
  return new Map(found.map((person) => [person.id, person]));
}

export function nameOf(people: ReadonlyMap<PersonId, Person>, id: PersonId, workspace: string | undefined) {
  const person = people.get(id);
  return person === undefined ? { personId: id } : personName(person, workspace);
}
