import { createHash, sign, type KeyObject } from 'node:crypto';
import type { JsonObject } from '../ports/credential-signer.ts';
import { encodeBase58 } from './base58.ts';
import { canonicalForm } from './canonical-form.ts';

/** What a proof says before its value is there (VC Data Integrity 1.0 §2.1). */
export type ProofOptions = {
  readonly type: 'DataIntegrityProof';
  readonly created: string;
  readonly verificationMethod: string;
  readonly cryptosuite: 'eddsa-rdfc-2022';
  readonly proofPurpose: 'assertionMethod';
};

export function proofOptions(created: string, verificationMethod: string): ProofOptions {
  return {
    type: 'DataIntegrityProof',
    created,
    verificationMethod,
    cryptosuite: 'eddsa-rdfc-2022',
    proofPurpose: 'assertionMethod',
  };
}

/** The bytes that are signed: hash of the proof's canonical form, then hash of the document's (§3.3.4 of vc-di-eddsa). */
export function signedBytes(proofForm: string, documentForm: string, hash = 'sha256'): Buffer {
  const digest = (text: string): Buffer => createHash(hash).update(text, 'utf8').digest();
  return Buffer.concat([digest(proofForm), digest(documentForm)]);
}

/** The proof's own document: its options under the contexts of what it signs. */
export function canonicalProof(context: JsonObject[string], proof: JsonObject): Promise<string> {
  const { proofValue: _, ...options } = proof;
  return canonicalForm({ '@context': context, ...options });
}

/** Multibase `z` of the signature (vc-di-eddsa §3.2.1). */
function proofValue(privateKey: KeyObject, bytes: Uint8Array): string {
  return `z${encodeBase58(sign(null, bytes, privateKey))}`;
}

/**
 * The document with a Data Integrity proof (eddsa-rdfc-2022, vc-di-eddsa §3.2.1). `proof` is an array, as Open
 * Badges has every plural field. Signing the same again gives the same bytes: Ed25519 is deterministic and
 * `created` is given. `forms` are the canonical forms of document and proof where they are known already.
 * Throws as `canonicalForm`.
 */
export async function signDataIntegrity(
  document: JsonObject,
  options: ProofOptions,
  privateKey: KeyObject,
  forms: { readonly document?: string | undefined; readonly proof?: string | undefined } = {},
): Promise<JsonObject> {
  const proof = forms.proof ?? (await canonicalProof(document['@context'] ?? [], options));
  const body = forms.document ?? (await canonicalForm(document));
  return {
    ...document,
    proof: [{ ...options, proofValue: proofValue(privateKey, signedBytes(proof, body)) }],
  };
}
