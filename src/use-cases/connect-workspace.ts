import { isOperator, type Actor } from '../domain/actor.ts';
import type { WorkspaceKey } from '../domain/identity.ts';
import { refused, type Outcome } from '../domain/refusal.ts';
import type { Workspace } from '../domain/workspace.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ids } from '../ports/ids.ts';
import type { Store } from '../ports/store.ts';
import { auditEntry } from './audit-entry.ts';

type Deps = { readonly store: Store; readonly clock: Clock; readonly ids: Ids };

/** Lets a workspace in that has no installation to tell of it, such as a tenant of Teams. Twice is once. */
export async function connectWorkspace(
  deps: Deps,
  command: { readonly actor: Actor; readonly key: WorkspaceKey; readonly name?: string },
): Promise<Outcome<{ readonly workspace: Workspace; readonly changed: boolean }>> {
  const { actor, key, name } = command;
  if (!isOperator(actor)) return refused({ code: 'not-yours' });
  return deps.store.transact(async (repositories) => {
    const known = await repositories.workspaces.find(key);
    const { disconnectedAt, ...before } = known ?? { key, connectedAt: deps.clock() };
    const workspace: Workspace = { ...before, ...(name === undefined ? {} : { name }) };
    const changed = known === undefined || disconnectedAt !== undefined;
    await repositories.workspaces.save(changed ? { ...workspace, connectedAt: deps.clock() } : workspace);
    if (changed)
      await repositories.audit.add(auditEntry(deps, actor, 'workspace-connected', [`workspace:${key}`], {}));
    return { ok: true, workspace, changed };
  });
}

/** Lets a workspace in no more. What its people have stays theirs. */
export async function disconnectWorkspace(
  deps: Deps,
  command: { readonly actor: Actor; readonly key: WorkspaceKey },
): Promise<Outcome<{ readonly changed: boolean }>> {
  const { actor, key } = command;
  if (!isOperator(actor)) return refused({ code: 'not-yours' });
  return deps.store.transact(async (repositories) => {
    const known = await repositories.workspaces.find(key);
    if (known === undefined || known.disconnectedAt !== undefined) return { ok: true, changed: false };
    const { sealed: _, ...rest } = known;
    await repositories.workspaces.save({ ...rest, disconnectedAt: deps.clock() });
    await repositories.audit.add(auditEntry(deps, actor, 'workspace-disconnected', [`workspace:${key}`], {}));
    return { ok: true, changed: true };
  });
}
