import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Resvg, type ResvgRenderOptions } from '@resvg/resvg-js';

const require = createRequire(import.meta.url);
const fontFolder = join(dirname(require.resolve('dejavu-fonts-ttf/package.json')), 'ttf');
const fontFiles = ['DejaVuSans.ttf', 'DejaVuSans-Bold.ttf'].map((name) => join(fontFolder, name));

/** Where systems keep their fonts. */
const systemFolders = [
  '/usr/share/fonts',
  '/usr/local/share/fonts',
  '/System/Library/Fonts',
  '/Library/Fonts',
  String.raw`C:\Windows\Fonts`,
];

/**
 * How every picture is drawn: `size` pixels wide, the same on every machine because no font of it is used; where words
 * are drawn, with the fonts that come along, and those of the machine only on request.
 */
export function drawingOptions(size: number, fonts?: 'bundled' | 'system'): ResvgRenderOptions {
  const fitTo = { mode: 'width', value: size } as const;
  if (fonts === undefined) return { fitTo, font: { loadSystemFonts: false } };
  return {
    fitTo,
    font: {
      // The library looks at none of the machine's fonts once files are named; folders it takes beside them.
      loadSystemFonts: false,
      fontFiles,
      fontDirs: fonts === 'system' ? systemFolders.filter((folder) => existsSync(folder)) : [],
      defaultFontFamily: 'DejaVu Sans',
    },
  };
}

/**
 * Draws an SVG of our own making as a PNG of `size` pixels wide. The library ends the whole process on some
 * well-formed pictures (a half-transparent shape far outside the view box, for one), and a picture may name
 * other files: whatever others made goes through `findSvgFaults` and `drawPngApart`.
 *
 * @throws Error when the bytes are not a well-formed SVG.
 */
export function drawPng(svg: Uint8Array, size: number): Uint8Array {
  return new Uint8Array(new Resvg(Buffer.from(svg), drawingOptions(size)).render().asPng());
}
