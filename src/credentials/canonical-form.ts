import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import type { JsonObject } from '../ports/credential-signer.ts';
import { CredentialError, credentialErrorIn } from './credential-error.ts';
import { loadContext } from './document-loader.ts';

/** Milliseconds: comparing nameless nodes with one another can be made to take for ever. */
const longest = 1000;

/**
 * The canonical N-Quads of a JSON-LD document (RDFC-1.0), as the Data Integrity library makes them: in safe
 * mode, so that a term which would be left out of the signature is an error. Throws CredentialError
 * `unknown-context` or `not-canonizable`.
 */
export async function canonicalForm(document: JsonObject): Promise<string> {
  try {
    return await cryptosuite.canonize(document, {
      documentLoader: loadContext,
      base: null,
      safe: true,
      signal: AbortSignal.timeout(longest),
    });
  } catch (cause) {
    throw credentialErrorIn(cause) ?? new CredentialError('not-canonizable', {}, { cause });
  }
}
