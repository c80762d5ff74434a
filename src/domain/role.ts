import { isWorkspaceKey, type WorkspaceKey } from './identity.ts';
import type { IssuerId } from './issuer.ts';
import type { PersonId } from './person.ts';

export const roles = ['owner', 'awarder', 'reviewer'] as const;
/** What a person may do for an issuer. */
export type Role = (typeof roles)[number];

/** Who holds a role: one person, or everyone (or every teacher) of a workspace. */
export type Grantee =
  | { readonly kind: 'person'; readonly personId: PersonId }
  | { readonly kind: 'workspace'; readonly workspace: WorkspaceKey; readonly among: 'everyone' | 'teachers' };

export type RoleGrant = {
  readonly id: string;
  readonly issuerId: IssuerId;
  readonly role: Role;
  readonly grantee: Grantee;
  readonly grantedBy?: PersonId;
  readonly grantedAt: Date;
};

/** One string per grantee: with issuer and role it is unique. */
export function granteeKey(grantee: Grantee): string {
  return grantee.kind === 'person' ? `person:${grantee.personId}` : `${grantee.among}:${grantee.workspace}`;
}

/** Reads `everyone:slack:T1` or `teachers:lti:P1`; undefined for another shape. */
export function parseWorkspaceGrantee(written: string): Grantee | undefined {
  const [among, ...rest] = written.split(':');
  const workspace = rest.join(':');
  if ((among !== 'everyone' && among !== 'teachers') || !isWorkspaceKey(workspace)) return undefined;
  return { kind: 'workspace', workspace, among };
}
