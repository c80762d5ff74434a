import type { Actor } from '../domain/actor.ts';
import type { IdentityKey } from '../domain/identity.ts';
import { refused, type Outcome } from '../domain/refusal.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ids } from '../ports/ids.ts';
import type { Store } from '../ports/store.ts';
import { auditEntry } from './audit-entry.ts';
import { tellOfAddress } from './tell-of-address.ts';

/**
 * Takes an e-mail address away from the actor's own person. Refused: `last-identity` when no other account or address
 * would be left by which they could sign in again. One that is not theirs is as good as taken away.
 */
export async function unlinkAddress(
  deps: { readonly store: Store; readonly clock: Clock; readonly ids: Ids },
  command: { readonly actor: Actor; readonly identity: IdentityKey },
): Promise<Outcome<object>> {
  const { actor, identity } = command;
  return deps.store.transact(async (repositories) => {
    const person = await repositories.persons.find(actor.personId);
    if (person === undefined) return refused({ code: 'unknown-person', said: actor.personId });
    const linked = person.identities.find(({ key }) => key === identity);
    if (linked?.identity.kind !== 'email') return { ok: true };
    const left = person.identities.filter(({ key }) => key !== identity);
    if (!left.some(({ goneAt }) => goneAt === undefined)) return refused({ code: 'last-identity' });
    await repositories.persons.save({ ...person, identities: left, updatedAt: deps.clock() });
    await repositories.outbox.insert(
      tellOfAddress(deps, person, { address: linked.identity.address, change: 'removed' }),
    );
    // A link that is on its way there must not sign anybody in any more.
    await repositories.oneTimeLinks.removeOfPerson(person.id, { keep: 'recovery-stop' });
    await repositories.audit.add(
      auditEntry(deps, actor, 'identity-unlinked', [`person:${person.id}`], { detail: { kind: 'email' } }),
    );
    return { ok: true };
  });
}
