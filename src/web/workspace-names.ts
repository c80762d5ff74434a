import { workspaceOf } from '../domain/identity.ts';
import type { Person } from '../domain/person.ts';
import type { AppDeps } from './web-deps.ts';

/** The names of the workspaces in which a person is known, by the keys of their accounts. */
export async function workspaceNames(
  { store }: AppDeps,
  person: Person,
): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>();
  for (const { key, identity } of person.identities) {
    const workspace = workspaceOf(identity);
    const found = workspace === undefined ? undefined : await store.workspaces.find(workspace);
    if (found?.name !== undefined) names.set(key, found.name);
  }
  return names;
}
