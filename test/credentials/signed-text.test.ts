import { describe, expect, it } from 'vitest';
import { signedText, signedTexts } from '../../src/credentials/signed-text.ts';

describe('a text that is signed', () => {
  it('keeps all letters, and lines', () => {
    const text = '® ’ 👍🏽 שלום e\u0301 日本語 "x" \\ \u2028\nline';
    expect(signedText(` ${text} \n`)).toBe(text);
  });

  it('has no letters that verifiers write in two ways', () => {
    expect(signedText('a\tb\u0000\u0001\u007Fc\r\nd\re')).toBe('a bc\nd\ne');
    expect(signedText('half \uD83D pair')).toBe('half  pair');
  });

  it('beside others is told apart, but not where they are ordered in two ways', () => {
    expect(signedTexts(['b', ' a ', 'b', '\t'])).toEqual(['b', 'a']);
    expect(signedTexts(['x👍', 'xy'])).toEqual(['x👍', 'xy']);
    expect(signedTexts(['x👍', 'xﬁ'])).toEqual(['x👍, xﬁ']);
  });
});
