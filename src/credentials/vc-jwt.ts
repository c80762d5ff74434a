import type { KeyObject } from 'node:crypto';
import { SignJWT } from 'jose';
import * as z from 'zod';
import type { JsonObject } from '../ports/credential-signer.ts';

const claimsShape = z.object({
  id: z.string(),
  issuer: z.union([z.string(), z.object({ id: z.string() })]),
  validFrom: z.iso.datetime(),
  validUntil: z.iso.datetime().optional(),
  credentialSubject: z.object({ id: z.string().optional() }),
});

function seconds(moment: string): number {
  return Math.floor(Date.parse(moment) / 1000);
}

/**
 * The credential as compact JWS (OB 3.0 §8.2.4, VC-JWT): the payload is the credential itself with `iss`, `jti`,
 * `sub`, `nbf` and `exp` beside it, and no `vc` claim. `kid` is the key's DID URL. ES256 or RS256; EdDSA is
 * left out, since the certifier's validator refuses it.
 */
export async function signVcJwt(
  credential: JsonObject,
  key: { readonly privateKey: KeyObject; readonly alg: 'ES256' | 'RS256'; readonly kid: string },
): Promise<string> {
  const { id, issuer, validFrom, validUntil, credentialSubject } = claimsShape.parse(credential);
  const jwt = new SignJWT({
    ...credential,
    iss: typeof issuer === 'string' ? issuer : issuer.id,
    jti: id,
    nbf: seconds(validFrom),
    ...(credentialSubject.id === undefined ? {} : { sub: credentialSubject.id }),
    ...(validUntil === undefined ? {} : { exp: seconds(validUntil) }),
  });
  return jwt.setProtectedHeader({ alg: key.alg, typ: 'JWT', kid: key.kid }).sign(key.privateKey);
}
