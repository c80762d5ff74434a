import { isOperator, type Actor } from '../domain/actor.ts';
import { workspaceOf } from '../domain/identity.ts';
import type { Person } from '../domain/person.ts';
import type { LookingAfter } from '../domain/policy.ts';
import { granteeKey } from '../domain/role.ts';
import type { Repositories } from '../ports/store.ts';

type Reads = Pick<Repositories, 'roles'>;

/** The issuers that somebody owns in their own person; the operator needs none. */
export async function ownedBy(repositories: Reads, actor: Actor): Promise<LookingAfter['owned']> {
  if (isOperator(actor)) return new Set();
  const grants = await repositories.roles.ofGrantees([
    granteeKey({ kind: 'person', personId: actor.personId }),
  ]);
  return new Set(grants.flatMap(({ role, issuerId }) => (role === 'owner' ? [issuerId] : [])));
}

/** What `mayLookAfter` weighs. A role that everybody of a person's workspace holds counts as theirs only as owner. */
export async function lookingAfter(repositories: Reads, actor: Actor, person: Person): Promise<LookingAfter> {
  const own = granteeKey({ kind: 'person', personId: person.id });
  const shared = person.identities.flatMap(({ identity, goneAt }) => {
    const workspace = workspaceOf(identity);
    return workspace === undefined || goneAt !== undefined
      ? []
      : (['everyone', 'teachers'] as const).map((among) =>
          granteeKey({ kind: 'workspace', workspace, among }),
        );
  });
  const [owned, theirs, ofAll] = await Promise.all([
    ownedBy(repositories, actor),
    repositories.roles.ofGrantees([own]),
    repositories.roles.ofGrantees(shared),
  ]);
  return { owned, theirs: [...theirs, ...ofAll.filter(({ role }) => role === 'owner')] };
}
