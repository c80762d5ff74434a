import { CATALOGUE_PNG_SIZE, type CatalogueImage } from './catalogue.ts';
import { type FaultInFile, fileStart } from './catalogue-fault.ts';
import type { DrawPicture } from '../ports/draw-picture.ts';
import { findSvgFaults } from './svg-faults.ts';
import { readUtf8 } from './utf8-text.ts';

/** Largest picture that is read, in bytes. */
export const MAX_PICTURE_BYTES = 64 * 1024;

export type PictureReading =
  | { readonly ok: true; readonly image: CatalogueImage }
  | { readonly ok: false; readonly faults: readonly FaultInFile[] };

/** Checks and draws the SVG of a badge or an issuer: the picture, or every reason why it is refused. */
export async function readPicture(svg: Uint8Array, draw: DrawPicture): Promise<PictureReading> {
  if (svg.byteLength > MAX_PICTURE_BYTES) {
    const message = `the picture has ${svg.byteLength} bytes; at most ${MAX_PICTURE_BYTES} are allowed`;
    return { ok: false, faults: [{ code: 'picture-too-big', ...fileStart, message }] };
  }
  const decoded = readUtf8(svg);
  if (!decoded.ok) return { ok: false, faults: [decoded.fault] };
  const faults = findSvgFaults(decoded.text);
  if (faults.length > 0) return { ok: false, faults };
  try {
    return { ok: true, image: { svg, png: await draw(svg, CATALOGUE_PNG_SIZE) } };
  } catch (error) {
    return { ok: false, faults: [notDrawn(error instanceof Error ? error.message : String(error))] };
  }
}

/** The drawing's own words end in the place ("… at 3:5") where the XML is not well-formed. */
function notDrawn(reason: string): FaultInFile {
  const words = reason.replaceAll(/\s+/gu, ' ').trim();
  const place = /at (\d+):(\d+)/u.exec(words);
  if (!place)
    return { code: 'picture-not-drawn', ...fileStart, message: `the picture cannot be drawn: ${words}` };
  const [line, column] = [Number(place[1]), Number(place[2])];
  return { code: 'picture-not-svg', line, column, message: `not well-formed XML: ${words}` };
}
