import type { Actor } from '../domain/actor.ts';
import type { Community } from '../domain/community.ts';
import { mayManage } from '../domain/policy.ts';
import { refused, type Outcome } from '../domain/refusal.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ids } from '../ports/ids.ts';
import type { Store } from '../ports/store.ts';
import { auditEntry } from './audit-entry.ts';

/** Says whose deployment this is; the operator's to say, since it stands above all issuers. */
export async function saveCommunity(
  deps: { readonly store: Store; readonly clock: Clock; readonly ids: Ids },
  command: { readonly actor: Actor; readonly community: Community },
): Promise<Outcome<{ readonly community: Community }>> {
  const { actor, community } = command;
  const refusal = mayManage(actor, community, new Set());
  if (refusal !== undefined) return refused(refusal);
  if (!community.name.nl?.trim() && !community.name.en?.trim())
    return refused({ code: 'invalid', field: 'name', problem: 'empty' });
  await deps.store.transact(async (repositories) => {
    await repositories.community.save(community);
    await repositories.audit.add(auditEntry(deps, actor, 'community-saved', ['community']));
  });
  return { ok: true, community };
}
