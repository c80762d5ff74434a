import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { formsOf, inputs, keyPages, readFile } from './generated-world.ts';

const pictures = mkdtempSync(join(tmpdir(), 'speldje-pictures-'));
afterAll(() => rmSync(pictures, { recursive: true, force: true }));

function has(tool: string, ...options: readonly string[]): boolean {
  try {
    execFileSync(tool, options, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

describe('1,000 generated awards in pictures', () => {
  const forms: Awaited<ReturnType<typeof formsOf>>[] = [];
  beforeAll(async () => {
    for (const input of inputs) forms.push(await formsOf(input));
    for (const [at, { files }] of forms.entries()) writeFileSync(join(pictures, `${at}.png`), files.png);
  });

  it.each(['png', 'png-jwt', 'svg', 'svg-jwt'] as const)('verify with the reader as %s', async (form) => {
    const wrong: string[] = [];
    for (const [at, { files }] of forms.entries()) {
      const reading = await readFile(files[form], keyPages);
      if (reading.verdict !== 'valid') wrong.push(`${at}: ${JSON.stringify(reading.checks)}`);
    }
    expect(wrong).toEqual([]);
    expect(forms).toHaveLength(1000);
  });

  it.skipIf(!has('pngcheck', '-h'))(
    'baked into PNG pass pngcheck (skipped where it is not installed)',
    () => {
      const files = forms.map((_, at) => join(pictures, `${at}.png`));
      const said = execFileSync('pngcheck', files, { encoding: 'utf8', maxBuffer: 16 * 1024 * 1024 });
      expect(said.split('\n').filter((line) => line.startsWith('OK:'))).toHaveLength(1000);
    },
  );

  it.skipIf(!has('exiftool', '-ver'))(
    'baked into PNG are read by exiftool (skipped where it is not installed)',
    () => {
      const said = execFileSync('exiftool', ['-j', '-b', '-PNG:Openbadgecredential', pictures], {
        encoding: 'utf8',
        maxBuffer: 64 * 1024 * 1024,
        stdio: ['ignore', 'pipe', 'ignore'],
      });
      const shape = z.array(
        z.object({ SourceFile: z.string(), Openbadgecredential: z.union([z.string(), z.json()]) }),
      );
      const wrong = shape.parse(JSON.parse(said)).filter(({ SourceFile, Openbadgecredential: found }) => {
        const at = Number(/(\d+)\.png$/u.exec(SourceFile)?.[1]);
        return found !== JSON.stringify(forms[at]?.credential);
      });
      expect(wrong).toEqual([]);
    },
  );
});
