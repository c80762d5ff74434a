/**
 * A text as it may be signed: trimmed, lines ended by a line feed, a tab as a space, no other control characters and no
 * half of a surrogate pair. The two generations of RDF canonicalisation write just these letters differently
 * (URDNA2015 as they are, RDFC-1.0 §5 escaped), so that a signature over them holds with one verifier and fails with
 * another.
 */
export function signedText(text: string): string {
  return (
    text
      .replace(/\r\n?/gu, '\n')
      .replaceAll('\t', ' ')
      // eslint-disable-next-line no-control-regex -- these are what is taken out
      .replace(/[\u0000-\u0009\u000b-\u001f\u007f]|\p{Cs}/gu, '')
      .trim()
  );
}

function byCodePoint(one: string, other: string): number {
  return Buffer.compare(Buffer.from(one), Buffer.from(other));
}

/**
 * Texts that stand beside one another, each once, none empty. RDFC-1.0 puts them in the order of code points, some
 * verifiers in that of UTF-16 units, which differs where an emoji meets a letter from U+E000 on. Texts that would be
 * ordered in two ways are signed as one, between commas, which is how schema.org writes keywords too.
 */
export function signedTexts(texts: readonly string[]): readonly string[] {
  const clean = [...new Set(texts.map(signedText))].filter((text) => text !== '');
  const units = clean.toSorted();
  const points = clean.toSorted(byCodePoint);
  return units.every((text, at) => text === points[at]) ? clean : [clean.join(', ')];
}
