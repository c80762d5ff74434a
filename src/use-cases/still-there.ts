import type { Person, PersonId } from '../domain/person.ts';
import type { Repositories } from '../ports/store.ts';

/**
 * Those of these people who are neither merged into others nor erased. Each is written down anew, so that a merge or an
 * erasure at the same moment collides with this transaction, and either of them sees what the other did.
 */
export async function stillThere(
  { persons }: Pick<Repositories, 'persons'>,
  ids: Iterable<PersonId>,
  now: Date,
): Promise<ReadonlyMap<PersonId, Person>> {
  const found = new Map<PersonId, Person>();
  for (const id of ids) {
    const person = await persons.find(id);
    if (person?.id !== id) continue;
    // Later than it was in any case: a write that changes nothing collides with nothing.
    const updatedAt = new Date(Math.max(now.getTime(), person.updatedAt.getTime() + 1));
    await persons.save({ ...person, updatedAt });
    found.set(id, person);
  }
  return found;
}
