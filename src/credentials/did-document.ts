import type { Issuer } from '../domain/issuer.ts';
import type { IssuerKey } from '../domain/issuer-key.ts';
import type { JsonObject } from '../ports/credential-signer.ts';
import { issuerDid, issuerUrl, keyUrl } from './addresses.ts';
import { publicJwk } from './issuer-keys.ts';

/**
 * The issuer's DID document (DID Core §4, Controlled Identifiers v1.0 §2). Retired keys stay, under
 * `assertionMethod` too and without `revoked`: what they signed must go on verifying.
 */
export function didDocument(issuer: Issuer, keys: readonly IssuerKey[], publicUrl: string): JsonObject {
  const did = issuerDid(publicUrl, issuer.slug);
  const methods = keys.map((key): JsonObject => {
    const common = { id: keyUrl(publicUrl, issuer.slug, key), controller: did };
    return key.algorithm === 'Ed25519'
      ? { ...common, type: 'Multikey', publicKeyMultibase: key.publicKey }
      : { ...common, type: 'JsonWebKey', publicKeyJwk: publicJwk(key) };
  });
  return {
    '@context': [
      'https://www.w3.org/ns/did/v1',
      'https://w3id.org/security/multikey/v1',
      'https://w3id.org/security/jwk/v1',
    ],
    id: did,
    alsoKnownAs: [issuerUrl(publicUrl, issuer.slug)],
    verificationMethod: methods,
    assertionMethod: keys.map((key) => keyUrl(publicUrl, issuer.slug, key)),
  };
}

/** The keys of all issuers as JWK Set (RFC 7517 §5). */
export function jwkSet(
  issuers: readonly { readonly issuer: Issuer; readonly keys: readonly IssuerKey[] }[],
  publicUrl: string,
): JsonObject {
  return {
    keys: issuers.flatMap(({ issuer, keys }) =>
      keys.map((key) => ({
        ...publicJwk(key),
        kid: keyUrl(publicUrl, issuer.slug, key),
        use: 'sig',
        alg: key.algorithm === 'Ed25519' ? 'EdDSA' : key.algorithm,
      })),
    ),
  };
}
