import { array, assert, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { uniqueFileNames } from '../../src/use-cases/file-names.ts';

const named = (...titles: readonly string[]) =>
  uniqueFileNames(
    titles.map((title) => ({ title, otherwise: 'badge', day: '2025-11-20' })),
    'png',
  );

describe('names of files', () => {
  it.each([
    ['Lassen MIG/MAG', 'Lassen MIG MAG.png'],
    ['Adviseur “Lerende Regio” – niveau 1', 'Adviseur “Lerende Regio” – niveau 1.png'],
    ['Café', 'Café.png'],
    ['مستشار التعلم', 'مستشار التعلم.png'],
    ['顾问：学习', '顾问：学习.png'],
    ['नमस्ते 👩🏽‍🏫', 'नमस्ते 👩🏽‍🏫.png'],
    ['../../etc/passwd', 'etc passwd.png'],
    ['con', 'badge.png'],
    ['...', 'badge.png'],
    ['a\u0000b\u202Etxt', 'abtxt.png'],
    ['  veel   ruimte  ', 'veel ruimte.png'],
    ['®™', '®™.png'],
  ])('%j becomes %j', (title, name) => {
    expect(named(title)).toEqual([name.normalize('NFC')]);
  });

  it('tells files of one title apart by their day, then by number, whatever the size of the letters', () => {
    expect(named('Helpende hand', 'helpende HAND', 'Helpende hand', 'Helpende hand 2025-11-20')).toEqual([
      'Helpende hand.png',
      'helpende HAND 2025-11-20.png',
      'Helpende hand 2025-11-20 2.png',
      'Helpende hand 2025-11-20 2025-11-20.png',
    ]);
  });

  it('of any titles are unlike, short enough, and stay in their folder', () => {
    assert(
      property(array(string({ unit: 'grapheme', maxLength: 400 }), { maxLength: 20 }), (titles) => {
        const names = named(...titles);
        expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(titles.length);
        for (const name of names) {
          expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255);
          expect(name).not.toMatch(/[/\\\p{Cc}]|^\./u);
        }
      }),
      { seed: 11, numRuns: 200 },
    );
  });
});
