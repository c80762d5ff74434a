import type { Ids } from '../ports/ids.ts';

/** Letters and digits that nobody takes for one another. */
const alphabet = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
const length = 8;

/** How long a code works that a person types over, in milliseconds. */
export const typedCodeLifeMs = 15 * 60 * 1000;

/** A code to be typed over by a person. It holds a digit, so that no word is taken for one. */
export function newTypedCode(ids: Pick<Ids, 'below'>): string {
  for (;;) {
    const code = Array.from({ length }, () => alphabet[ids.below(alphabet.length)]).join('');
    if (/\d/u.test(code)) return code;
  }
}

/** A code as it is compared: without what people put between its parts. */
export function foldTypedCode(code: string): string {
  return code.replaceAll(/[^\p{L}\p{N}]/gu, '').toUpperCase();
}
