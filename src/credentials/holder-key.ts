import type { JsonObject } from '../ports/credential-signer.ts';
import { decodeBase58 } from './base58.ts';
import { isJsonObject, textOf } from './json-values.ts';
import { parseJson } from './parse-json.ts';
import { keyFromJwk, keyFromMultibase, type PublicKey } from './public-keys.ts';

/** The key that a wallet signs with, and the DID that says it. */
export type HolderKey = { readonly did: string; readonly key: PublicKey };

/** `jwk_jcs-pub` as varint: a JWK in canonical form, as EBSI writes the keys of persons. */
const jwkCodec = [0xd1, 0xd6, 0x03] as const;
/** Longer than any DID of a key that is taken here. */
const longestDid = 2000;

function utf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function publicJwk(text: string | undefined): PublicKey | undefined {
  const parsed = parseJson(text ?? '');
  return parsed.ok && isJsonObject(parsed.value) && parsed.value['d'] === undefined
    ? keyFromJwk(parsed.value)
    : undefined;
}

function keyOfDidKey(identifier: string): PublicKey | undefined {
  const bytes = identifier.startsWith('z') ? decodeBase58(identifier.slice(1)) : undefined;
  if (bytes !== undefined && jwkCodec.every((byte, at) => bytes[at] === byte))
    return publicJwk(utf8(bytes.subarray(jwkCodec.length)));
  return keyFromMultibase(identifier);
}

/**
 * The holder that a `kid` names: did:key or did:jwk, with or without the fragment of its only method. Undefined for
 * what is neither, or whose key is of no kind that can be checked.
 */
export function holderOfKid(kid: string): HolderKey | undefined {
  const [did = '', fragment] = kid.split('#');
  const [scheme, method, identifier = '', ...rest] = did.split(':');
  if (scheme !== 'did' || rest.length > 0 || did.length > longestDid) return undefined;
  if (method === 'key') {
    if (fragment !== undefined && fragment !== identifier) return undefined;
    const key = keyOfDidKey(identifier);
    return key && { did, key };
  }
  if (method === 'jwk') {
    if (fragment !== undefined && fragment !== '0') return undefined;
    if (!/^[\w-]+$/u.test(identifier)) return undefined;
    const key = publicJwk(utf8(Buffer.from(identifier, 'base64url')));
    return key && { did, key };
  }
  return undefined;
}

/** The holder of a bare key: the did:jwk of its public members, in one order, so that one key is one holder. */
export function holderOfJwk(jwk: JsonObject): HolderKey | undefined {
  const key = jwk['d'] === undefined ? keyFromJwk(jwk) : undefined;
  if (key === undefined) return undefined;
  const names = ['crv', 'e', 'kty', 'n', 'x', 'y'];
  const members = names.flatMap((name) => {
    const value = textOf(jwk[name]);
    return value === undefined ? [] : [[name, value] as const];
  });
  const text = JSON.stringify(Object.fromEntries(members));
  return { did: `did:jwk:${Buffer.from(text, 'utf8').toString('base64url')}`, key };
}
