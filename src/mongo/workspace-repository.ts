import type { Workspace } from '../domain/workspace.ts';
import type { WorkspaceRepository } from '../ports/workspace-repository.ts';
import { documentSchema, moment } from './document-schema.ts';
import { documents } from './documents.ts';
import type { Models } from './model-map.ts';
import type { Scope } from './scope.ts';

type WorkspaceDocument = Omit<Workspace, 'key'> & { readonly _id: string };

export const workspaceSchema = documentSchema({
  name: String,
  connectedAt: moment,
  disconnectedAt: Date,
  sealed: String,
});

function toWorkspace({ _id, ...rest }: WorkspaceDocument): Workspace {
  return { ...rest, key: _id };
}

export function workspaceRepository(scope: Scope, models: Models): WorkspaceRepository {
  const workspaces = documents<WorkspaceDocument>(scope, models.workspaces);
  return {
    async find(key) {
      const found = await workspaces.one({ _id: key });
      return found && toWorkspace(found);
    },
    async list() {
      return (await workspaces.many({}, { sort: { _id: 1 } })).map(toWorkspace);
    },
    async save({ key, ...rest }) {
      await workspaces.replace({ _id: key }, { ...rest, _id: key }, true);
    },
    async remove(key) {
      await workspaces.remove({ _id: key });
    },
  };
}
