import { verify } from 'node:crypto';
import type { Check } from '../ports/credential-reader.ts';
import type { JsonObject, JsonValue } from '../ports/credential-signer.ts';
import { decodeBase58 } from './base58.ts';
import { canonicalForm } from './canonical-form.ts';
import { failed, open, passed } from './checks.ts';
import { CredentialError } from './credential-error.ts';
import { hiddenTerm } from './credential-terms.ts';
import { canonicalProof, signedBytes } from './data-integrity.ts';
import type { KeyFinder } from './issuer-key-finder.ts';
import { isJsonObject, listOf, textOf } from './json-values.ts';
import type { KeyKind, PublicKey } from './public-keys.ts';

/** What a signature came to: the check of itself and that of whose it is. */
export type SignatureChecks = { readonly signature: Check; readonly issuer?: Check };

const suites: Readonly<Record<string, readonly KeyKind[]>> = {
  'eddsa-rdfc-2022': ['Ed25519'],
  // As it was called in drafts.
  'eddsa-2022': ['Ed25519'],
  'ecdsa-rdfc-2019': ['P-256', 'P-384'],
};
const mostProofs = 5;
/** Objects in a document whose canonical form is made: each takes up to a millisecond, in which nothing else runs. */
const mostObjects = 1000;

function countObjects(value: JsonValue): number {
  if (Array.isArray(value)) return listOf(value).reduce<number>((sum, one) => sum + countObjects(one), 0);
  if (!isJsonObject(value)) return 0;
  return Object.values(value).reduce<number>((sum, one) => sum + countObjects(one), 1);
}

function cryptosuiteOf(proof: JsonObject): string {
  return textOf(proof['cryptosuite']) ?? textOf(proof['type']) ?? '';
}

function signatureBytes(proof: JsonObject): Uint8Array | undefined {
  const text = textOf(proof['proofValue']);
  if (text?.startsWith('z')) return decodeBase58(text.slice(1));
  if (text?.startsWith('u') && /^u[\w-]+$/u.test(text)) return Buffer.from(text.slice(1), 'base64url');
  return undefined;
}

function isSignatureOf({ kind, key }: PublicKey, bytes: Uint8Array, signature: Uint8Array): boolean {
  if (kind === 'Ed25519') return signature.length === 64 && verify(null, bytes, key, signature);
  const size = kind === 'P-256' ? 64 : 96;
  const hash = kind === 'P-256' ? 'sha256' : 'sha384';
  return signature.length === size && verify(hash, bytes, { key, dsaEncoding: 'ieee-p1363' }, signature);
}

/** The context that gives a proof its terms, where the document's own don't (VC Data Integrity 1.0 §2.4.1). */
function proofContexts(document: JsonObject): JsonObject[string] {
  const contexts = listOf(document['@context']);
  const enough = [
    'https://www.w3.org/ns/credentials/v2',
    'https://w3id.org/security/data-integrity/v1',
    'https://w3id.org/security/data-integrity/v2',
  ];
  return contexts.some((context) => typeof context === 'string' && enough.includes(context))
    ? contexts
    : [...contexts, 'https://w3id.org/security/data-integrity/v2'];
}

async function verifyProof(
  document: JsonObject,
  proof: JsonObject,
  issuerId: string,
  keys: KeyFinder,
  now: Date,
): Promise<SignatureChecks> {
  const cryptosuite = cryptosuiteOf(proof);
  if (proof['proofPurpose'] !== 'assertionMethod')
    return {
      signature: failed('signature', 'proof-purpose', { purpose: textOf(proof['proofPurpose']) ?? '' }),
    };
  const expires = textOf(proof['expires']);
  if (expires !== undefined && !(Date.parse(expires) > now.getTime()))
    return { signature: failed('signature', 'proof-expired', { at: expires }) };
  const method = textOf(proof['verificationMethod']);
  const signature = signatureBytes(proof);
  if (method === undefined || signature === undefined)
    return { signature: failed('signature', 'signature-bad') };
  const found = await keys.at(method, issuerId);
  if (!found.ok) {
    const { outcome, code, params } = found;
    const said = { outcome, code, params };
    return {
      signature: { name: 'signature', ...said, outcome: 'open' },
      issuer: { name: 'issuer', ...said },
    };
  }
  if (!(suites[cryptosuite] ?? []).includes(found.key.kind))
    return { signature: failed('signature', 'algorithm-refused', { algorithm: found.key.kind }) };
  try {
    const { proof: _, ...unsigned } = document;
    const canonical = await canonicalForm(unsigned);
    const hidden = hiddenTerm(document, canonical);
    if (hidden !== undefined) return { signature: failed('signature', 'not-canonizable', { term: hidden }) };
    const proofForm = await canonicalProof(proofContexts(document), proof);
    const bytes = signedBytes(proofForm, canonical, found.key.kind === 'P-384' ? 'sha384' : 'sha256');
    return isSignatureOf(found.key, bytes, signature)
      ? { signature: passed('signature', 'signature-good', { algorithm: cryptosuite }) }
      : { signature: failed('signature', 'signature-bad') };
  } catch (error) {
    if (error instanceof CredentialError) return { signature: failed('signature', 'not-canonizable') };
    throw error;
  }
}

/**
 * Checks the Data Integrity proofs of a credential (eddsa-rdfc-2022, ecdsa-rdfc-2019): each that can be checked
 * must hold, and one at least must. The document was looked through by `termFault` before.
 */
export async function verifyDataIntegrity(
  document: JsonObject,
  issuerId: string,
  keys: KeyFinder,
  now: Date,
): Promise<SignatureChecks> {
  const proofs = listOf(document['proof']).filter(isJsonObject);
  if (proofs.length === 0) return { signature: failed('signature', 'signature-missing') };
  const known = proofs.filter((proof) => cryptosuiteOf(proof) in suites).slice(0, mostProofs);
  const [first] = proofs;
  if (known.length === 0)
    return {
      signature: open('signature', 'proof-not-supported', {
        cryptosuite: first === undefined ? '' : cryptosuiteOf(first),
      }),
    };
  if (countObjects(document) > mostObjects)
    return { signature: open('signature', 'too-many-nodes', { most: mostObjects }) };
  let result: SignatureChecks | undefined;
  for (const proof of known) {
    const checked = await verifyProof(document, proof, issuerId, keys, now);
    if (checked.signature.outcome !== 'passed') return checked;
    result = checked;
  }
  return result ?? { signature: failed('signature', 'signature-missing') };
}
