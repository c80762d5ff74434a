import { type FaultInFile, placeAt } from './catalogue-fault.ts';

/** Reads bytes as UTF-8 (a byte order mark is dropped), or says where they are not. */
export function readUtf8(
  bytes: Uint8Array,
): { readonly ok: true; readonly text: string } | { readonly ok: false; readonly fault: FaultInFile } {
  try {
    return { ok: true, text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    // The first replacement character that the file does not hold itself (EF BF BD) is the first bad byte.
    const text = new TextDecoder('utf-8').decode(bytes);
    let offset = text.indexOf('\uFFFD');
    while (offset >= 0 && isRealReplacement(bytes, text, offset)) offset = text.indexOf('\uFFFD', offset + 1);
    const message = 'not UTF-8; save the file as UTF-8';
    return { ok: false, fault: { code: 'not-utf8', ...placeAt(text, Math.max(offset, 0)), message } };
  }
}

function isRealReplacement(bytes: Uint8Array, text: string, offset: number): boolean {
  const start = Buffer.byteLength(text.slice(0, offset)) + (hasByteOrderMark(bytes) ? 3 : 0);
  return bytes[start] === 0xef && bytes[start + 1] === 0xbf && bytes[start + 2] === 0xbd;
}

function hasByteOrderMark(bytes: Uint8Array): boolean {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
}
