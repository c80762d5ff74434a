import { compactVerify } from 'jose';
import type { Check, CheckCode } from '../ports/credential-reader.ts';
import type { JsonObject, JsonValue } from '../ports/credential-signer.ts';
import { failed, passed } from './checks.ts';
import type { FoundKey, KeyFinder } from './issuer-key-finder.ts';
import { hasType, idOf, isJsonObject, listOf, memberOf, textOf } from './json-values.ts';
import { parseJson } from './parse-json.ts';
import { keyFromJwk, type KeyKind, type PublicKey } from './public-keys.ts';
import type { SignatureChecks } from './verify-data-integrity.ts';

/** A JWS that was taken apart, not yet believed. */
export type OpenedJwt = { readonly jwt: string; readonly header: JsonObject; readonly payload: JsonObject };

/** Signatures only, of kinds whose key says which it is: no `none`, no shared secrets. */
const algorithms: Readonly<Record<string, KeyKind>> = {
  ES256: 'P-256',
  ES384: 'P-384',
  RS256: 'RSA',
  PS256: 'RSA',
  EdDSA: 'Ed25519',
  Ed25519: 'Ed25519',
};

export function looksLikeJwt(text: string): boolean {
  return /^[\w-]+\.[\w-]+\.[\w-]*$/u.test(text);
}

