import type { Person, PersonId } from '../domain/person.ts';
import type { Repositories } from '../ports/store.ts';
import { personName } from './person-name.ts';

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
