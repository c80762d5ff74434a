import type { FetchedDocument, SafeFetch } from '../ports/credential-reader.ts';
import type { JsonObject } from '../ports/credential-signer.ts';
import { parseJson } from './parse-json.ts';
import { parseUrl } from '../domain/parse-url.ts';

/** Answers for the documents of this deployment without going over the network; undefined for all others. */
export type LocalDocuments = (url: URL) => Promise<FetchedDocument | undefined>;

type ForeignJson =
  | { readonly ok: true; readonly url: string; readonly document: JsonObject }
  | { readonly ok: false; readonly problem: string; readonly body?: JsonObject };

/** What is fetched while one badge is read: each address once, and no more than a badge can need. */
export type ForeignDocuments = {
  readonly get: (url: string, accept?: string) => Promise<FetchedDocument>;
  readonly json: (url: string, accept?: string) => Promise<ForeignJson>;
};

const mostFetches = 24;
const jsonTypes = 'application/vc+ld+json, application/ld+json, application/did+json, application/json;q=0.9';

export function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function jsonOf(bytes: Uint8Array | undefined): JsonObject | undefined {
  const text = bytes === undefined ? undefined : decodeUtf8(bytes);
  const parsed = text === undefined ? undefined : parseJson(text);
  return parsed?.ok === true ? parsed.value : undefined;
}

export function createForeignDocuments(fetch: SafeFetch, local?: LocalDocuments): ForeignDocuments {
  const known = new Map<string, Promise<FetchedDocument>>();
  const get = (url: string, accept = jsonTypes): Promise<FetchedDocument> => {
    const found = known.get(url);
    if (found !== undefined) return found;
    if (known.size >= mostFetches) return Promise.resolve({ ok: false, problem: 'too-many-fetches' });
    const fresh = (async () => {
      const address = parseUrl(url);
      const own = address === undefined ? undefined : await local?.(address);
      return own ?? fetch(url, accept);
    })();
    known.set(url, fresh);
    return fresh;
  };
  return {
    get,
    async json(url, accept) {
      const answer = await get(url, accept);
      if (!answer.ok) {
        const body = jsonOf(answer.bytes);
        return { ok: false, problem: answer.problem, ...(body === undefined ? {} : { body }) };
      }
      const document = jsonOf(answer.bytes);
      // Any content type will do, as long as it is JSON.
      return document === undefined
        ? { ok: false, problem: 'not-json' }
        : { ok: true, url: answer.url, document };
    },
  };
}
