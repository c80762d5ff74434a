import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { badgesInPng, bakePng } from '../../src/credentials/bake-png.ts';
import { makeChunk, readChunks, writeChunks } from '../../src/credentials/png-chunks.ts';
import { animatedPng, samplePng } from './sample-pictures.ts';

const text = '{"name":"® ’ 👍🏽 שלום e\u0301"}';

function withTool<T>(png: Uint8Array, use: (file: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'speldje-png-'));
  try {
    const file = join(folder, 'badge.png');
    writeFileSync(file, png);
    return use(file);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function has(tool: string, ...options: readonly string[]): boolean {
  try {
    execFileSync(tool, options, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

const pictures = [
  ['a still', samplePng()],
  ['an animated', animatedPng()],
] as const;

describe('baking into PNG', () => {
  it.each(pictures)('%s picture gets one iTXt chunk before the pixels, and keeps all others', (_, png) => {
    for (const version of ['3.0', '2.0'] as const) {
      const before = readChunks(png);
      const after = readChunks(bakePng(png, version, text));
      const added = after.findIndex(({ type }) => type === 'iTXt');
      expect(after[added + 1]?.type).toBe('IDAT');
      expect(after.filter((__, at) => at !== added).map(({ bytes }) => Buffer.from(bytes))).toEqual(
        before.map(({ bytes }) => Buffer.from(bytes)),
      );
    }
  });

  it('reads back what was put in, in all scripts', () => {
    expect(badgesInPng(bakePng(samplePng(), '3.0', text))).toEqual([
      { keyword: 'openbadgecredential', text },
    ]);
    expect(badgesInPng(bakePng(samplePng(), '2.0', text))).toEqual([{ keyword: 'openbadges', text }]);
  });

  it('replaces an older badge of either version', () => {
    const twice = bakePng(bakePng(samplePng(), '2.0', 'old'), '3.0', text);
    expect(badgesInPng(twice)).toEqual([{ keyword: 'openbadgecredential', text }]);
    expect(bakePng(twice, '3.0', text)).toEqual(twice);
  });

  it('reads compressed chunks and the older tEXt with an address', () => {
    const chunks = readChunks(samplePng());
    const put = (type: string, data: Buffer) =>
      writeChunks([...chunks.slice(0, 1), makeChunk(type, data), ...chunks.slice(1)]);
    expect(badgesInPng(put('tEXt', Buffer.from('openbadges\0https://example.org/a.json', 'latin1')))).toEqual(
      [{ keyword: 'openbadges', text: 'https://example.org/a.json' }],
    );
    const packed = Buffer.concat([
      Buffer.from('openbadges\0\u0001\0\0\0', 'latin1'),
      deflateSync(Buffer.from(text)),
    ]);
    expect(badgesInPng(put('iTXt', packed))).toEqual([{ keyword: 'openbadges', text }]);
    const older = Buffer.concat([Buffer.from('openbadges\0\0', 'latin1'), deflateSync(Buffer.from('x'))]);
    expect(badgesInPng(put('zTXt', older))).toEqual([{ keyword: 'openbadges', text: 'x' }]);
  });

  it.each<readonly [string, (png: Uint8Array) => Uint8Array]>([
    ['signature', (png) => png.subarray(1)],
    ['signature', () => new Uint8Array()],
    ['crc', (png) => png.map((byte, at) => (at === 20 ? byte ^ 1 : byte))],
    ['length', (png) => png.subarray(0, png.length - 3)],
    ['length', (png) => png.map((byte, at) => (at === 8 ? 0xff : byte))],
    ['order', (png) => Uint8Array.from([...png, 0])],
    ['order', (png) => writeChunks(readChunks(png).filter(({ type }) => type !== 'IDAT'))],
    ['order', (png) => writeChunks(readChunks(png).slice(1))],
    [
      'type',
      (png) =>
        writeChunks([
          ...readChunks(png).slice(0, 1),
          makeChunk('a1b2', new Uint8Array()),
          ...readChunks(png).slice(1),
        ]),
    ],
  ])('refuses a damaged file as png-damaged, problem %s', (problem, damage) => {
    expect(() => bakePng(damage(samplePng()), '3.0', text)).toThrow(
      expect.objectContaining({ code: 'png-damaged', details: { problem } }),
    );
  });

  it.each([
    [
      'compression',
      Buffer.concat([
        Buffer.from('openbadges\0\u0001\0\0\0', 'latin1'),
        deflateSync(Buffer.alloc(2 * 1024 * 1024)),
      ]),
    ],
    ['text', Buffer.from('openbadges\0\u0007\0\0\0x', 'latin1')],
    ['text', Buffer.from('openbadges\0\0\0nl', 'latin1')],
    ['utf-8', Buffer.from('openbadges\0\0\0\0\0\u00ff', 'latin1')],
  ])('refuses a chunk with a wrong %s, bombs too', (problem, data) => {
    const chunks = readChunks(samplePng());
    const png = writeChunks([...chunks.slice(0, 1), makeChunk('iTXt', data), ...chunks.slice(1)]);
    expect(() => badgesInPng(png)).toThrow(
      expect.objectContaining({ code: 'png-damaged', details: { problem } }),
    );
  });
});

describe.skipIf(!has('pngcheck', '-h'))('pngcheck (skipped where it is not installed)', () => {
  it.each(pictures)('finds no fault in %s picture with a badge', (_, png) => {
    for (const version of ['3.0', '2.0'] as const) {
      const said = withTool(bakePng(png, version, text), (file) =>
        execFileSync('pngcheck', ['-v', file], { encoding: 'utf8' }),
      );
      expect(said).toContain('No errors detected');
      expect(said.match(/chunk iTXt/gu)).toHaveLength(1);
    }
  });
});

describe.skipIf(!has('exiftool', '-ver'))('exiftool (skipped where it is not installed)', () => {
  it.each(pictures)('reads the badge in %s picture', (_, png) => {
    const said = withTool(bakePng(png, '3.0', text), (file) =>
      execFileSync('exiftool', ['-b', '-PNG:Openbadgecredential', file], { encoding: 'utf8' }),
    );
    expect(said).toBe(text);
    const older = withTool(bakePng(png, '2.0', text), (file) =>
      execFileSync('exiftool', ['-b', '-PNG:Openbadges', file], { encoding: 'utf8' }),
    );
    expect(older).toBe(text);
  });
});
