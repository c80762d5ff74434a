import { parseUrl } from '../domain/parse-url.ts';

/** The text when it is an http(s) address that a page may link to; other schemes could run something. */
export function webAddress(text: string | undefined): string | undefined {
  return text !== undefined && /^https?:\/\//iu.test(text) && parseUrl(text) !== undefined ? text : undefined;
}
