/**
 * Text folded for comparison, never for showing: compatibility forms unified (full-width letters,
 * ligatures), lower case, diacritics removed, every dash a hyphen, curly quotes straight, non-breaking
 * spaces plain, zero-width and direction marks and control characters gone, `*bold*`, `_it_`, `~` and
 * backtick marks gone, white space collapsed, trailing punctuation dropped. Idempotent; never throws.
 */
export function foldText(text: string): string {
  const plain = text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\u0300-\u036f\ufe00-\ufe0f]/gu, '')
    .replace(/[øłđðþæœßı]/gu, (letter) => LETTERS_WITHOUT_DECOMPOSITION[letter] ?? letter)
    .replace(/\s+/gu, ' ')
    .replace(/[\p{Cf}\p{Cc}\p{Cs}*~`]/gu, '')
    .replace(/[\p{Pd}\u2212\u2043\u02d7]/gu, '-')
    .replace(/[‘’‚‛′´]/gu, "'")
    .replace(/[“”„‟«»″]/gu, '"')
    .replace(/(?<![^\s-])_+|_+(?![^\s_.,;:!?-])/gu, '')
    .replace(/ +/gu, ' ')
    .normalize('NFC');
  return trimEndWhere(plain, /[\s.,;:!?…]/u).trimStart();
}

/**
 * {@link foldText} for a single word: also without whatever surrounds its letters and digits (a trailing
 * `+` or `#` stays: C++ and C# are not the same). Empty when the word has neither letter nor digit.
 */
export function foldWord(word: string): string {
  const folded = foldText(word).replace(/^[^\p{L}\p{N}]+/u, '');
  return trimEndWhere(folded, /[^\p{L}\p{N}+#]/u);
}

/**
 * The letters and digits of a folded text without the separators between them, so that
 * `adviseur-lerende-regio`, `adviseur lerende regio` and `AdviseurLerendeRegio` are one key.
 */
export function joinedKey(text: string): string {
  return foldText(text).replace(/[^\p{L}\p{N}+#]+/gu, '');
}

/** The text without the characters at its end that match `pattern` (one character, `u` flag). */
export function trimEndWhere(text: string, pattern: RegExp): string {
  // A loop, because /x+$/ takes quadratic time on long runs that are not at the end.
  let end = text.length;
  while (end > 0) {
    const width = isLowSurrogate(text, end - 1) && isHighSurrogate(text, end - 2) ? 2 : 1;
    if (!pattern.test(text.slice(end - width, end))) break;
    end -= width;
  }
  return text.slice(0, end);
}

const LETTERS_WITHOUT_DECOMPOSITION: Readonly<Record<string, string>> = {
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  æ: 'ae',
  œ: 'oe',
  ß: 'ss',
  ı: 'i',
};

function isHighSurrogate(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return unit >= 0xd800 && unit <= 0xdbff;
}

function isLowSurrogate(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return unit >= 0xdc00 && unit <= 0xdfff;
}
