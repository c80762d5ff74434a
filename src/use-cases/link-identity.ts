import type { Actor } from '../domain/actor.ts';
import { identityKey, type Identity } from '../domain/identity.ts';
import { linkIdentity as withIdentity, type LinkedIdentity, type Person } from '../domain/person.ts';
import { refused, type Outcome } from '../domain/refusal.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ids } from '../ports/ids.ts';
import type { Store } from '../ports/store.ts';
import { auditEntry } from './audit-entry.ts';
import { mergePersons } from './merge-persons.ts';

export type LinkIdentity = {
  readonly actor: Actor;
  readonly identity: Identity;
  /** How we know that the account is the actor's: the platform says so, or a mailed code was typed in. */
  readonly vouchedBy: Exclude<LinkedIdentity['vouchedBy'], 'catalogue'>;
};

/**
 * Links an account to the actor's person. When the account already has a person of its own, the two are one
 * and are merged: the proof that allows the link allows that too.
 */
export async function linkIdentity(
  deps: { readonly store: Store; readonly clock: Clock; readonly ids: Ids },
  command: LinkIdentity,
): Promise<Outcome<{ readonly person: Person; readonly merged: boolean }>> {
  const { store } = deps;
  const person = await store.persons.find(command.actor.personId);
  if (person === undefined) return refused({ code: 'unknown-person', said: command.actor.personId });
  const other = await store.persons.findByIdentity(identityKey(command.identity));
  if (other !== undefined && other.id === person.id) return { ok: true, person, merged: false };
  if (other !== undefined) {
    const merged = await mergePersons(deps, { actor: command.actor, keep: person.id, absorb: other.id });
    return merged.ok ? { ok: true, person: merged.person, merged: true } : merged;
  }
  const linked = withIdentity(person, command.identity, command.vouchedBy, deps.clock());
  await store.transact(async (repositories) => {
    await repositories.persons.save(linked);
    await repositories.audit.add(
      auditEntry(deps, command.actor, 'identity-linked', [`person:${person.id}`], {
        detail: { kind: command.identity.kind },
      }),
    );
  });
  return { ok: true, person: linked, merged: false };
}
