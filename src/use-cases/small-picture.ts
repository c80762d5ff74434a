import { drawPng } from '../catalogue/draw-png.ts';

/** A PNG of our own drawing as a smaller one, so many pixels wide and high. */
export function smallPicture(png: Uint8Array, size: number): Uint8Array {
  const data = Buffer.from(png).toString('base64');
  const around = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100"><image width="100" height="100" href="data:image/png;base64,${data}"/></svg>`;
  return drawPng(Buffer.from(around), size);
}
