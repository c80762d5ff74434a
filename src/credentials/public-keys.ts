import { createPublicKey, ECDH, type KeyObject } from 'node:crypto';
import * as z from 'zod';
import type { JsonObject, JsonValue } from '../ports/credential-signer.ts';
import { decodeBase58 } from './base58.ts';
import { jwkThumbprint, multicodec } from './issuer-keys.ts';
import { isJsonObject, textOf } from './json-values.ts';

export type KeyKind = 'Ed25519' | 'P-256' | 'P-384' | 'RSA';

/** A public key of somebody else, and what tells it from others (RFC 7638). */
export type PublicKey = { readonly kind: KeyKind; readonly key: KeyObject; readonly thumbprint: string };

const jwkShape = z.union([
  z.object({ kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: z.string() }),
  z.object({ kty: z.literal('EC'), crv: z.enum(['P-256', 'P-384']), x: z.string(), y: z.string() }),
  z.object({ kty: z.literal('RSA'), n: z.string().min(342).max(2048), e: z.string().max(8) }),
]);

function fromKeyObject(key: KeyObject): PublicKey | undefined {
  const jwk = key.export({ format: 'jwk' });
  const parsed = jwkShape.safeParse(jwk);
  const thumbprint = jwkThumbprint(jwk);
  if (!parsed.success || thumbprint === undefined) return undefined;
  return { kind: parsed.data.kty === 'RSA' ? 'RSA' : parsed.data.crv, key, thumbprint };
}

/** RSA of at least 2048 bits, P-256, P-384 or Ed25519; undefined for all else. */
export function keyFromJwk(jwk: JsonValue | undefined): PublicKey | undefined {
  const parsed = jwkShape.safeParse(jwk);
  if (!parsed.success) return undefined;
  try {
    return fromKeyObject(createPublicKey({ key: parsed.data, format: 'jwk' }));
  } catch {
    return undefined;
  }
}

/** A PEM of a public key (OB 2.0 CryptographicKey). */
export function keyFromPem(pem: string): PublicKey | undefined {
  if (!pem.includes('-----BEGIN PUBLIC KEY-----') && !pem.includes('-----BEGIN RSA PUBLIC KEY-----'))
    return undefined;
  try {
    return fromKeyObject(createPublicKey(pem));
  } catch {
    return undefined;
  }
}

function fromPoint(curve: 'P-256' | 'P-384', point: Uint8Array): PublicKey | undefined {
  const size = curve === 'P-256' ? 32 : 48;
  if (point.length !== size + 1) return undefined;
  try {
    const full = ECDH.convertKey(
      point,
      curve === 'P-256' ? 'prime256v1' : 'secp384r1',
      undefined,
      undefined,
      'uncompressed',
    );
    if (typeof full === 'string') return undefined;
    const part = (from: number): string => full.subarray(from, from + size).toString('base64url');
    return keyFromJwk({ kty: 'EC', crv: curve, x: part(1), y: part(1 + size) });
  } catch {
    return undefined;
  }
}

/** The key behind a Multikey (Controlled Identifiers v1.0 §2.2.2), Base58 or base64url. */
export function keyFromMultibase(text: string): PublicKey | undefined {
  const bytes = text.startsWith('u') ? Buffer.from(text.slice(1), 'base64url') : decodeBase58(text.slice(1));
  if (!/^[zu]/u.test(text) || bytes === undefined) return undefined;
  const body = bytes.subarray(2);
  const starts = (codec: readonly number[]): boolean => bytes[0] === codec[0] && bytes[1] === codec[1];
  if (starts(multicodec.ed25519) && body.length === 32)
    return keyFromJwk({ kty: 'OKP', crv: 'Ed25519', x: Buffer.from(body).toString('base64url') });
  if (starts(multicodec.p256)) return fromPoint('P-256', body);
  return starts(multicodec.p384) ? fromPoint('P-384', body) : undefined;
}

/** The key of a verification method of any of the usual types, or of a bare JWK. */
export function keyFromMethod(method: JsonObject): PublicKey | undefined {
  const multibase = textOf(method['publicKeyMultibase']);
  if (multibase !== undefined) return keyFromMultibase(multibase);
  if (isJsonObject(method['publicKeyJwk'])) return keyFromJwk(method['publicKeyJwk']);
  const pem = textOf(method['publicKeyPem']);
  if (pem !== undefined) return keyFromPem(pem);
  const base58 = textOf(method['publicKeyBase58']);
  if (base58 !== undefined && method['type'] === 'Ed25519VerificationKey2018') {
    const bytes = decodeBase58(base58);
    if (bytes?.length !== 32) return undefined;
    return keyFromJwk({ kty: 'OKP', crv: 'Ed25519', x: Buffer.from(bytes).toString('base64url') });
  }
  return keyFromJwk(method);
}
