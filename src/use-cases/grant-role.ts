import { isOperator, type Actor } from '../domain/actor.ts';
import { identityKey, parseIdentity } from '../domain/identity.ts';
import { mayManage } from '../domain/policy.ts';
import { refused, type Outcome } from '../domain/refusal.ts';
import {
  granteeKey,
  parseWorkspaceGrantee,
  type Grantee,
  type Role,
  type RoleGrant,
} from '../domain/role.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ids } from '../ports/ids.ts';
import { DuplicateKey, type Store } from '../ports/store.ts';
import { auditEntry } from './audit-entry.ts';
import { heldRoles } from './held-roles.ts';
import { recognisePerson } from './recognise-person.ts';

type Deps = { readonly store: Store; readonly clock: Clock; readonly ids: Ids };

export type RoleCommand = {
  readonly actor: Actor;
  readonly issuerSlug: string;
  readonly role: Role;
  /** `slack:TEAM:USER` and the like for a person; `everyone:slack:TEAM` or `teachers:lti:PLATFORM`. */
  readonly grantee: string;
};

/** Lets somebody, or everyone of a workspace, act for an issuer. Twice is once. */
export async function grantRole(
  deps: Deps,
  command: RoleCommand,
): Promise<Outcome<{ readonly grant: RoleGrant; readonly changed: boolean }>> {
  const { store } = deps;
  const issuer = await store.issuers.findBySlug(command.issuerSlug);
  if (issuer === undefined) return refused({ code: 'unknown-issuer', said: command.issuerSlug });
  const refusal = mayManage(command.actor, issuer, await heldRoles(store, command.actor, issuer.id));
  if (refusal !== undefined) return refused(refusal);
  const grantee = await granteeOf(deps, command.grantee);
  if (grantee === undefined)
    return refused({ code: 'invalid', field: 'grantee', problem: 'not-an-identity' });
  const grant: RoleGrant = {
    id: deps.ids.id(),
    issuerId: issuer.id,
    role: command.role,
    grantee,
    ...(isOperator(command.actor) ? {} : { grantedBy: command.actor.personId }),
    grantedAt: deps.clock(),
  };
  try {
    await store.transact(async (repositories) => {
      await repositories.roles.insert(grant);
      await repositories.audit.add(
        auditEntry(deps, command.actor, 'role-granted', [granteeKey(grantee)], {
          issuerId: issuer.id,
          detail: { role: command.role },
        }),
      );
    });
    return { ok: true, grant, changed: true };
  } catch (error) {
    if (!(error instanceof DuplicateKey) || error.uniqueKey !== 'role-grant') throw error;
    return { ok: true, grant, changed: false };
  }
}

/** Takes a role away; an issuer keeps at least one owner unless the operator says otherwise. */
export async function withdrawRole(
  deps: Deps,
  command: RoleCommand,
): Promise<Outcome<{ readonly changed: boolean }>> {
  const { store } = deps;
  const issuer = await store.issuers.findBySlug(command.issuerSlug);
  if (issuer === undefined) return refused({ code: 'unknown-issuer', said: command.issuerSlug });
  const refusal = mayManage(command.actor, issuer, await heldRoles(store, command.actor, issuer.id));
  if (refusal !== undefined) return refused(refusal);
  const identity = parseIdentity(command.grantee);
  const known =
    identity === undefined ? undefined : await store.persons.findByIdentity(identityKey(identity));
  const grantee: Grantee | undefined =
    known === undefined ? parseWorkspaceGrantee(command.grantee) : { kind: 'person', personId: known.id };
  // Somebody who was never seen holds no role.
  if (grantee === undefined && identity !== undefined) return { ok: true, changed: false };
  if (grantee === undefined)
    return refused({ code: 'invalid', field: 'grantee', problem: 'not-an-identity' });
  return store.transact(async (repositories) => {
    const owners = (await repositories.roles.ofIssuer(issuer.id)).filter((grant) => grant.role === 'owner');
    const [only] = owners;
    const last =
      owners.length === 1 && only !== undefined && granteeKey(only.grantee) === granteeKey(grantee);
    if (command.role === 'owner' && last && !isOperator(command.actor))
      return refused({ code: 'last-owner' });
    const changed = await repositories.roles.remove(issuer.id, command.role, granteeKey(grantee));
    if (changed)
      await repositories.audit.add(
        auditEntry(deps, command.actor, 'role-withdrawn', [granteeKey(grantee)], {
          issuerId: issuer.id,
          detail: { role: command.role },
        }),
      );
    return { ok: true, changed };
  });
}

/** A person named here before they were ever seen is known from then on, so that the role waits for them. */
async function granteeOf(deps: Deps, written: string): Promise<Grantee | undefined> {
  const workspace = parseWorkspaceGrantee(written);
  if (workspace !== undefined) return workspace;
  const identity = parseIdentity(written);
  if (identity === undefined) return undefined;
  const person = await recognisePerson(deps, { identity, vouchedBy: 'catalogue' });
  return { kind: 'person', personId: person.id };
}
