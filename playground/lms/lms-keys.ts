import { generateKeyPairSync, randomUUID, type KeyObject } from 'node:crypto';

export type LmsKey = {
  readonly id: string;
  readonly privateKey: KeyObject;
  readonly publicPem: string;
  readonly jwk: Readonly<Record<string, unknown>>;
};

export function makeLmsKey(): LmsKey {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const id = randomUUID();
  return {
    id,
    privateKey,
    publicPem: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    jwk: { ...publicKey.export({ format: 'jwk' }), kid: id, alg: 'RS256', use: 'sig' },
  };
}

/** A key of another type under a kid of its own, as some key sets hold. */
export function makeForeignKey(): { readonly id: string; readonly jwk: Readonly<Record<string, unknown>> } {
  const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const id = randomUUID();
  return { id, jwk: { ...publicKey.export({ format: 'jwk' }), kid: id, alg: 'ES256', use: 'sig' } };
}
