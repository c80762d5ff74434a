import { availableParallelism } from 'node:os';
import { expect, it } from 'vitest';
import { startDrawer } from '../../src/catalogue/drawer.ts';
import { drawPngApart } from '../../src/catalogue/draw-png-apart.ts';
import { drawingOptions } from '../../src/catalogue/draw-png.ts';

const square = (fill: string) =>
  Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><path fill="${fill}" d="M0 0H8V8Z"/></svg>`,
  );
/** The library ends its process on this one. */
const fatal = Buffer.from(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><rect x="9000" width="5" height="5" opacity=".5"/></svg>',
);
const png = [0x89, 0x50, 0x4e, 0x47];
const startOf = (picture: Uint8Array) => [...picture.subarray(0, 4)];

it('one process draws picture after picture, and goes on after one that is none', async () => {
  const drawer = startDrawer();
  const [red, green] = [
    await drawer.draw(square('#f00'), drawingOptions(16)),
    await drawer.draw(square('#0f0'), drawingOptions(16)),
  ];
  expect(startOf(red)).toEqual(png);
  expect(startOf(green)).toEqual(png);
  expect(Buffer.compare(red, green)).not.toBe(0);
  await expect(drawer.draw(Buffer.from('<svg'), drawingOptions(16))).rejects.toThrow(/root node/u);
  expect(drawer.runs()).toBe(true);
  expect(Buffer.compare(await drawer.draw(square('#f00'), drawingOptions(16)), red)).toBe(0);
  drawer.end();
  expect(drawer.runs()).toBe(false);
});

it('a picture that ends the process is refused, and the process counts as gone', async () => {
  const drawer = startDrawer();
  await expect(drawer.draw(fatal, drawingOptions(16))).rejects.toThrow(/the drawing broke off/u);
  expect(drawer.runs()).toBe(false);
});

it('processes that can’t be started take no places for good', async () => {
  const { execPath } = process;
  try {
    // No name of a program: `spawn` throws.
    process.execPath = '\0';
    for (let tries = 0; tries < availableParallelism(); tries += 1)
      await expect(drawPngApart(square('#f00'), 16)).rejects.toThrow(/null bytes/u);
  } finally {
    process.execPath = execPath;
  }
  expect(startOf(await drawPngApart(square('#f00'), 16))).toEqual(png);
});

it('pictures that end their processes cost those beside and after them nothing', async () => {
  const drawn = await Promise.allSettled(
    [fatal, square('#00f'), fatal, square('#0ff'), square('#ff0'), fatal, square('#f0f')].map((svg) =>
      drawPngApart(svg, 16),
    ),
  );
  expect(drawn.map(({ status }) => status)).toEqual([
    'rejected',
    'fulfilled',
    'rejected',
    'fulfilled',
    'fulfilled',
    'rejected',
    'fulfilled',
  ]);
});
