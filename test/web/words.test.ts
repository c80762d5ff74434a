import { describe, expect, it } from 'vitest';
import { privacyWords } from '../../src/i18n/web-privacy-messages.ts';
import { webProblemWords } from '../../src/i18n/web-problem-messages.ts';
import { endorsementWords } from '../../src/i18n/web-endorsement-messages.ts';
import { shareWords } from '../../src/i18n/web-share-messages.ts';
import { verifyWords } from '../../src/i18n/web-verify-messages.ts';
import { webWords } from '../../src/i18n/web-messages.ts';
import { durationInWords } from '../../src/web/duration-in-words.ts';
import { fileSize } from '../../src/web/file-size.ts';
import { languageName } from '../../src/web/language-name.ts';
import { webAddress } from '../../src/web/web-address.ts';

/** The shape of messages: the same keys, functions where there are functions, lists of equal length. */
function shape(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shape);
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(
      Object.entries(value)
        .toSorted(([a], [b]) => a.localeCompare(b))
        .map(([key, inner]) => [key, shape(inner)]),
    );
  return typeof value;
}

describe('the words of the pages', () => {
  it.each([
    ['pages', webWords],
    ['problems', webProblemWords],
    ['privacy', privacyWords],
    ['verify', verifyWords],
    ['sharing', shareWords],
    ['endorsements', endorsementWords],
  ] as const)('of the %s are there in both languages, alike in shape', (_, words) => {
    expect(shape(words('en'))).toEqual(shape(words('nl')));
    expect(words('en')).not.toEqual(words('nl'));
  });

  it('durations are said as people say them', () => {
    expect(durationInWords('P2Y', 'nl')).toBe('2 jaar');
    expect(durationInWords('P1Y6M', 'nl')).toBe('1 jaar en 6 maanden');
    expect(durationInWords('P1M1W3D', 'en')).toBe('1 month, 1 week and 3 days');
    expect(durationInWords('forever', 'en')).toBe('forever');
  });

  it('sizes of files are said in the largest unit that fits', () => {
    expect(fileSize(999, 'en')).toBe('999 byte');
    expect(fileSize(482_133, 'nl')).toMatch(/^482\skB$/u);
    expect(fileSize(3_450_000, 'nl')).toMatch(/^3,5\sMB$/u);
  });

  it('languages are named in the language of the page', () => {
    expect(languageName('nl', 'en')).toBe('Dutch');
    expect(languageName('en', 'nl')).toBe('Engels');
    expect(languageName('not a tag', 'en')).toBe('not a tag');
  });

  it('only http and https addresses are linked', () => {
    expect(webAddress('https://example.org/')).toBe('https://example.org/');
    for (const other of [
      'javascript:alert(1)',
      'data:text/html,x',
      'https://',
      'community:lassen',
      undefined,
    ])
      expect(webAddress(other)).toBeUndefined();
  });
});
