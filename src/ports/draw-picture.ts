/**
 * With which fonts words are drawn: `bundled` come with this service and write the alphabets from Latin to Arabic;
 * `system` takes those of the machine too, for all other scripts, and is slower.
 */
export type DrawnFonts = 'bundled' | 'system';

/**
 * Draws an SVG as a PNG of `size` pixels wide, in a process of its own: a drawing that breaks off is not ours. Without
 * `fonts`, words in it are not drawn. Rejects with the reason when it cannot.
 */
export type DrawPicture = (
  svg: Uint8Array,
  size: number,
  options?: { readonly fonts?: DrawnFonts },
) => Promise<Uint8Array>;
