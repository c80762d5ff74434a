import { createHash, timingSafeEqual } from 'node:crypto';

/** SHA-256 in hex: the form in which states, browser secrets and session tokens are kept. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** Compares two texts of one length in constant time. */
export function sameText(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
