import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { drawingOptions } from './draw-png.ts';

/** Draws an SVG as a PNG of `size` pixels wide, words only with `fonts`; rejects with the reason when it cannot. */
export type DrawPicture = (
  svg: Uint8Array,
  size: number,
  options?: { readonly fonts?: 'bundled' | 'system' },
) => Promise<Uint8Array>;

/** How long one picture may take, in milliseconds. */
const PATIENCE_MS = 20_000;

const library = createRequire(import.meta.url).resolve('@resvg/resvg-js');

/** What the process of its own does: SVG on standard input, PNG on standard output, a refusal as exit code 2. */
const script = `
const [library, options] = process.argv.slice(1);
try {
  const { Resvg } = require(library);
  const svg = require('node:fs').readFileSync(0);
  process.stdout.write(new Resvg(svg, JSON.parse(options)).render().asPng());
} catch (error) {
  process.stderr.write(String(error && error.message || error));
  process.exitCode = 2;
}`;

let drawing = 0;
const waiting: (() => void)[] = [];

/**
 * Draws a picture that others made, in a process of its own: the drawing library ends its process on some
 * pictures, and that must not be ours. As many at a time as the machine has processors, each at most 20 s.
 */
export const drawPngApart: DrawPicture = async (svg, size, options) => {
  if (drawing >= availableParallelism()) await new Promise<void>((resolve) => waiting.push(resolve));
  else drawing += 1;
  try {
    return await draw(svg, drawingOptions(size, options?.fonts));
  } finally {
    // Who waits takes over the place; without anybody it becomes free.
    const next = waiting.shift();
    if (next) next();
    else drawing -= 1;
  }
};

function draw(svg: Uint8Array, options: ReturnType<typeof drawingOptions>): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const child = execFile(
      process.execPath,
      ['-e', script, library, JSON.stringify(options)],
      {
        encoding: 'buffer',
        env: {},
        killSignal: 'SIGKILL',
        maxBuffer: 64 * 1024 * 1024,
        timeout: PATIENCE_MS,
      },
      (error, stdout, stderr) => {
        if (!error) resolve(new Uint8Array(stdout));
        else if (error.code === 2) reject(new Error(stderr.toString('utf8'), { cause: error }));
        else
          reject(
            new Error('the drawing broke off; look for shapes far outside the viewBox', { cause: error }),
          );
      },
    );
    // A process that ends early does not read: its end is what counts.
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(svg);
  });
}
