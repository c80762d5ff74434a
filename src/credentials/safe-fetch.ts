import type { FetchedDocument, SafeFetch, SafePost } from '../ports/credential-reader.ts';
import { publicAddressOf, type Resolve } from './public-host.ts';
import { parseUrl } from '../domain/parse-url.ts';

/** One answer to one request, as it comes in. */
export type HttpAnswer = {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: AsyncIterable<Uint8Array>;
  /** Ends the connection, whatever of the body is still to come. */
  readonly close: () => void;
};

/** Asks one address (already resolved and looked at) for one URL; follows nothing, sends no credentials. */
export type HttpRequest = (
  url: URL,
  address: string,
  options: { readonly accept: string; readonly signal: AbortSignal; readonly post?: SafePost },
) => Promise<HttpAnswer>;

export type SafeFetchOptions = {
  readonly resolve: Resolve;
  readonly request: HttpRequest;
  /** A signal that aborts after so many milliseconds. */
  readonly timeout: (milliseconds: number) => AbortSignal;
};

const mostBytes = 1024 * 1024;
const mostRedirects = 3;
const mostTime = 5000;

type Problem = Extract<FetchedDocument, { ok: false }>;

function refuse(problem: Problem['problem'], bytes?: Uint8Array): Problem {
  return { ok: false, problem, ...(bytes === undefined ? {} : { bytes }) };
}

async function read(body: AsyncIterable<Uint8Array>): Promise<Uint8Array | undefined> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of body) {
    size += part.length;
    if (size > mostBytes) return undefined;
    parts.push(part);
  }
  return Uint8Array.from(Buffer.concat(parts));
}

async function accepted(url: URL, answer: HttpAnswer, posted: boolean): Promise<FetchedDocument> {
  if (answer.status === 404) return refuse('not-found');
  if (answer.status !== 200 && answer.status !== 410 && !(posted && answer.status === 201))
    return refuse('bad-status');
  if (Number(answer.headers['content-length'] ?? 0) > mostBytes) return refuse('too-large');
  const bytes = await read(answer.body);
  if (bytes === undefined) return refuse('too-large');
  if (answer.status === 410) return refuse('gone', bytes);
  return { ok: true, url: url.href, type: answer.headers['content-type'] ?? '', bytes };
}

/** Rejects as soon as the signal aborts, whatever the work does. */
function orAbort<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(new Error('aborted'));
    if (signal.aborted) return abort();
    signal.addEventListener('abort', abort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}

/**
 * Fetches from strangers. https only; every address that a name stands for must be public, and the request goes to
 * one that was looked at, so that a second look-up can't lead elsewhere; each redirect is looked at likewise, 3
 * at most and none after a post; 1 MB and 5 s at most, all together. Never throws.
 */
export function createSafeFetch(options: SafeFetchOptions): SafeFetch {
  const follow = async (
    start: string,
    accept: string,
    signal: AbortSignal,
    post: SafePost | undefined,
  ): Promise<FetchedDocument> => {
    let target = start;
    for (let hop = 0; hop <= (post === undefined ? mostRedirects : 0); hop++) {
      const url = parseUrl(target);
      if (url === undefined) return refuse('bad-address');
      if (url.protocol !== 'https:') return refuse('not-https');
      if (url.username !== '' || url.password !== '') return refuse('bad-address');
      const address = await publicAddressOf(options.resolve, url.hostname);
      if (address === undefined) return refuse('private-address');
      const answer = await options.request(url, address, {
        accept,
        signal,
        ...(post === undefined ? {} : { post }),
      });
      try {
        const location = answer.headers['location'];
        if (answer.status >= 300 && answer.status < 400 && location !== undefined) {
          const next = parseUrl(location, url);
          if (next === undefined) return refuse('bad-address');
          target = next.href;
          continue;
        }
        return await accepted(url, answer, post !== undefined);
      } finally {
        answer.close();
      }
    }
    return refuse('too-many-redirects');
  };

  return async (url, accept, post) => {
    const signal = options.timeout(mostTime);
    try {
      return await orAbort(follow(url, accept, signal, post), signal);
    } catch {
      return refuse(signal.aborted ? 'timeout' : 'no-connection');
    }
  };
}
