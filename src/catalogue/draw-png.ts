import { Resvg, type ResvgRenderOptions } from '@resvg/resvg-js';

/** How every picture is drawn: `size` pixels wide, the same on every machine because no font of it is used. */
export function drawingOptions(size: number): ResvgRenderOptions {
  return { fitTo: { mode: 'width', value: size }, font: { loadSystemFonts: false } };
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
