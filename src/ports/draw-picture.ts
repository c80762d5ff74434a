/**
 * Draws an SVG as a PNG of `size` pixels wide, in a process of its own: whatever the SVG is, it runs nothing, and a
 * drawing that breaks off is not ours. Rejects with the reason when it cannot. With `text`, words in it are drawn
 * too, in the fonts that come with this service.
 */
export type DrawPicture = (
  svg: Uint8Array,
  size: number,
  options?: { readonly text?: boolean },
) => Promise<Uint8Array>;
