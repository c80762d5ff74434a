import { exportJWK, generateKeyPair, importJWK, SignJWT, type JWTPayload } from 'jose';
import { z } from 'zod';
import type { Clock } from '../src/ports/clock.ts';
import type { Ids } from '../src/ports/ids.ts';
import type { LtiKey, LtiKeyRepository } from '../src/ports/lti-key-repository.ts';

/** A new key is published that long before it signs, since platforms keep key sets for a while. */
export const publishBeforeMs = 24 * 60 * 60_000;
/** A key that was followed by another stays published that long. */
const keepAfterMs = 7 * 24 * 60 * 60_000;

const publicShape = z.object({ kty: z.literal('RSA'), n: z.string(), e: z.string() });
const privateShape = publicShape.extend({
  d: z.string(),
  p: z.string(),
  q: z.string(),
  dp: z.string(),
  dq: z.string(),
  qi: z.string(),
});

/** The tool's own keys: what it signs messages and client assertions with. */
export type ToolKeys = {
  /** The JWK Set served at `/lti/jwks` (LTI Security Framework §6.2). */
  jwks(): Promise<{ readonly keys: readonly object[] }>;
  /** Signs claims as they are, RS256 with a `kid`. */
  sign(payload: JWTPayload): Promise<string>;
  /** Makes a new key: published at once, signing a day later, or now when the old one is no longer trusted. */
  rotate(options?: { readonly atOnce?: boolean }): Promise<LtiKey>;
};

export function createToolKeys(deps: {
  readonly keys: LtiKeyRepository;
  readonly clock: Clock;
  readonly ids: Pick<Ids, 'id'>;
  readonly seal: (plain: string) => string;
  readonly open: (sealed: string) => string;
}): ToolKeys {
  let imported: { readonly id: string; readonly key: Awaited<ReturnType<typeof importJWK>> } | undefined;

  const make = async (activeFrom: Date): Promise<LtiKey> => {
    const pair = await generateKeyPair('RS256', { modulusLength: 2048, extractable: true });
    const key: LtiKey = {
      id: deps.ids.id(),
      publicKey: JSON.stringify(publicShape.parse(await exportJWK(pair.publicKey))),
      sealedPrivateKey: deps.seal(JSON.stringify(privateShape.parse(await exportJWK(pair.privateKey)))),
      createdAt: deps.clock(),
      activeFrom,
    };
    await deps.keys.insert(key);
    return key;
  };

  /** Two instances that start at once may make two; both are published, and the later one signs. */
  const all = async (): Promise<readonly LtiKey[]> => {
    const known = await deps.keys.list();
    if (known.length > 0) return known;
    await make(deps.clock());
    return deps.keys.list();
  };

  return {
    async jwks() {
      const now = deps.clock().getTime();
      const keys = await all();
      const published = keys.filter((_, at) => {
        const next = keys[at + 1];
        return next === undefined || next.activeFrom.getTime() + keepAfterMs > now;
      });
      return {
        keys: published.map(({ id, publicKey }) => ({
          ...publicShape.parse(JSON.parse(publicKey)),
          kid: id,
          alg: 'RS256',
          use: 'sig',
        })),
      };
    },
    async sign(payload) {
      const now = deps.clock();
      const keys = await all();
      const current = keys.findLast(({ activeFrom }) => activeFrom <= now) ?? keys[0];
      if (current === undefined) throw new Error('the tool has no key');
      if (imported?.id !== current.id) {
        const jwk = privateShape.parse(JSON.parse(deps.open(current.sealedPrivateKey)));
        imported = { id: current.id, key: await importJWK(jwk, 'RS256') };
      }
      return new SignJWT(payload)
        .setProtectedHeader({ alg: 'RS256', kid: current.id, typ: 'JWT' })
        .sign(imported.key);
    },
    async rotate(options = {}) {
      await all();
      const now = deps.clock().getTime();
      return make(new Date(options.atOnce ? now : now + publishBeforeMs));
    },
  };
}
