import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldText, foldWord, joinedKey } from '../../../../adapters/chat/grammar/fold-text.ts';

describe('folding', () => {
  it.each([
    ['Adviseur–Lerende–Regio', 'adviseur-lerende-regio'],
    ['ａｄｖｉｓｅｕｒ', 'adviseur'],
    ['Coöperatief', 'cooperatief'],
    ['Coo\u0308peratief', 'cooperatief'],
    ['*vet* _schuin_ ~weg~ `code`', 'vet schuin weg code'],
    ['een_twee', 'een_twee'],
    ['a\u00a0b\u202fc', 'a b c'],
    ['las\u200bser\u200f', 'lasser'],
    ['Straße Øre Łódź', 'strasse ore lodz'],
    ['“Zorg” ‘t', '"zorg" \'t'],
    ['klaar!!! …', 'klaar'],
    ['\ud800lasser\u0000', 'lasser'],
  ])('%j becomes %j', (typed, folded) => {
    expect(foldText(typed)).toBe(folded);
  });

  it('of a word leaves its letters and digits, and the signs that tell C++ from C#', () => {
    expect(['“Lasser”,', '/badge', '🎉', 'C++', 'C#!', '(12-b)'].map(foldWord)).toEqual([
      'lasser',
      'badge',
      '',
      'c++',
      'c#',
      '12-b',
    ]);
  });

  it('joins words to one key whatever separates them', () => {
    const keys = ['Adviseur Lerende Regio', 'adviseur_lerende-regio', 'ADVISEUR – lerende: regio'].map(
      joinedKey,
    );
    expect(new Set(keys)).toEqual(new Set(['adviseurlerenderegio']));
  });

  it('is idempotent and never throws', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc
        .array(fc.integer({ min: 0, max: 0xffff }))
        .map((units) => units.map((unit) => String.fromCharCode(unit)).join('')),
      fc
        .array(fc.constantFrom('_', '*', '.', ' ', '-', 'a', 'İ', '\u0308', '¨', '\u200b', '`', '´'))
        .map((list) => list.join('')),
    );
    fc.assert(
      fc.property(text, (typed) => {
        expect(foldText(foldText(typed))).toBe(foldText(typed));
        expect(foldWord(foldWord(typed))).toBe(foldWord(typed));
        expect(joinedKey(joinedKey(typed))).toBe(joinedKey(typed));
      }),
      { seed: 3, numRuns: 5000 },
    );
  });
});
