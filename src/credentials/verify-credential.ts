import type { Check } from '../ports/credential-reader.ts';
import type { JsonObject } from '../ports/credential-signer.ts';
import { failed, passed } from './checks.ts';
import { termFault } from './credential-terms.ts';
import type { KeyFinder } from './issuer-key-finder.ts';
import { idOf, memberOf, textOf } from './json-values.ts';
import { verifyDataIntegrity } from './verify-data-integrity.ts';
import { credentialInJwt, verifyJwt, type OpenedJwt } from './verify-jwt.ts';

/** A credential as it came: JSON with a proof inside, or a JWT around it. */
export type SignedCredential =
  | { readonly form: 'json'; readonly document: JsonObject }
  | { readonly form: 'jwt'; readonly opened: OpenedJwt };

export type VerifiedCredential = {
  readonly document: JsonObject;
  readonly signature: Check;
  readonly issuer: Check;
};

/** An id is an absolute address: an https one, a DID, a URN. */
function isAddress(text: string): boolean {
  return /^[a-z][a-z0-9+.-]*:\S+$/iu.test(text);
}

/** The credential as it says itself, not yet believed. */
export function documentIn(signed: SignedCredential): JsonObject {
  return signed.form === 'jwt' ? credentialInJwt(signed.opened.payload).credential : signed.document;
}

/** Whose signature it is and whether it holds, for any signed credential; dates and status are not looked at. */
export async function verifySignature(
  signed: SignedCredential,
  keys: KeyFinder,
  now: Date,
): Promise<VerifiedCredential> {
  const { credential: document, differs } =
    signed.form === 'jwt'
      ? credentialInJwt(signed.opened.payload)
      : { credential: signed.document, differs: undefined };
  const issuerId = idOf(document['issuer']);
  if (issuerId === undefined || !isAddress(issuerId)) {
    const none = failed('issuer', 'issuer-has-no-id');
    return { document, signature: { ...none, name: 'signature', outcome: 'open' }, issuer: none };
  }
  if (differs !== undefined)
    return {
      document,
      signature: failed('signature', 'claims-differ', { claim: differs }),
      issuer: { ...failed('issuer', 'claims-differ', { claim: differs }), outcome: 'open' },
    };
  const fault = signed.form === 'json' ? termFault(document) : undefined;
  if (fault !== undefined)
    return {
      document,
      signature: failed('signature', fault.code, fault.params),
      issuer: { ...failed('issuer', fault.code, fault.params), outcome: 'open' },
    };
  const { signature, issuer } =
    signed.form === 'jwt'
      ? await verifyJwt(signed.opened, issuerId, keys)
      : await verifyDataIntegrity(document, issuerId, keys, now);
  const name = textOf(memberOf(document['issuer'], 'name'));
  const known = passed('issuer', 'issuer-known', { id: issuerId, ...(name === undefined ? {} : { name }) });
  // What the badge says of its issuer is worth no more than its signature.
  const undecided: Check = { ...signature, name: 'issuer', outcome: 'open' };
  return { document, signature, issuer: issuer ?? (signature.outcome === 'passed' ? known : undecided) };
}
