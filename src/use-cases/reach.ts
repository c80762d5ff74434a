import type { WorkspaceKey } from '../domain/identity.ts';
import type { Destination } from '../domain/outbox-message.ts';
import { reachableIdentity, type Person } from '../domain/person.ts';

/** The destination of a direct message to a person; undefined when they can't be reached anywhere. */
export function reach(person: Person, workspace: WorkspaceKey | undefined): Destination | undefined {
  const identity = reachableIdentity(person, workspace);
  if (identity === undefined) return undefined;
  return {
    kind: 'person',
    identity: identity.key,
    personId: person.id,
    locale: person.locale ?? 'nl',
  };
}
