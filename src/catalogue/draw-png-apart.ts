import { availableParallelism } from 'node:os';
import type { DrawPicture } from '../ports/draw-picture.ts';
import { startDrawer, type Drawer } from './drawer.ts';
import { drawingOptions } from './draw-png.ts';

/** A process that drew nothing for so long is ended, in milliseconds. */
const IDLE_MS = 10_000;

let drawing = 0;
const waiting: (() => void)[] = [];
const idle: { readonly drawer: Drawer; readonly timer: NodeJS.Timeout }[] = [];

/**
 * Draws a picture in a process of its own: the drawing library ends its process on some pictures, and that must not be
 * ours. As many at a time as the machine has processors, each at most 20 s. Starting a process takes longer than most
 * drawings, so they stay a while for others; no picture sees anything of another.
 */
export const drawPngApart: DrawPicture = async (svg, size, options) => {
  if (drawing >= availableParallelism()) await new Promise<void>((resolve) => waiting.push(resolve));
  else drawing += 1;
  try {
    return await drawWith(takeIdle() ?? startDrawer(), svg, drawingOptions(size, options?.fonts));
  } finally {
    // Who waits takes over the place; without anybody it becomes free.
    const next = waiting.shift();
    if (next) next();
    else drawing -= 1;
  }
};

async function drawWith(drawer: Drawer, ...asked: Parameters<Drawer['draw']>): Promise<Uint8Array> {
  try {
    return await drawer.draw(...asked);
  } finally {
    if (drawer.runs()) keepIdle(drawer);
  }
}

function takeIdle(): Drawer | undefined {
  for (;;) {
    const last = idle.pop();
    if (last === undefined) return undefined;
    clearTimeout(last.timer);
    if (last.drawer.runs()) return last.drawer;
  }
}

function keepIdle(drawer: Drawer): void {
  const timer = setTimeout(() => {
    idle.splice(
      idle.findIndex((each) => each.drawer === drawer),
      1,
    );
    drawer.end();
  }, IDLE_MS);
  timer.unref();
  idle.push({ drawer, timer });
}
