import type { CheckCode } from '../ports/credential-reader.ts';
import type { JsonObject, JsonValue } from '../ports/credential-signer.ts';
import { isJsonObject, listOf, textOf } from './json-values.ts';
import { knownContexts } from './document-loader.ts';

/** Why a document can't be read as what it seems to say. */
export type TermFault = { readonly code: CheckCode; readonly params: Readonly<Record<string, string>> };

const credentials = 'https://www.w3.org/2018/credentials#';
/** What decides on validity: it must stand where it is looked for. */
const decisive = [
  'validFrom',
  'validUntil',
  'issuanceDate',
  'expirationDate',
  'credentialStatus',
  'issuer',
] as const;

/**
 * Signed is the meaning of a document, not its text. So that what is read is what was signed, the document may use only
 * contexts that are known, no context of its own, and no other way of writing (full addresses or keywords as
 * names): with those, somebody could move an expiry date to where nobody looks, and the signature would hold.
 */
export function termFault(document: JsonObject): TermFault | undefined {
  for (const context of listOf(document['@context'])) {
    if (typeof context !== 'string') return { code: 'inline-context', params: {} };
    if (!knownContexts.includes(context)) return { code: 'unknown-context', params: { url: context } };
  }
  return Object.entries(document)
    .map(([name, value]) => {
      if (name === '@context') return undefined;
      if (name.startsWith('@') || name.includes(':'))
        return { code: 'not-canonizable', params: { term: name } } as const;
      return faultIn(value);
    })
    .find((fault) => fault !== undefined);
}

function faultIn(value: JsonValue): TermFault | undefined {
  if (isJsonObject(value)) return termFault(value);
  if (!Array.isArray(value)) return undefined;
  for (const one of listOf(value)) {
    const fault = faultIn(one);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

/**
 * A decisive term that is signed of the credential but does not stand in it: it was moved into another node with the
 * same id (an endorsement's subject, for instance), which leaves the signed meaning as it was.
 */
export function hiddenTerm(document: JsonObject, canonical: string): string | undefined {
  const id = textOf(document['id']);
  if (id === undefined) return undefined;
  return decisive.find(
    (term) => document[term] === undefined && canonical.includes(`<${id}> <${credentials}${term}> `),
  );
}
