import type { IssuerId } from '../domain/issuer.ts';
import type { RoleGrant } from '../domain/role.ts';

export interface RoleRepository {
  /** All grants for an issuer, oldest first. */
  ofIssuer(issuerId: IssuerId): Promise<readonly RoleGrant[]>;
  /** The grants to these grantees (see `granteeKey`), for one issuer or for all. */
  ofGrantees(granteeKeys: readonly string[], issuerId?: IssuerId): Promise<readonly RoleGrant[]>;
  /** All grants to single persons, for whatever issuer, in no particular order. */
  ofPersons(): Promise<readonly RoleGrant[]>;
  /** Throws DuplicateKey `role-grant` when the grantee has that role for that issuer. */
  insert(grant: RoleGrant): Promise<void>;
  /** Whether there was such a grant. */
  remove(issuerId: IssuerId, role: RoleGrant['role'], granteeKey: string): Promise<boolean>;
}
