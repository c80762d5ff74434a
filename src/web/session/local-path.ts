import { parseUrl } from '../../domain/parse-url.ts';

/** An authorization request with all scopes of the Open Badges API has some 900 letters. */
const longest = 3000;

/** The address when it is one of this site's own, from its first slash on; so that nobody is led elsewhere. */
export function localPath(written: unknown): string | undefined {
  if (typeof written !== 'string' || written.length > longest) return undefined;
  if (!written.startsWith('/') || /[\\\p{Cc}]/u.test(written)) return undefined;
  const base = 'https://own.invalid';
  const url = parseUrl(written, base);
  if (url === undefined) return undefined;
  // `/.//elsewhere.example` is ours as it is written, and as it comes out names another host.
  return url.origin === base && !url.pathname.startsWith('//') ? `${url.pathname}${url.search}` : undefined;
}
