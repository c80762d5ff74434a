import { findSvgFaults } from '../catalogue/svg-faults.ts';
import type { BadgeReading, BadgeSource, SafeFetch } from '../ports/credential-reader.ts';
import type { DrawPicture } from '../ports/draw-picture.ts';

export type PictureDeps = { readonly draw: DrawPicture; readonly fetch: SafeFetch };

/** Pixels wide: sharp on a phone, small in the database. */
const keptSize = 320;
const mostBytes = 4 * 1024 * 1024;
/** Pixels of a side: what is drawn costs memory by the pixel, whatever the size of the file. */
const mostSide = 4096;

/**
 * The picture of a badge from elsewhere, drawn anew as PNG: nothing of the file itself, neither what it carries nor what
 * it could do, is kept. Undefined when it has none, or none that can be drawn safely; a badge is no worse for that.
 */
export async function importedPicture(
  deps: PictureDeps,
  source: BadgeSource,
  reading: BadgeReading,
): Promise<Uint8Array | undefined> {
  const bytes = await bytesOf(deps, source, reading);
  if (bytes === undefined || bytes.length > mostBytes) return undefined;
  const svg = isPng(bytes) ? aroundPng(bytes) : safeSvg(bytes);
  if (svg === undefined) return undefined;
  try {
    return await deps.draw(svg, keptSize);
  } catch {
    return undefined;
  }
}

async function bytesOf(
  deps: PictureDeps,
  source: BadgeSource,
  reading: BadgeReading,
): Promise<Uint8Array | undefined> {
  if (reading.carrier === 'png' || reading.carrier === 'svg') {
    if (source.kind === 'bytes') return source.bytes;
    if (source.kind === 'text') return new TextEncoder().encode(source.text);
  }
  const image = reading.summary?.image ?? '';
  const [, base64] = /^data:image\/(?:png|svg\+xml);base64,([\w+/=\s]+)$/iu.exec(image) ?? [];
  if (base64 !== undefined) return Buffer.from(base64, 'base64');
  if (!image.startsWith('https:')) return undefined;
  const answer = await deps.fetch(image, 'image/png, image/svg+xml;q=0.9');
  return answer.ok ? answer.bytes : undefined;
}

/** PNG §5.2, §11.2.2: the signature, and IHDR as the first chunk. */
function isPng(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(0, 8)).equals(
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
  );
}

/** The PNG as the only thing in a square drawing; undefined when it would take too much to decode. */
function aroundPng(bytes: Uint8Array): Uint8Array | undefined {
  if (bytes.length < 33) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [width, height] = [view.getUint32(16), view.getUint32(20)];
  if (width < 1 || height < 1 || width > mostSide || height > mostSide) return undefined;
  const data = Buffer.from(bytes).toString('base64');
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100"><image width="100" height="100" href="data:image/png;base64,${data}"/></svg>`,
  );
}

/** A drawing that passes what our own badges' drawings must pass: no script, no text, nothing that is fetched. */
function safeSvg(bytes: Uint8Array): Uint8Array | undefined {
  const text = Buffer.from(bytes).toString('utf8');
  return findSvgFaults(text).length === 0 ? bytes : undefined;
}
