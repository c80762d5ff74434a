import { createHash } from 'node:crypto';

/** The form in which a token that is itself a permission is kept: SHA-256, hex. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token, 'utf8').digest('hex');
}
