import type { Actor } from '../domain/actor.ts';
import type { Person } from '../domain/person.ts';
import { refused, type Outcome } from '../domain/refusal.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ids } from '../ports/ids.ts';
import type { Store } from '../ports/store.ts';
import { auditEntry } from './audit-entry.ts';

const longestName = 200;

/** A person says how they are called. Refused: `unknown-person`, `invalid` {field: name}. */
export async function changeOwnName(
  deps: { readonly store: Store; readonly clock: Clock; readonly ids: Ids },
  command: { readonly actor: Actor; readonly name: string },
): Promise<Outcome<{ readonly person: Person }>> {
  const { actor } = command;
  const name = command.name.replaceAll(/[\p{Cc}\u202A-\u202E\u2066-\u2069]/gu, '').trim();
  if (name === '') return refused({ code: 'invalid', field: 'name', problem: 'empty' });
  if (name.length > longestName) return refused({ code: 'invalid', field: 'name', problem: 'too-long' });
  return deps.store.transact(async ({ persons, audit }) => {
    const person = await persons.find(actor.personId);
    if (person === undefined) return refused({ code: 'unknown-person', said: actor.personId });
    if (person.name === name) return { ok: true, person };
    const changed: Person = { ...person, name, updatedAt: deps.clock() };
    await persons.save(changed);
    await audit.add(
      auditEntry(deps, actor, 'settings-changed', [`person:${person.id}`], { detail: { name: true } }),
    );
    return { ok: true, person: changed };
  });
}
