import { expect, it } from 'vitest';
import { parseUrl } from '../../src/domain/parse-url.ts';

it('reads an address with any letters, however often it was asked, and takes what is none for none', () => {
  const accented = 'https://ex\u00e4mple.org/\u00e9';
  const read = new Set<string | undefined>();
  for (let at = 0; at < 50_000; at += 1) {
    parseUrl('https://example.org/');
    read.add(parseUrl(accented)?.href);
  }
  expect([...read]).toEqual(['https://xn--exmple-cua.org/%C3%A9']);
  expect(parseUrl('/path', 'https://example.org/other')?.href).toBe('https://example.org/path');
  expect(parseUrl('geen adres')).toBeUndefined();
  expect(parseUrl('//', 'https://example.org')).toBeUndefined();
});
