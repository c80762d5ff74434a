import { standingOf, type Award } from '../src/domain/award.ts';
import { identityKey } from '../src/domain/identity.ts';
import type { Person } from '../src/domain/person.ts';
import type { LtiMember, LtiRoster } from '../src/ports/lti-course-repository.ts';
import { recognisePerson } from '../src/use-cases/recognise-person.ts';
import type { LtiDeps } from './lti-deps.ts';

type Deps = Pick<LtiDeps, 'store' | 'clock' | 'ids'>;

/** A member of a course, as shown: with a name from the platform, or the one that is known here. */
export type RosterPerson = { readonly member: LtiMember; readonly name?: string; readonly person?: Person };

const fold = (text: string) => text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();

/** Batches of what goes to the database at once. */
const atOnce = 25;

export async function inBatches<T, R>(
  items: readonly T[],
  work: (item: T) => Promise<R>,
  size = atOnce,
): Promise<readonly R[]> {
  const done: R[] = [];
  for (let at = 0; at < items.length; at += size)
    done.push(...(await Promise.all(items.slice(at, at + size).map(work))));
  return done;
}

function keyOf(platformId: string, { subject }: LtiMember): string {
  return identityKey({ kind: 'lti', platform: platformId, subject });
}

/** The people of a roster in whose name every word occurs, by name; those without a name last. */
export async function rosterPeople(
  deps: Pick<Deps, 'store'>,
  platformId: string,
  roster: LtiRoster,
  search: string,
): Promise<readonly RosterPerson[]> {
  // Only who has no name needs a look in the database: a course can have thousands of members.
  const nameless = roster.members.filter(({ name }) => name === undefined);
  const persons = await deps.store.persons.findByIdentities(
    nameless.map((member) => keyOf(platformId, member)),
  );
  const known = personsByKey(persons);
  const words = fold(search).split(/\s+/u).filter(Boolean);
  const people = roster.members.map((member): RosterPerson => {
    const person = known.get(keyOf(platformId, member));
    const name = member.name ?? person?.name;
    return { member, ...(name === undefined ? {} : { name }), ...(person === undefined ? {} : { person }) };
  });
  const collator = new Intl.Collator('nl');
  return people
    .filter(({ name, member }) => words.every((word) => fold(name ?? member.subject).includes(word)))
    .toSorted(
      (a, b) =>
        Number(a.name === undefined) - Number(b.name === undefined) ||
        collator.compare(a.name ?? a.member.subject, b.name ?? b.member.subject),
    );
}

/** The same people with the persons behind them and what each holds now, newest first. */
export async function withAwards(
  deps: Pick<Deps, 'store' | 'clock'>,
  platformId: string,
  people: readonly RosterPerson[],
): Promise<readonly (RosterPerson & { readonly awards: readonly Award[] })[]> {
  const keys = people.map(({ member }) => keyOf(platformId, member));
  const known = personsByKey(await deps.store.persons.findByIdentities(keys));
  const now = deps.clock();
  return inBatches(people, async (one) => {
    const person = known.get(keyOf(platformId, one.member)) ?? one.person;
    if (person === undefined) return { ...one, awards: [] };
    const awards = await deps.store.awards.ofPerson(person.id);
    return { ...one, person, awards: awards.filter((award) => standingOf(award, now) === 'valid') };
  });
}

function personsByKey(persons: readonly Person[]): ReadonlyMap<string, Person> {
  return new Map(persons.flatMap((person) => person.identities.map(({ key }) => [key, person] as const)));
}

/** The persons behind members, made at first need with the name that the platform gives. */
export async function recogniseMembers(
  deps: Deps,
  platformId: string,
  members: readonly LtiMember[],
): Promise<readonly { readonly member: LtiMember; readonly person: Person }[]> {
  const known = personsByKey(
    await deps.store.persons.findByIdentities(members.map((member) => keyOf(platformId, member))),
  );
  return inBatches(members, async (member) => {
    const person =
      known.get(keyOf(platformId, member)) ??
      (await recognisePerson(deps, {
        identity: { kind: 'lti', platform: platformId, subject: member.subject },
        vouchedBy: 'platform',
        ...(member.name === undefined ? {} : { facts: { name: member.name } }),
      }));
    return { member, person };
  });
}
