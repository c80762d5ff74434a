/** A text as it is compared: without regard to case, diacritics and what stands between words. */
export function foldText(text: string): string {
  return withoutMarks(text)
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** Without regard to case and diacritics; everything else stays. */
export function withoutMarks(text: string): string {
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
}
