import { deflateSync } from 'node:zlib';
import { makeChunk, writeChunks } from '../../src/credentials/png-chunks.ts';

function ihdr(width: number, height: number): Buffer {
  const data = Buffer.alloc(13);
  data.writeUInt32BE(width, 0);
  data.writeUInt32BE(height, 4);
  // Eight bits a sample, grey with nothing else.
  data.set([8, 0, 0, 0, 0], 8);
  return data;
}

function pixels(width: number, height: number, grey: number): Buffer {
  return deflateSync(
    Buffer.concat(Array.from({ length: height }, () => Buffer.from([0, ...Array<number>(width).fill(grey)]))),
  );
}

/** A small grey picture, with a text chunk of its own. */
export function samplePng(): Uint8Array {
  return writeChunks([
    makeChunk('IHDR', ihdr(4, 3)),
    makeChunk('tEXt', Buffer.from('Software\0Speldje', 'latin1')),
    makeChunk('IDAT', pixels(4, 3, 90)),
    makeChunk('IEND', new Uint8Array()),
  ]);
}

function frame(sequence: number): Buffer {
  const data = Buffer.alloc(26);
  data.writeUInt32BE(sequence, 0);
  data.writeUInt32BE(4, 4);
  data.writeUInt32BE(3, 8);
  data.writeUInt16BE(1, 20);
  data.writeUInt16BE(10, 22);
  return data;
}

/** An animated picture of two frames (PNG 3rd edition §11.3.5). */
export function animatedPng(): Uint8Array {
  return writeChunks([
    makeChunk('IHDR', ihdr(4, 3)),
    makeChunk('acTL', Buffer.from([0, 0, 0, 2, 0, 0, 0, 0])),
    makeChunk('fcTL', frame(0)),
    makeChunk('IDAT', pixels(4, 3, 90)),
    makeChunk('fcTL', frame(1)),
    makeChunk('fdAT', Buffer.concat([Buffer.from([0, 0, 0, 2]), pixels(4, 3, 200)])),
    makeChunk('IEND', new Uint8Array()),
  ]);
}

export const sampleSvg = `<?xml version="1.0" encoding="UTF-8"?>
<!-- ® een <tekening> -->
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><title>Kompas &amp; ’</title><circle cx="5" cy="5" r="4"/></svg>
`;
