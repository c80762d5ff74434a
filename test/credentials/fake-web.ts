import type { FetchedDocument, SafeFetch } from '../../src/ports/credential-reader.ts';
import type { JsonObject } from '../../src/ports/credential-signer.ts';

type Page = JsonObject | string | Uint8Array | Extract<FetchedDocument, { ok: false }>;

function isFailure(page: Page): page is Extract<FetchedDocument, { ok: false }> {
  return typeof page === 'object' && 'ok' in page && page.ok === false;
}

/** Pages by address, and a record of what was asked for; all else is not there. */
export function fakeWeb(pages: Readonly<Record<string, Page>>): {
  readonly fetch: SafeFetch;
  readonly asked: string[];
} {
  const asked: string[] = [];
  return {
    asked,
    fetch: async (url) => {
      asked.push(url);
      const page = pages[url];
      if (page === undefined) return { ok: false, problem: 'not-found' };
      if (typeof page === 'string') return { ok: true, url, type: 'text/plain', bytes: Buffer.from(page) };
      if (page instanceof Uint8Array) return { ok: true, url, type: 'application/octet-stream', bytes: page };
      if (isFailure(page)) return page;
      return { ok: true, url, type: 'text/html', bytes: Buffer.from(JSON.stringify(page)) };
    },
  };
}
