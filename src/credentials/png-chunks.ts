import { crc32 } from 'node:zlib';
import { CredentialError } from './credential-error.ts';

/** A chunk of a PNG (PNG 3rd edition §5.3); `bytes` is all of it, from length to CRC. */
export type PngChunk = { readonly type: string; readonly data: Uint8Array; readonly bytes: Uint8Array };

const signature = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

export function isPng(bytes: Uint8Array): boolean {
  return signature.every((byte, at) => bytes[at] === byte);
}

function damaged(problem: string): CredentialError {
  return new CredentialError('png-damaged', { problem });
}

/**
 * The chunks in order, each with a right CRC, from IHDR to IEND and no further. Throws CredentialError
 * `png-damaged` {problem: `signature` | `length` | `type` | `crc` | `order`}.
 */
export function readChunks(png: Uint8Array): readonly PngChunk[] {
  if (!isPng(png)) throw damaged('signature');
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  const chunks: PngChunk[] = [];
  let at = signature.length;
  while (at < png.length) {
    if (at + 12 > png.length) throw damaged('length');
    const length = view.getUint32(at);
    const end = at + 12 + length;
    if (length > 0x7fff_ffff || end > png.length) throw damaged('length');
    const type = String.fromCharCode(...png.subarray(at + 4, at + 8));
    if (!/^[A-Za-z]{4}$/u.test(type)) throw damaged('type');
    if (crc32(png.subarray(at + 4, end - 4)) !== view.getUint32(end - 4)) throw damaged('crc');
    chunks.push({ type, data: png.subarray(at + 8, end - 4), bytes: png.subarray(at, end) });
    at = end;
    if (type === 'IEND') break;
  }
  const [first] = chunks;
  const last = chunks.at(-1);
  if (first?.type !== 'IHDR' || last?.type !== 'IEND' || at !== png.length) throw damaged('order');
  if (!chunks.some(({ type }) => type === 'IDAT')) throw damaged('order');
  return chunks;
}

export function makeChunk(type: string, data: Uint8Array): PngChunk {
  const bytes = new Uint8Array(data.length + 12);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, data.length);
  bytes.set(Buffer.from(type, 'latin1'), 4);
  bytes.set(data, 8);
  view.setUint32(data.length + 8, crc32(bytes.subarray(4, data.length + 8)));
  return { type, data: bytes.subarray(8, data.length + 8), bytes };
}

export function writeChunks(chunks: readonly PngChunk[]): Uint8Array {
  return Uint8Array.from(Buffer.concat([signature, ...chunks.map(({ bytes }) => bytes)]));
}
