import { isOperator, type Actor } from '../domain/actor.ts';
import type { BackpackClient } from '../domain/backpack.ts';
import { refused, type Outcome } from '../domain/refusal.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ids } from '../ports/ids.ts';
import type { Store } from '../ports/store.ts';
import { auditEntry } from './audit-entry.ts';

type Deps = { readonly store: Store; readonly clock: Clock; readonly ids: Ids };
type Manage = { readonly actor: Actor; readonly clientId: string };

/** Lets a backpack in no more, or again; what people allowed it stays. Refused: `not-yours`, `unknown-backpack`. */
export async function setBackpackStatus(
  deps: Deps,
  command: Manage & { readonly status: BackpackClient['status'] },
): Promise<Outcome<{ readonly client: BackpackClient }>> {
  const { actor, clientId, status } = command;
  if (!isOperator(actor)) return refused({ code: 'not-yours' });
  return deps.store.transact(async ({ backpacks, audit }) => {
    const found = await backpacks.clients.find(clientId);
    if (found === undefined) return refused({ code: 'unknown-backpack' });
    const client = { ...found, status };
    await backpacks.clients.save(client);
    await audit.add(
      auditEntry(deps, actor, 'backpack-changed', [`backpack:${clientId}`], { detail: { status } }),
    );
    return { ok: true, client };
  });
}

/** Removes a backpack with all that people allowed it. Refused: `not-yours`, `unknown-backpack`. */
export async function removeBackpack(
  deps: Deps,
  command: Manage,
): Promise<Outcome<{ readonly grants: number }>> {
  const { actor, clientId } = command;
  if (!isOperator(actor)) return refused({ code: 'not-yours' });
  return deps.store.transact(async ({ backpacks, audit }) => {
    if ((await backpacks.clients.find(clientId)) === undefined) return refused({ code: 'unknown-backpack' });
    const grants = await backpacks.grants.ofClient(clientId);
    for (const { id } of grants) {
      await backpacks.tokens.removeOfGrant(id);
      await backpacks.grants.remove(id);
    }
    await backpacks.clients.remove(clientId);
    await audit.add(auditEntry(deps, actor, 'backpack-removed', [`backpack:${clientId}`]));
    return { ok: true, grants: grants.length };
  });
}
