import { createHash } from 'node:crypto';
import { foldAddress } from '../domain/identity.ts';

/**
 * OB 3.0 IdentityHash of an e-mail address: `sha256$` and the hex SHA-256 of address and salt. The address is
 * folded first, so that `A@Example.com` is found again as `a@example.com`.
 */
export function hashAddress(address: string, salt: string): string {
  return hashIdentity(foldAddress(address), salt);
}

/** The same of a text as it stands, for comparing with the hashes of others. */
export function hashIdentity(identity: string, salt: string): string {
  return `sha256$${createHash('sha256')
    .update(identity + salt, 'utf8')
    .digest('hex')}`;
}
