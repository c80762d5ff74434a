import type { Check } from '../ports/credential-reader.ts';
import type { JsonObject, JsonValue } from '../ports/credential-signer.ts';
import { hostOf } from './addresses.ts';
import { failed, open, passed } from './checks.ts';
import type { ForeignDocuments } from './foreign-documents.ts';
import { idOf, isJsonObject, listOf, memberOf, textOf } from './json-values.ts';

/** The badge class and the issuer of an OB 2.0 assertion, as their own hosts give them. */
export type AssertionIssuer = {
  readonly badge?: JsonObject;
  readonly issuer?: JsonObject;
  /** Whether assertion and badge may speak for that issuer. */
  readonly check: Check;
};

/** Hosts that the issuer lets speak for it (OB 2.0 "VerificationObject"): those it lists, else its own. */
function allowedHosts(issuer: JsonObject, issuerId: string): readonly string[] {
  const listed = listOf(memberOf(issuer['verification'], 'allowedOrigins')).flatMap((origin) => {
    const text = textOf(origin);
    if (text === undefined) return [];
    return [text.includes('://') ? hostOf(text) : text];
  });
  return listed.length === 0 ? [hostOf(issuerId)] : listed;
}

type Found = { readonly document: JsonObject } | { readonly check: Check };

async function documentOf(given: JsonValue | undefined, documents: ForeignDocuments): Promise<Found> {
  if (isJsonObject(given)) return { document: given };
  const url = textOf(given);
  if (url === undefined) return { check: failed('issuer', 'missing-field', { field: 'badge' }) };
  const answer = await documents.json(url);
  if (!answer.ok) return { check: open('issuer', 'url-unreachable', { url, problem: answer.problem }) };
  if (idOf(answer.document) === url) return { document: answer.document };
  return { check: failed('issuer', 'hosted-mismatch', { host: hostOf(url) }) };
}

/**
 * Follows an assertion to its issuer. The issuer's profile is always fetched from its own address: what an assertion or a
 * badge class says of the issuer proves nothing. `hosted` is the address of the assertion where its host vouches
 * for it; a signed one may come from anywhere.
 */
export async function findAssertionIssuer(
  assertion: JsonObject,
  hosted: string | undefined,
  documents: ForeignDocuments,
): Promise<AssertionIssuer> {
  const given = await documentOf(assertion['badge'], documents);
  if ('check' in given) return given;
  const badge = given.document;
  const issuerId = idOf(badge['issuer']);
  if (issuerId === undefined) return { badge, check: failed('issuer', 'issuer-has-no-id') };
  const answer = await documents.json(issuerId);
  if (!answer.ok)
    return { badge, check: open('issuer', 'url-unreachable', { url: issuerId, problem: answer.problem }) };
  const issuer = answer.document;
  const found = { badge, issuer };
  if (idOf(issuer) !== issuerId)
    return { ...found, check: failed('issuer', 'hosted-mismatch', { host: hostOf(issuerId) }) };
  const hosts = allowedHosts(issuer, issuerId);
  const speaking = [hosted, idOf(badge)].filter((url) => url !== undefined && /^https?:/iu.test(url));
  // A host that is listed without a port means all its ports.
  const stranger = speaking
    .map(hostOf)
    .find((host) => !hosts.includes(host) && !hosts.includes(host.replace(/:\d+$/u, '')));
  if (stranger !== undefined)
    return { ...found, check: failed('issuer', 'hosted-mismatch', { host: stranger }) };
  const prefixes = listOf(memberOf(issuer['verification'], 'startsWith')).flatMap((one) => textOf(one) ?? []);
  if (hosted !== undefined && prefixes.length > 0 && !prefixes.some((prefix) => hosted.startsWith(prefix)))
    return { ...found, check: failed('issuer', 'hosted-mismatch', { host: hostOf(hosted) }) };
  const name = textOf(issuer['name']);
  return {
    ...found,
    check: passed('issuer', 'issuer-known', { id: issuerId, ...(name === undefined ? {} : { name }) }),
  };
}
