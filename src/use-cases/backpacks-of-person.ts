import type { Actor } from '../domain/actor.ts';
import type { BackpackClient, BackpackGrant } from '../domain/backpack.ts';
import { refused, type Outcome } from '../domain/refusal.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ids } from '../ports/ids.ts';
import type { Store } from '../ports/store.ts';
import { auditEntry } from './audit-entry.ts';
import { endGrant } from './backpack-tokens.ts';

export type AllowedBackpack = { readonly client: BackpackClient; readonly grant: BackpackGrant };

/** The backpacks that a person let in, the newest first. */
export async function backpacksOfPerson(
  deps: { readonly store: Pick<Store, 'backpacks'> },
  query: { readonly actor: Actor },
): Promise<readonly AllowedBackpack[]> {
  const { backpacks } = deps.store;
  const grants = await backpacks.grants.ofPerson(query.actor.personId);
  const clients = await backpacks.clients.findMany(grants.map(({ clientId }) => clientId));
  return grants.flatMap((grant) => {
    const client = clients.find(({ id }) => id === grant.clientId);
    return client === undefined ? [] : [{ client, grant }];
  });
}

/** A person lets a backpack out again, at once. Refused: `not-yours`. */
export async function withdrawBackpack(
  deps: { readonly store: Store; readonly clock: Clock; readonly ids: Ids },
  command: { readonly actor: Actor; readonly grantId: string },
): Promise<Outcome<{ readonly clientId: string }>> {
  const { actor, grantId } = command;
  const grant = await deps.store.backpacks.grants.find(grantId);
  if (grant?.personId !== actor.personId) return refused({ code: 'not-yours' });
  await endGrant(deps, grantId);
  await deps.store.audit.add(
    auditEntry(deps, actor, 'backpack-withdrawn', [`backpack:${grant.clientId}`, `person:${actor.personId}`]),
  );
  return { ok: true, clientId: grant.clientId };
}