/** One text for one content: base64url with nothing in its unused bits (RFC 7515 §2, RFC 4648 §3.5). */
function decodePart(part: string): string | undefined {
  const bytes = Buffer.from(part, 'base64url');
  if (bytes.toString('base64url') !== part) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Takes a compact JWS apart; undefined when it is none. */
export function openJwt(text: string): OpenedJwt | undefined {
  const [head = '', body = '', signature = ''] = text.split('.');
  if (!looksLikeJwt(text) || Buffer.from(signature, 'base64url').toString('base64url') !== signature)
    return undefined;
  const header = parseJson(decodePart(head) ?? '');
  const payload = parseJson(decodePart(body) ?? '');
  return header.ok && payload.ok ? { jwt: text, header: header.value, payload: payload.value } : undefined;
}

function isoDate(seconds: JsonValue | undefined): string | undefined {
  if (typeof seconds !== 'number' || !Number.isFinite(seconds) || Math.abs(seconds) > 8.64e12)
    return undefined;
  return `${new Date(seconds * 1000).toISOString().slice(0, 19)}Z`;
}

/**
 * The credential that a JWT says: the payload itself (VC-JWT of VC 2.0), or in the older form its `vc` claim, to which the
 * registered claims are added (VC Data Model 1.1 §6.3.1). `differs` names a claim that contradicts the credential.
 */
export function credentialInJwt(payload: JsonObject): {
  readonly credential: JsonObject;
  readonly differs?: string;
} {
  const { vc, iss, jti, sub, nbf, exp, ...rest } = payload;
  if (!isJsonObject(vc)) {
    return withDifference(rest, { iss, jti, sub, nbf, exp });
  }
  const subject = vc['credentialSubject'];
  const from = isoDate(nbf);
  const until = isoDate(exp);
  const second = listOf(vc['@context']).includes('https://www.w3.org/ns/credentials/v2');
  const [start, end] = second ? ['validFrom', 'validUntil'] : ['issuanceDate', 'expirationDate'];
  const credential: JsonObject = {
    ...(textOf(jti) === undefined ? {} : { id: textOf(jti) ?? '' }),
    ...(textOf(iss) === undefined ? {} : { issuer: textOf(iss) ?? '' }),
    ...(from === undefined ? {} : { [start ?? '']: from }),
    ...(until === undefined ? {} : { [end ?? '']: until }),
    ...vc,
    ...(isJsonObject(subject) && idOf(subject) === undefined && textOf(sub) !== undefined
      ? { credentialSubject: { id: textOf(sub) ?? '', ...subject } }
      : {}),
  };
  return withDifference(credential, { iss, jti, sub, nbf, exp });
}

function floor(value: JsonValue | undefined): JsonValue | undefined {
  return typeof value === 'number' ? Math.floor(value) : value;
}

function withDifference(
  credential: JsonObject,
  claims: Readonly<Record<'iss' | 'jti' | 'sub' | 'nbf' | 'exp', JsonValue | undefined>>,
): { readonly credential: JsonObject; readonly differs?: string } {
  const seconds = (...names: readonly string[]): JsonValue | undefined => {
    const at = names.map((name) => textOf(credential[name])).find((text) => text !== undefined);
    return at === undefined ? undefined : Math.floor(Date.parse(at) / 1000);
  };
  const pairs: Readonly<Record<string, readonly [JsonValue | undefined, JsonValue | undefined]>> = {
    iss: [claims.iss, idOf(credential['issuer'])],
    jti: [claims.jti, textOf(credential['id'])],
    sub: [claims.sub, textOf(memberOf(listOf(credential['credentialSubject'])[0], 'id'))],
    nbf: [floor(claims.nbf), seconds('validFrom', 'issuanceDate')],
    exp: [floor(claims.exp), seconds('validUntil', 'expirationDate')],
  };
  const differs = Object.entries(pairs).find(
    // A claim without its counterpart says nothing else, except an end that the credential leaves out.
    ([name, [claim, said]]) => claim !== undefined && (said === undefined ? name === 'exp' : claim !== said),
  )?.[0];
  return { credential, ...(differs === undefined ? {} : { differs }) };
}

function refused(code: CheckCode, params?: Check['params']): SignatureChecks {
  return { signature: failed('signature', code, params) };
}

async function signs({ jwt }: OpenedJwt, key: PublicKey, alg: string): Promise<boolean> {
  try {
    await compactVerify(jwt, key.key, { algorithms: [alg] });
    return true;
  } catch {
    return false;
  }
}

/** The key that a JWT names, by `kid` first, else the one that it carries (`jwk`), if it is the issuer's. */
async function keyOf(header: JsonObject, issuerId: string, keys: KeyFinder): Promise<FoundKey> {
  const kid = textOf(header['kid']);
  if (kid !== undefined) {
    const absolute = /^[a-z][a-z0-9+.-]*:/iu.test(kid);
    return keys.at(absolute ? kid : `${issuerId}#${kid.replace(/^#/u, '')}`, issuerId);
  }
  const carried = keyFromJwk(header['jwk']);
  if (carried !== undefined) return keys.among(carried.thumbprint, issuerId);
  if (issuerId.startsWith('did:key:')) return keys.at(issuerId, issuerId);
  return { ok: false, outcome: 'failed', code: 'key-unusable', params: { problem: 'no-key' } };
}

/**
 * Checks the signature of a JWT whose credential has that issuer. The algorithm must be one of the list and fit the key; a
 * key inside the JWT counts only when the issuer publishes it too.
 */
export async function verifyJwt(
  opened: OpenedJwt,
  issuerId: string,
  keys: KeyFinder,
): Promise<SignatureChecks> {
  const { header } = opened;
  const alg = textOf(header['alg']) ?? '';
  const kind = Object.hasOwn(algorithms, alg) ? algorithms[alg] : undefined;
  if (kind === undefined || header['crit'] !== undefined || header['b64'] !== undefined)
    return refused('algorithm-refused', { algorithm: alg });
  const found = await keyOf(header, issuerId, keys);
  if (!found.ok) {
    const { outcome, code, params } = found;
    return {
      signature: { name: 'signature', outcome: 'open', code, params },
      issuer: { name: 'issuer', outcome, code, params },
    };
  }
  if (found.key.kind !== kind) return refused('algorithm-refused', { algorithm: alg });
  return (await signs(opened, found.key, alg))
    ? { signature: passed('signature', 'signature-good', { algorithm: alg }) }
    : refused('signature-bad');
}

/** Whether the payload is an OB 2.0 assertion (signed verification) rather than a credential. */
export function isSignedAssertion(payload: JsonObject): boolean {
  return (
    hasType(payload, 'Assertion') || (payload['badge'] !== undefined && payload['recipient'] !== undefined)
  );
}
