import { checkStatus } from '@digitalbazaar/vc-bitstring-status-list';
import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import { verifyCredential } from '@digitalbazaar/vc';
import { knownContexts, loadContext } from '../../src/credentials/document-loader.ts';
import type { JsonObject, JsonValue } from '../../src/ports/credential-signer.ts';

/** Answers contexts from the packages, keys from the given DID document, lists from the given ones. */
export function loaderWith(didDocument: JsonObject, others: Readonly<Record<string, JsonObject>> = {}) {
  return async (url: string): Promise<object> => {
    if (knownContexts.includes(url)) return loadContext(url);
    const found = others[url] ?? (url === didDocument['id'] ? didDocument : methodIn(didDocument, url));
    if (found === undefined) throw new Error(`nothing at ${url}`);
    return { contextUrl: null, documentUrl: url, document: found };
  };
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function methodIn(didDocument: JsonObject, url: string): JsonObject | undefined {
  const methods = didDocument['verificationMethod'];
  return Array.isArray(methods)
    ? methods.find((method) => isObject(method) && method['id'] === url)
    : undefined;
}

/** Verifies with @digitalbazaar/vc, status lists included. */
export async function verifyWithLibrary(
  credential: JsonObject,
  didDocument: JsonObject,
  lists: Readonly<Record<string, JsonObject>> = {},
  now = new Date('2026-06-01T00:00:00Z'),
): Promise<{ readonly verified: boolean; readonly error?: unknown }> {
  const suite = new DataIntegrityProof({ cryptosuite });
  const documentLoader = loaderWith(didDocument, lists);
  return verifyCredential({
    // The library changes what it is given.
    credential: structuredClone(credential),
    suite,
    documentLoader,
    now,
    checkStatus:
      Object.keys(lists).length === 0
        ? async () => ({ verified: true })
        : (options: object) => checkStatus({ ...options, documentLoader, suite }),
  });
}
