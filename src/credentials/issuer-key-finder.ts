import type { CheckCode, CheckOutcome } from '../ports/credential-reader.ts';
import type { JsonObject } from '../ports/credential-signer.ts';
import { didWebUrl } from './addresses.ts';
import type { ForeignDocuments } from './foreign-documents.ts';
import { idOf, isJsonObject, listOf, textOf } from './json-values.ts';
import { keyFromMethod, keyFromMultibase, type PublicKey } from './public-keys.ts';
import { parseUrl } from '../domain/parse-url.ts';

/** A key that is the issuer's, or why it can't be said to be. */
export type FoundKey =
  | { readonly ok: true; readonly key: PublicKey }
  | {
      readonly ok: false;
      readonly outcome: Exclude<CheckOutcome, 'passed'>;
      readonly code: CheckCode;
      readonly params: Readonly<Record<string, string>>;
    };

function not(
  outcome: 'failed' | 'open',
  code: CheckCode,
  params: Readonly<Record<string, string>> = {},
): FoundKey {
  return { ok: false, outcome, code, params };
}

/** A method that holds at that moment: neither revoked nor expired (Controlled Identifiers v1.0 §2.2). */
function usable(method: JsonObject, now: Date): FoundKey {
  for (const name of ['revoked', 'expires']) {
    const at = textOf(method[name]);
    if (at !== undefined && !(Date.parse(at) > now.getTime())) return not('failed', 'key-revoked', { at });
  }
  const key = keyFromMethod(method);
  return key === undefined ? not('failed', 'key-unusable', { problem: 'form' }) : { ok: true, key };
}

/** Methods under a relationship may stand there whole, or be named and stand in `verificationMethod`. */
function methodsFor(document: JsonObject): readonly JsonObject[] {
  const all = listOf(document['verificationMethod']).filter(isJsonObject);
  return listOf(document['assertionMethod']).flatMap((entry) => {
    if (isJsonObject(entry)) return [entry];
    const found = all.find((method) => sameId(idOf(method), textOf(entry), idOf(document)));
    return found === undefined ? [] : [found];
  });
}

function sameId(one: string | undefined, other: string | undefined, base: string | undefined): boolean {
  const full = (id: string | undefined): string | undefined =>
    id?.startsWith('#') ? `${base ?? ''}${id}` : id;
  return one !== undefined && full(one) === full(other);
}

/** From a did:key: the key is the identifier itself (did:key §3). */
function fromDidKey(did: string): FoundKey {
  const key = keyFromMultibase(did.slice('did:key:'.length));
  return key === undefined ? not('failed', 'key-unusable', { problem: 'did-key' }) : { ok: true, key };
}

export type KeyFinder = {
  /** The key at an address, if the issuer says that it is theirs. */
  readonly at: (address: string, issuerId: string) => Promise<FoundKey>;
  /** Whether a key that came along with a badge is one of the issuer's. */
  readonly among: (thumbprint: string, issuerId: string) => Promise<FoundKey>;
};

/**
 * Finds keys and whose they are. did:key answers for itself; a did:web's document is fetched from its host; an https
 * key must lie on the issuer's own host and name the issuer as controller. A key that only came along proves nothing.
 */
export function createKeyFinder(documents: ForeignDocuments, now: Date): KeyFinder {
  const controllerDocument = async (
    issuerId: string,
  ): Promise<{ readonly ok: true; readonly document: JsonObject } | Extract<FoundKey, { ok: false }>> => {
    const url = issuerId.startsWith('did:web:') ? didWebUrl(issuerId) : issuerId;
    if (url === undefined || !url.startsWith('https://'))
      return { ok: false, outcome: 'open', code: 'key-unusable', params: { problem: 'method' } };
    const answer = await documents.json(url);
    if (!answer.ok)
      return {
        ok: false,
        outcome: 'open',
        code: 'key-unreachable',
        params: { url, problem: answer.problem },
      };
    if (idOf(answer.document) !== issuerId)
      return {
        ok: false,
        outcome: 'failed',
        code: 'key-not-issuers',
        params: { key: url, issuer: issuerId },
      };
    return { ok: true, document: answer.document };
  };

  const inDocument = async (address: string, issuerId: string): Promise<FoundKey> => {
    const found = await controllerDocument(issuerId);
    if (!found.ok) return found;
    const method = methodsFor(found.document).find((one) => sameId(idOf(one), address, issuerId));
    if (method === undefined) return not('failed', 'key-not-issuers', { key: address, issuer: issuerId });
    const controller = textOf(method['controller']);
    if (controller !== undefined && controller !== issuerId)
      return not('failed', 'key-not-issuers', { key: address, issuer: issuerId });
    return usable(method, now);
  };

  /** A key document of its own, beside the issuer's: on the same host, with the issuer as controller. */
  const alone = async (address: string, issuerId: string): Promise<FoundKey> => {
    const host = address.startsWith('https://') ? parseUrl(address)?.host : undefined;
    if (host === undefined) return not('open', 'key-unusable', { problem: 'method' });
    if (!issuerId.startsWith('https://') || parseUrl(issuerId)?.host !== host)
      return not('failed', 'key-elsewhere', { host });
    const answer = await documents.json(address);
    if (!answer.ok) return not('open', 'key-unreachable', { url: address, problem: answer.problem });
    if (new URL(answer.url).host !== host)
      return not('failed', 'key-elsewhere', { host: new URL(answer.url).host });
    const { document } = answer;
    const methods = methodsFor(document);
    const method =
      methods.find((one) => sameId(idOf(one), address, idOf(document))) ??
      (methods.length === 0 ? document : undefined);
    const controller = textOf(method?.['controller']) ?? textOf(method?.['owner']);
    const bare = method !== undefined && textOf(method['kty']) !== undefined;
    // A bare JWK names nobody; that it lies on the issuer's host is all there is.
    if (method === undefined || (controller !== issuerId && !(bare && controller === undefined)))
      return not('failed', 'key-not-issuers', { key: address, issuer: issuerId });
    return usable(method, now);
  };

  return {
    async at(address, issuerId) {
      const [base = ''] = address.split('#');
      if (base === issuerId || (base === '' && address.startsWith('#')))
        return issuerId.startsWith('did:key:') ? fromDidKey(issuerId) : inDocument(address, issuerId);
      if (base.startsWith('did:'))
        return not('failed', 'key-not-issuers', { key: address, issuer: issuerId });
      return alone(address, issuerId);
    },
    async among(thumbprint, issuerId) {
      if (issuerId.startsWith('did:key:')) {
        const own = fromDidKey(issuerId);
        if (own.ok && own.key.thumbprint !== thumbprint)
          return not('failed', 'key-embedded-only', { issuer: issuerId });
        return own;
      }
      const found = await controllerDocument(issuerId);
      if (!found.ok)
        return found.outcome === 'failed' ? found : not('failed', 'key-embedded-only', { issuer: issuerId });
      for (const method of methodsFor(found.document)) {
        const own = usable(method, now);
        if (own.ok && own.key.thumbprint === thumbprint) return own;
      }
      return not('failed', 'key-embedded-only', { issuer: issuerId });
    },
  };
}
