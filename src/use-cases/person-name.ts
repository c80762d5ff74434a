import { workspaceOf, type WorkspaceKey } from '../domain/identity.ts';
import type { PersonName } from '../domain/outbox-message.ts';
import type { Person } from '../domain/person.ts';

/** A person as named in a message to a workspace: by the account there, if they have one. */
export function personName(person: Person, workspace: WorkspaceKey | undefined): PersonName {
  const accounts = person.identities.filter(
    (linked) => workspace !== undefined && workspaceOf(linked.identity) === workspace,
  );
  const there = accounts.find(({ goneAt }) => goneAt === undefined) ?? accounts[0];
  return {
    personId: person.id,
    ...(person.name === undefined ? {} : { name: person.name }),
    ...(there === undefined ? {} : { identity: there.key }),
  };
}
