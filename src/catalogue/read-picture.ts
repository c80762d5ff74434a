import { CATALOGUE_PNG_SIZE, type CatalogueImage } from './catalogue.ts';
import { type FaultInFile, fileStart } from './catalogue-fault.ts';
import { drawPng } from './draw-png.ts';
import { findSvgFaults } from './svg-faults.ts';
import { readUtf8 } from './utf8-text.ts';

/** Largest picture that is read, in bytes. */
export const MAX_PICTURE_BYTES = 64 * 1024;

/** Checks and draws the SVG of a badge or an issuer: the picture, or every reason why it is refused. */
export function readPicture(
  svg: Uint8Array,
):
  | { readonly ok: true; readonly image: CatalogueImage }
  | { readonly ok: false; readonly faults: readonly FaultInFile[] } {
  if (svg.byteLength > MAX_PICTURE_BYTES) {
    const message = `the picture has ${svg.byteLength} bytes; at most ${MAX_PICTURE_BYTES} are allowed`;
    return { ok: false, faults: [{ code: 'picture-too-big', ...fileStart, message }] };
  }
  const decoded = readUtf8(svg);
  if (!decoded.ok) return { ok: false, faults: [decoded.fault] };
  const faults = findSvgFaults(decoded.text);
  if (faults.length > 0) return { ok: false, faults };
  try {
    return { ok: true, image: { svg, png: drawPng(svg, CATALOGUE_PNG_SIZE) } };
  } catch (error) {
    return { ok: false, faults: [notDrawn(error instanceof Error ? error.message : String(error))] };
  }
}

/** The drawing's own words end in the place: "… at 3:5". */
function notDrawn(reason: string): FaultInFile {
  const place = /at (\d+):(\d+)/u.exec(reason);
  const at = place ? { line: Number(place[1]), column: Number(place[2]) } : fileStart;
  return {
    code: 'picture-not-svg',
    ...at,
    message: `not a well-formed SVG: ${reason.replaceAll(/\s+/gu, ' ')}`,
  };
}
