import { identityKey, parseIdentity } from '../domain/identity.ts';
import type { Person } from '../domain/person.ts';
import type { Store } from '../ports/store.ts';
import { erasureMark } from '../use-cases/erasure-mark.ts';
import { CliFault } from './cli-fault.ts';

export const identityForms =
  'slack:TEAM:USER, teams:TENANT:USER, lti:PLATFORM:SUB, email:ADDRESS or person:ID';

/**
 * The person whom an identity, or `person:ID` as lists and the audit name them, stands for; by `erased:…`, somebody who was
 * erased and is there again since a backup was put back.
 * Throws CliFault: 2 when it is not written as one, 1 when nobody is known by it.
 */
export async function findPerson(store: Store, written: string): Promise<Person> {
  const id = await idIn(store, written.trim());
  const identity = id === undefined ? parseIdentity(written) : undefined;
  if (id === undefined && identity === undefined)
    throw new CliFault(2, [`${written} is not an identity; write ${identityForms}`]);
  const person =
    identity === undefined
      ? await store.persons.find(id ?? '')
      : await store.persons.findByIdentity(identityKey(identity));
  if (person === undefined) throw new CliFault(1, [`nobody is known as ${written}`]);
  return person;
}

/** Undefined when it is written otherwise; an id that nobody has when it is, and there is nobody. */
async function idIn(store: Store, written: string): Promise<string | undefined> {
  if (written.startsWith('erased:')) {
    for await (const { id } of store.persons.all()) if (erasureMark(id) === written) return id;
    return written;
  }
  return /^person:(\S+)$/u.exec(written)?.[1];
}
