import type { WorkspaceKey } from '../domain/identity.ts';
import { operator } from '../domain/actor.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ids } from '../ports/ids.ts';
import type { Store } from '../ports/store.ts';
import { auditEntry } from './audit-entry.ts';

type Deps = { readonly store: Store; readonly clock: Clock; readonly ids: Ids };

/** Whoever installs or removes an app does so on the platform, which says so; no person of ours is behind it. */
const byPlatform = { personId: operator, standing: 'member', via: 'job' } as const;

/** Keeps what an app was given when it was installed in a workspace, sealed; again, when it is installed anew. */
export async function keepInstallation(
  deps: Deps,
  command: { readonly key: WorkspaceKey; readonly name?: string; readonly sealed: string },
): Promise<void> {
  await deps.store.transact(async (repositories) => {
    await repositories.workspaces.save({ ...command, connectedAt: deps.clock() });
    await repositories.audit.add(
      auditEntry(deps, byPlatform, 'workspace-connected', [`workspace:${command.key}`], {}),
    );
  });
}

/** The app was taken out of a workspace, or its token was revoked: what it was given is thrown away. */
export async function endInstallation(deps: Deps, command: { readonly key: WorkspaceKey }): Promise<void> {
  await deps.store.transact(async (repositories) => {
    const known = await repositories.workspaces.find(command.key);
    if (known === undefined || known.disconnectedAt !== undefined) return;
    const { sealed: _, ...rest } = known;
    await repositories.workspaces.save({ ...rest, disconnectedAt: deps.clock() });
    await repositories.audit.add(
      auditEntry(deps, byPlatform, 'workspace-disconnected', [`workspace:${command.key}`], {}),
    );
  });
}
