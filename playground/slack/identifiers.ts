import { createHash } from 'node:crypto';

/** Everything in the stand-in that must be unique, made from a seed so that a run can be repeated. */
export type Identifiers = {
  /** `PREFIX` and nine capitals or digits, such as `V7Q2M4XKTA` (Slack's own form). */
  id(prefix: string): string;
  /** A message's time stamp: seconds, a dot and six digits; later calls always give a later one. */
  timestamp(): string;
  /** `<13 digits>.<12 digits>.<32 hex digits>`, as Slack's trigger ids. */
  trigger(): string;
  /** A long opaque word for addresses and hashes. */
  secret(): string;
};

const LETTERS = '0123456789ABCDEFGHJKLMNPQRSTUVWXYZ';

/** Identifiers that depend only on `seed`, on the clock and on how many were made before. */
export function createIdentifiers(seed: string, now: () => number): Identifiers {
  let count = 0;
  let lastMicros = 0;
  const digest = (kind: string) => {
    count += 1;
    return createHash('sha256').update(`${seed}:${kind}:${count}`).digest();
  };
  return {
    id(prefix) {
      const letters = [...digest(prefix).subarray(0, 9)].map((byte) => LETTERS[byte % LETTERS.length]);
      return prefix + letters.join('');
    },
    timestamp() {
      // Slack's stamps name the second and count within it; ours add 100 so that they read alike.
      const micros = Math.floor(now() / 1000) * 1_000_000 + 100;
      lastMicros = Math.max(micros, lastMicros + 100);
      const seconds = Math.floor(lastMicros / 1_000_000);
      return `${seconds}.${String(lastMicros % 1_000_000).padStart(6, '0')}`;
    },
    trigger() {
      const hash = digest('trigger').toString('hex');
      const numbers = BigInt(`0x${hash.slice(0, 24)}`)
        .toString()
        .padStart(25, '7');
      return `${numbers.slice(0, 13)}.${numbers.slice(13, 25)}.${hash.slice(32, 64)}`;
    },
    secret() {
      return digest('secret').toString('base64url').replaceAll(/[-_]/g, 'x').slice(0, 32);
    },
  };
}
