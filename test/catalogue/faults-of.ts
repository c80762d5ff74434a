import { formatFault } from '../../src/catalogue/catalogue-fault.ts';
import { drawPng } from '../../src/catalogue/draw-png.ts';
import type { DrawPicture } from '../../src/ports/draw-picture.ts';
import { readCatalogue } from '../../src/catalogue/read-catalogue.ts';
import { type FileContents, smallCatalogue } from './small-catalogue.ts';

/** Draws in this process: enough, and quick, for a picture that is known to be harmless. */
export const drawHere: DrawPicture = (svg, size) => Promise.resolve(drawPng(svg, size));

/** The faults of the small catalogue with `changes` made to it, as `code file:line:column: message`. */
export async function faultsOf(changes: FileContents, draw = drawHere): Promise<string[]> {
  const reading = await readCatalogue('cat', { files: smallCatalogue(changes), draw });
  if (reading.ok) return [];
  return reading.faults.map((fault) => `${fault.code} ${formatFault(fault)}`);
}
