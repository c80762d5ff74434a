import { identityKey, type Identity } from '../domain/identity.ts';
import {
  linkIdentity,
  withFacts,
  type AccountFacts,
  type LinkedIdentity,
  type Person,
} from '../domain/person.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ids } from '../ports/ids.ts';
import { DuplicateKey, type Store } from '../ports/store.ts';

export type RecognisePerson = {
  readonly identity: Identity;
  readonly facts?: AccountFacts;
  readonly vouchedBy: LinkedIdentity['vouchedBy'];
};

/**
 * The person behind an account, made at first sight, with what the platform newly told of them. Two that meet
 * the same account at the same moment get the same person.
 */
export async function recognisePerson(
  deps: { readonly store: Store; readonly clock: Clock; readonly ids: Ids },
  command: RecognisePerson,
): Promise<Person> {
  const { store } = deps;
  const key = identityKey(command.identity);
  const now = deps.clock();
  const known = await store.persons.findByIdentity(key);
  if (known !== undefined) {
    const facts = command.facts ?? {};
    if (withFacts(known, facts, now) === known) return known;
    const learnt = await store.transact(async ({ persons }) => {
      // Read once more: they may have been changed or erased since, and a person who was erased does not come back.
      const person = await persons.findByIdentity(key);
      const changed = person && withFacts(person, facts, now);
      if (changed !== undefined && changed !== person) await persons.save(changed);
      return changed;
    });
    if (learnt !== undefined) return learnt;
  }
  const blank: Person = { id: deps.ids.id(), identities: [], createdAt: now, updatedAt: now };
  const person = withFacts(
    linkIdentity(blank, command.identity, command.vouchedBy, now),
    command.facts ?? {},
    now,
  );
  try {
    await store.persons.insert(person);
    return person;
  } catch (error) {
    const other = error instanceof DuplicateKey ? await store.persons.findByIdentity(key) : undefined;
    if (other === undefined) throw error;
    return other;
  }
}
