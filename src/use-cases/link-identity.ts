import type { Actor } from '../domain/actor.ts';
import { identityKey, type Identity } from '../domain/identity.ts';
import {
  linkIdentity as withIdentity,
  vouchFor,
  type LinkedIdentity,
  type Person,
} from '../domain/person.ts';
import { refused, type Outcome } from '../domain/refusal.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ids } from '../ports/ids.ts';
import { DuplicateKey, type Store } from '../ports/store.ts';
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
 * and are merged: the proof that allows the link allows that too. One that somebody named in advance is vouched for from
 * then on.
 */
export async function linkIdentity(
  deps: { readonly store: Store; readonly clock: Clock; readonly ids: Ids },
  command: LinkIdentity,
): Promise<Outcome<{ readonly person: Person; readonly merged: boolean }>> {
  const { store } = deps;
  const { actor, identity, vouchedBy } = command;
  const key = identityKey(identity);
  const now = deps.clock();
  const linked = (person: Person) =>
    vouchFor(withIdentity(person, identity, vouchedBy, now), key, vouchedBy, now);
  const [seen, other] = await Promise.all([
    store.persons.find(actor.personId),
    store.persons.findByIdentity(key),
  ]);
  const unknown = refused({ code: 'unknown-person', said: actor.personId });
  if (seen === undefined) return unknown;
  if (other?.id === seen.id && linked(seen) === seen) return { ok: true, person: seen, merged: false };
  const isMerge = other !== undefined && other.id !== seen.id;
  if (isMerge) {
    const merged = await mergePersons(deps, { actor, keep: seen.id, absorb: other.id });
    if (!merged.ok) return merged;
  }
  try {
    return await store.transact(async (repositories) => {
      // They may have been changed or erased since they were looked at.
      const person = await repositories.persons.find(seen.id);
      if (person === undefined) return unknown;
      const changed = linked(person);
      if (changed !== person) {
        await repositories.persons.save(changed);
        await repositories.audit.add(
          auditEntry(deps, actor, 'identity-linked', [`person:${person.id}`], {
            detail: { kind: identity.kind },
          }),
        );
      }
      return { ok: true, person: changed, merged: isMerge } as const;
    });
  } catch (error) {
    // The account turned up elsewhere since it was looked up, and has a person of its own now.
    if (error instanceof DuplicateKey) return linkIdentity(deps, command);
    throw error;
  }
}
