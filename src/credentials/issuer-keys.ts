import {
  createECDH,
  createHash,
  createPrivateKey,
  generateKeyPair,
  type JsonWebKey,
  type KeyObject,
} from 'node:crypto';
import { promisify } from 'node:util';
import * as z from 'zod';
import type { IssuerKey, JwtAlgorithm } from '../domain/issuer-key.ts';
import type { JsonObject } from '../ports/credential-signer.ts';
import { decodeBase58, encodeBase58 } from './base58.ts';
import { CredentialError } from './credential-error.ts';
import type { RandomBytes } from './random-bytes.ts';
import { createSealedBox, type SealedBox } from './sealed-box.ts';

/** Public key bytes behind a Multikey (Controlled Identifiers v1.0 §2.2.2). */
export const multicodec = { ed25519: [0xed, 0x01], p256: [0x80, 0x24], p384: [0x81, 0x24] } as const;

const publicJwkShape = z.union([
  z.object({ kty: z.literal('EC'), crv: z.literal('P-256'), x: z.string(), y: z.string() }),
  z.object({ kty: z.literal('RSA'), n: z.string(), e: z.string() }),
]);
const privateJwkShape = z.union([
  z.object({ kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: z.string(), d: z.string() }),
  z.object({ kty: z.literal('EC'), crv: z.literal('P-256'), x: z.string(), y: z.string(), d: z.string() }),
  z.object({
    kty: z.literal('RSA'),
    n: z.string(),
    e: z.string(),
    d: z.string(),
    p: z.string(),
    q: z.string(),
    dp: z.string(),
    dq: z.string(),
    qi: z.string(),
  }),
]);

/** Good until beyond 2030 (NIST SP 800-57 part 1 rev. 5 §5.6.1), and read by every verifier. */
const rsaBits = 3072;

/** The box in which private keys are kept. */
export function keyBox(secret: string, random: RandomBytes): SealedBox {
  return createSealedBox({ secret, purpose: 'issuer-key', random });
}

/** RFC 7638: SHA-256 over the required members in order of their names, in base64url. */
export function jwkThumbprint(jwk: JsonWebKey): string | undefined {
  const members: Record<
    string,
    readonly ['crv' | 'e' | 'kty' | 'n' | 'x' | 'y', ...('crv' | 'kty' | 'n' | 'x' | 'y')[]]
  > = {
    EC: ['crv', 'kty', 'x', 'y'],
    OKP: ['crv', 'kty', 'x'],
    RSA: ['e', 'kty', 'n'],
  };
  const names = members[jwk.kty ?? ''];
  if (names === undefined || names.some((name) => typeof jwk[name] !== 'string')) return undefined;
  const text = JSON.stringify(Object.fromEntries(names.map((name) => [name, jwk[name]])));
  return createHash('sha256').update(text).digest('base64url');
}

function base64url(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64url');
}

/** An Ed25519 key from a seed of 32 bytes (RFC 8032 §5.1.5). */
function ed25519FromSeed(seed: Uint8Array): { readonly publicKey: Uint8Array; readonly jwk: JsonWebKey } {
  const prefix = Buffer.from('302e020100300506032b657004220420', 'hex');
  const key = createPrivateKey({ key: Buffer.concat([prefix, seed]), format: 'der', type: 'pkcs8' });
  const jwk = key.export({ format: 'jwk' });
  return { publicKey: Buffer.from(jwk.x ?? '', 'base64url'), jwk };
}

function p256FromRandom(random: RandomBytes): JsonWebKey {
  const curve = createECDH('prime256v1');
  for (;;) {
    const scalar = random(32);
    try {
      curve.setPrivateKey(scalar);
    } catch {
      // Zero, or not below the curve's order: one draw in 2^32; draw again (FIPS 186-5 A.2.2).
      continue;
    }
    const point = curve.getPublicKey();
    return {
      kty: 'EC',
      crv: 'P-256',
      x: base64url(point.subarray(1, 33)),
      y: base64url(point.subarray(33, 65)),
      d: base64url(scalar),
    };
  }
}

/**
 * A key for Data Integrity and one for VC-JWT. The id of an Ed25519 key is its Multikey, that of the other its RFC 7638
 * thumbprint: both tell which key it is wherever the address is read. An RSA key is drawn by the library itself,
 * not from `random`.
 */
export async function createIssuerKeys(
  issuerId: string,
  now: Date,
  options: { readonly box: SealedBox; readonly random: RandomBytes; readonly jwtAlgorithm?: JwtAlgorithm },
): Promise<readonly [IssuerKey, IssuerKey]> {
  const { box, random, jwtAlgorithm = 'ES256' } = options;
  const ed25519 = ed25519FromSeed(random(32));
  const multikey = `z${encodeBase58(Uint8Array.from([...multicodec.ed25519, ...ed25519.publicKey]))}`;
  const secretJwk = jwtAlgorithm === 'ES256' ? p256FromRandom(random) : await freshRsa();
  const publicPart = publicJwkShape.parse(secretJwk);
  return [
    {
      id: multikey,
      issuerId,
      algorithm: 'Ed25519',
      publicKey: multikey,
      sealedPrivateKey: box.seal(JSON.stringify(ed25519.jwk)),
      createdAt: now,
    },
    {
      id: jwkThumbprint(publicPart) ?? '',
      issuerId,
      algorithm: jwtAlgorithm,
      publicKey: JSON.stringify(publicPart),
      sealedPrivateKey: box.seal(JSON.stringify(secretJwk)),
      createdAt: now,
    },
  ];
}

async function freshRsa(): Promise<JsonWebKey> {
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: rsaBits });
  return privateKey.export({ format: 'jwk' });
}

/** The private key, opened. Throws CredentialError `wrong-secret` or `sealed-damaged`. */
export function openPrivateKey(key: IssuerKey, box: SealedBox): KeyObject {
  const opened = privateJwkShape.safeParse(JSON.parse(box.open(key.sealedPrivateKey)));
  if (!opened.success) throw new CredentialError('sealed-damaged', { key: key.id });
  return createPrivateKey({ key: opened.data, format: 'jwk' });
}

/** The public part as a JWK (RFC 7517; RFC 8037 for Ed25519). */
export function publicJwk(key: IssuerKey): JsonObject {
  if (key.algorithm !== 'Ed25519') return publicJwkShape.parse(JSON.parse(key.publicKey));
  const bytes = decodeBase58(key.publicKey.slice(1));
  if (bytes === undefined || bytes.length !== 34) throw new CredentialError('key-mismatch', { key: key.id });
  return { kty: 'OKP', crv: 'Ed25519', x: base64url(bytes.subarray(2)) };
}
