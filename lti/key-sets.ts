import { importJWK } from 'jose';
import { z } from 'zod';
import type { Clock } from '../src/ports/clock.ts';
import { readText } from './read-text.ts';

const keySetShape = z.looseObject({
  keys: z.array(z.looseObject({ kid: z.string().optional(), kty: z.string().optional() })),
});
type Keys = z.infer<typeof keySetShape>['keys'];
type PublicKey = Awaited<ReturnType<typeof importJWK>>;

type KeyOutcome =
  | { readonly ok: true; readonly key: PublicKey }
  | {
      readonly ok: false;
      readonly code: 'kid-unknown' | 'key-unsuitable' | 'key-set-empty' | 'key-set-unreachable';
    };

/** Finds a platform's public key by its id. */
export type KeySets = { keyOf(url: string, kid: string): Promise<KeyOutcome> };

/** A set that was fetched is believed that long. */
const freshMs = 15 * 60_000;
/** An unknown kid has the set fetched again, at most so often: forged kids must not make us knock all day. */
const refetchPauseMs = 30_000;
const timeLimitMs = 5000;
const mostBytes = 512 * 1024;
const mostSets = 500;

type Kept = {
  keys: Keys;
  fetchedAt: number;
  refetchedAt: number;
  readonly imported: Map<string, PublicKey>;
};

/** The key sets of platforms, kept for a while; one that was rotated is found at once. */
export function createKeySets(deps: { readonly fetch: typeof fetch; readonly clock: Clock }): KeySets {
  const kept = new Map<string, Kept>();
  const underWay = new Map<string, Promise<Keys | undefined>>();

  const load = (url: string): Promise<Keys | undefined> => {
    const running = underWay.get(url);
    if (running !== undefined) return running;
    const loading = fetchKeys(deps.fetch, url).finally(() => underWay.delete(url));
    underWay.set(url, loading);
    return loading;
  };

  return {
    async keyOf(url, kid) {
      const now = deps.clock().getTime();
      let set = kept.get(url);
      if (set === undefined || now - set.fetchedAt > freshMs) {
        const keys = await load(url);
        if (keys !== undefined) {
          if (kept.size >= mostSets) kept.clear();
          set = { keys, fetchedAt: now, refetchedAt: set?.refetchedAt ?? 0, imported: new Map() };
          kept.set(url, set);
        }
        // A platform that is away for a moment does not stop launches whose key is known already.
        if (set === undefined) return { ok: false, code: 'key-set-unreachable' };
      }
      if (!set.keys.some((key) => key.kid === kid) && now - set.refetchedAt >= refetchPauseMs) {
        set.refetchedAt = now;
        const keys = await load(url);
        // An empty set is a platform in trouble; it takes no place from keys that are still believed.
        if (keys?.length === 0) return { ok: false, code: 'key-set-empty' };
        if (keys !== undefined) {
          set = { keys, fetchedAt: now, refetchedAt: now, imported: new Map() };
          kept.set(url, set);
        }
      }
      return pick(set, kid);
    },
  };
}

async function pick(set: Kept, kid: string): Promise<KeyOutcome> {
  if (set.keys.length === 0) return { ok: false, code: 'key-set-empty' };
  const named = set.keys.filter((key) => key.kid === kid);
  if (named.length === 0) return { ok: false, code: 'kid-unknown' };
  const known = set.imported.get(kid);
  if (known !== undefined) return { ok: true, key: known };
  const jwk = named.find(
    (key) =>
      key.kty === 'RSA' &&
      (key['use'] === undefined || key['use'] === 'sig') &&
      (key['alg'] === undefined || key['alg'] === 'RS256'),
  );
  if (jwk === undefined) return { ok: false, code: 'key-unsuitable' };
  try {
    const { kty, n, e } = z.object({ kty: z.literal('RSA'), n: z.string(), e: z.string() }).parse(jwk);
    const key = await importJWK({ kty, n, e }, 'RS256');
    set.imported.set(kid, key);
    return { ok: true, key };
  } catch {
    return { ok: false, code: 'key-unsuitable' };
  }
}

async function fetchKeys(get: typeof fetch, url: string): Promise<Keys | undefined> {
  try {
    const answer = await get(url, {
      headers: { accept: 'application/json' },
      redirect: 'error',
      signal: AbortSignal.timeout(timeLimitMs),
    });
    if (!answer.ok) return undefined;
    return keySetShape.parse(JSON.parse(await readText(answer, mostBytes))).keys;
  } catch {
    return undefined;
  }
}
