import type { WorkspaceKey } from '../domain/identity.ts';
import type { Workspace } from '../domain/workspace.ts';

export interface WorkspaceRepository {
  find(key: WorkspaceKey): Promise<Workspace | undefined>;
  list(): Promise<readonly Workspace[]>;
  /** Inserts or replaces by key. */
  save(workspace: Workspace): Promise<void>;
  remove(key: WorkspaceKey): Promise<void>;
}
