import { describe, expect, it } from 'vitest';
import { createSealedBox } from '../../src/credentials/sealed-box.ts';
import { fixedRandom, secret } from './sample-award.ts';

const random = fixedRandom('sealed box');
const box = createSealedBox({ secret, purpose: 'test', random });

describe('a sealed box', () => {
  it('opens what it sealed, in any script', () => {
    const plain = 'geheim — ключ 🔑';
    expect(box.open(box.seal(plain))).toBe(plain);
    expect(box.open(box.seal(''))).toBe('');
  });

  it('seals the same text differently each time, and shows nothing of it', () => {
    const first = box.seal('geheim');
    expect(first).toMatch(/^sealed\.v1\.[\w-]{8}\.[\w-]{16}\.[\w-]+$/u);
    expect(first).not.toBe(box.seal('geheim'));
    expect(first).not.toContain('geheim');
  });

  it.each([
    ['another secret', createSealedBox({ secret: `${secret}!`, purpose: 'test', random })],
    ['another purpose', createSealedBox({ secret, purpose: 'other', random })],
  ])('refuses what was sealed with %s as wrong-secret', (_, other) => {
    expect(() => other.open(box.seal('geheim'))).toThrow(expect.objectContaining({ code: 'wrong-secret' }));
  });

  it('refuses a text in which any one letter was changed', () => {
    const sealed = box.seal('geheim');
    for (let at = 0; at < sealed.length; at++) {
      const changed = `${sealed.slice(0, at)}${sealed[at] === 'A' ? 'B' : 'A'}${sealed.slice(at + 1)}`;
      // The last letter of a base64url text holds unused bits.
      if (
        Buffer.from(changed.split('.')[4] ?? '', 'base64url').equals(
          Buffer.from(sealed.split('.')[4] ?? '', 'base64url'),
        ) &&
        at > 40
      )
        continue;
      expect(() => box.open(changed), `letter ${at}`).toThrow(
        expect.objectContaining({ code: expect.stringMatching(/^(?:wrong-secret|sealed-damaged)$/u) }),
      );
    }
  });

  it.each(['', 'sealed', 'sealed.v2.AAAAAAAA.AAAA.AAAA', 'sealed.v1.AA.AA.AA', 'geheim'])(
    'refuses %j as sealed-damaged',
    (text) => {
      expect(() => box.open(text)).toThrow(expect.objectContaining({ code: 'sealed-damaged' }));
    },
  );
});
