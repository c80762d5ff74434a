import { termsOf } from '../../src/domain/person-search.ts';
import { nobody, type Person, type PersonId } from '../../src/domain/person.ts';
import type { PersonRepository } from '../../src/ports/person-repository.ts';
import { byMoment, pageAfter } from './memory-order.ts';
import type { Access } from './memory-tables.ts';

const longestKnown = byMoment<Person>(
  1,
  ({ createdAt }) => createdAt,
  ({ id }) => id,
);

/** By name, and then by id. */
const named = (person: Person): string => `${termsOf(person).order}\n${person.id}`;

export function memoryPersons({ read, write }: Access): PersonRepository {
  const follow = (personId: string): Person | undefined => {
    let person = read().persons.get(personId);
    const met = new Set<string>();
    while (person?.mergedInto !== undefined) {
      if (met.has(person.id)) throw new Error(`persons merged in a circle, at ${person.id}`);
      met.add(person.id);
      person = read().persons.get(person.mergedInto);
    }
    return person;
  };
  const findByIdentities = async (keys: readonly string[]): Promise<readonly Person[]> =>
    read().persons.where((person) => person.identities.some(({ key }) => keys.includes(key)));
  return {
    find: async (personId) => follow(personId),
    async findMany(ids) {
      const found = new Map(ids.map((personId) => follow(personId)).map((person) => [person?.id, person]));
      return [...found.values()].filter((person) => person !== undefined);
    },
    living: async (ids) => new Set(ids.filter((personId) => follow(personId)?.id === personId)),
    findByIdentity: async (key) => (await findByIdentities([key]))[0],
    findByIdentities,
    insert: (person) => write(({ persons }) => persons.insert([person])),
    save: (person) =>
      write(({ persons }) => {
        if (persons.has(person.id)) persons.put(person);
      }),
    knownSince: async (since, page) =>
      pageAfter(
        read()
          .persons.where(({ createdAt }) => createdAt >= since)
          .toSorted(longestKnown),
        page,
        ({ id }) => id,
      ),
    search: async (beginnings, page) =>
      pageAfter(
        read()
          .persons.where(
            (person) =>
              beginnings.length > 0 &&
              beginnings.every((begin) => termsOf(person).terms.some((term) => term.startsWith(begin))),
          )
          .toSorted((a, b) => (named(a) < named(b) ? -1 : 1)),
        page,
        ({ id }) => id,
      ),
    erase: (personId) =>
      write(({ persons, awards, nominations, evidence, roles }) => {
        const ids = new Set([personId]);
        // A set goes on with what is added meanwhile.
        for (const id of ids)
          for (const merged of persons.where((each) => each.mergedInto === id)) ids.add(merged.id);
        const theirs = (id: PersonId | undefined) => id !== undefined && ids.has(id);
        for (const held of awards.where(({ award }) => theirs(award.awardedBy))) {
          const { awardedBy: _, ...award } = held.award;
          awards.put({ ...held, award });
        }
        for (const nomination of nominations.where(({ decidedBy }) => theirs(decidedBy))) {
          const { decidedBy: _, ...rest } = nomination;
          nominations.put(rest);
        }
        for (const piece of evidence.where(
          ({ confirmedBy, confirmations = [] }) =>
            theirs(confirmedBy) || confirmations.some(({ by }) => theirs(by)),
        ))
          evidence.put({
            ...piece,
            ...(theirs(piece.confirmedBy) ? { confirmedBy: nobody } : {}),
            ...(piece.confirmations === undefined
              ? {}
              : {
                  confirmations: piece.confirmations.map((mark) =>
                    theirs(mark.by) ? { ...mark, by: nobody } : mark,
                  ),
                }),
          });
        for (const grant of roles.where(({ grantedBy }) => theirs(grantedBy))) {
          const { grantedBy: _, ...rest } = grant;
          roles.put(rest);
        }
        persons.removeWhere(({ id }) => ids.has(id));
        return [...ids];
      }),
    async *all() {
      const living = read().persons.where((person) => person.mergedInto === undefined);
      yield* living.toSorted((a, b) => (a.id < b.id ? -1 : 1));
    },
  };
}
