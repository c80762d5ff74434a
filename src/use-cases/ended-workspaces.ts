import { workspaceOf, type WorkspaceKey } from '../domain/identity.ts';
import type { Person } from '../domain/person.ts';
import type { Store } from '../ports/store.ts';

/** The workspaces that took the app out, and when; it may be installed again, so their accounts are left as they are. */
export async function endedWorkspaces(
  store: Pick<Store, 'workspaces'>,
): Promise<ReadonlyMap<WorkspaceKey, Date>> {
  const ended = (await store.workspaces.list()).flatMap(({ key, disconnectedAt }) =>
    disconnectedAt === undefined ? [] : ([[key, disconnectedAt]] as const),
  );
  return new Map(ended);
}

/** The person as far as they can be reached now: an account in a workspace that ended is as good as gone. */
export function withoutWorkspaces(person: Person, ended: ReadonlyMap<WorkspaceKey, Date>): Person {
  if (ended.size === 0) return person;
  return {
    ...person,
    identities: person.identities.map((linked) => {
      const goneAt = linked.goneAt ?? ended.get(workspaceOf(linked.identity) ?? '');
      return goneAt === undefined ? linked : { ...linked, goneAt };
    }),
  };
}
