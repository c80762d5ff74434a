/** Widths in ems of DejaVu Sans Bold, roughly and rather too wide than too narrow: a line must never leave its card. */
function widthOf(character: string): number {
  if (/^\p{M}*$/u.test(character)) return 0;
  if (/[ijlrtfI.,:;'’‘|!()[\]\s-]/u.test(character)) return 0.47;
  if (/[mwMW@%—]/u.test(character)) return 1.12;
  if (/\p{Lu}/u.test(character)) return 0.86;
  if (/\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}/u.test(character))
    return 1.05;
  return 0.74;
}

/** What people take for characters: a letter with its marks is one, and is never cut in two. */
const segmenter = new Intl.Segmenter();
const charactersOf = (text: string) => Array.from(segmenter.segment(text), ({ segment }) => segment);

const textWidth = (text: string) =>
  charactersOf(text).reduce((sum, character) => sum + widthOf(character), 0);

/** Small pictures inside a text: the fonts here do not have them. */
const pictographs =
  /\p{Extended_Pictographic}(?:\p{Emoji_Modifier}|\uFE0F|\u200D)*|\uFE0F|\u200D|\p{Regional_Indicator}/gu;
const legalSigns = new Set(['©', '®', '™']);

/** The text as it can be drawn: on one line, without control characters and emoji. */
export function drawable(text: string): string {
  return text
    .normalize('NFC')
    .replace(pictographs, (sign) => (legalSigns.has(sign) ? sign : ' '))
    .replace(/[\p{Cc}\p{Cs}\p{Co}\u2028\u2029]/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim();
}

/** The text in at most so many lines of at most so many ems; what does not fit ends in an ellipsis. */
export function linesOf(text: string, ems: number, most: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ').flatMap((each) => pieces(each, ems))) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (textWidth(longer) <= ems || line === '') line = longer;
    else {
      lines.push(line);
      line = word;
    }
  }
  if (line !== '') lines.push(line);
  if (lines.length <= most) return lines;
  return [...lines.slice(0, most - 1), cut(lines.slice(most - 1).join(' '), ems)];
}

/** A word that is wider than a line is broken, as scripts without spaces are. */
function pieces(word: string, ems: number): readonly string[] {
  const parts: string[] = [];
  let part = '';
  for (const character of charactersOf(word)) {
    if (part !== '' && textWidth(part + character) > ems) {
      parts.push(part);
      part = '';
    }
    part += character;
  }
  return part === '' ? parts : [...parts, part];
}

function cut(text: string, ems: number): string {
  let kept = '';
  for (const character of charactersOf(text)) {
    if (textWidth(`${kept}${character}…`) > ems) break;
    kept += character;
  }
  return `${kept.trimEnd()}…`;
}

const bundledScripts =
  /^(?:\p{Script=Latin}|\p{Script=Greek}|\p{Script=Cyrillic}|\p{Script=Armenian}|\p{Script=Georgian}|\p{Script=Hebrew}|\p{Script=Arabic}|\p{Script=Common}|\p{Script=Inherited})*$/u;

/** Whether the fonts that come with this service can write it. */
export function isBundledText(text: string): boolean {
  return bundledScripts.test(text);
}
