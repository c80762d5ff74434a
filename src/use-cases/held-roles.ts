import type { Actor } from '../domain/actor.ts';
import type { IssuerId } from '../domain/issuer.ts';
import { granteeKey, type Role } from '../domain/role.ts';
import type { Repositories } from '../ports/store.ts';

/**
 * The keys under which an actor may have been granted roles: as themselves; and, for members, as one of the
 * workspace. Guests and outsiders have no part in what everyone of a workspace may do.
 */
export function granteeKeysOf(actor: Actor): readonly string[] {
  const own = granteeKey({ kind: 'person', personId: actor.personId });
  const { workspace } = actor;
  if (workspace === undefined || actor.standing !== 'member') return [own];
  const everyone = granteeKey({ kind: 'workspace', workspace, among: 'everyone' });
  const teachers = granteeKey({ kind: 'workspace', workspace, among: 'teachers' });
  return actor.teaches ? [own, everyone, teachers] : [own, everyone];
}

/** The roles that an actor has for an issuer. */
export async function heldRoles(
  repositories: Pick<Repositories, 'roles'>,
  actor: Actor,
  issuerId: IssuerId,
): Promise<ReadonlySet<Role>> {
  const grants = await repositories.roles.ofGrantees(granteeKeysOf(actor), issuerId);
  return new Set(grants.map((grant) => grant.role));
}
