/** A piece of Teams text: plain text, a mention tag with the name it shows, or a link. */
export type HtmlPiece =
  | { kind: 'text'; text: string }
  | { kind: 'at'; name: string }
  | { kind: 'link'; url: string; label?: string };

/**
 * The text that Teams' HTML leftovers show: formatting tags gone, blocks and `<br>` new lines, character
 * references read, `\r\n` one new line, U+00A0 a space. `<at>` and `<a href>` come as pieces of their own.
 * Anything else between angle brackets is what somebody typed. Linear time.
 */
export function htmlText(html: string): HtmlPiece[] {
  const bare = html
    .replace(/\r\n?/gu, '\n')
    .replace(/<\/?(?:p|div|br|li|ul|ol|tr|table|blockquote|pre|h[1-6])(?:[\s/][^<>]*)?>/giu, '\n')
    .replace(FORMATTING, '');
  const pieces: HtmlPiece[] = [];
  let at = 0;
  for (const match of bare.matchAll(/<(at|a)(\s[^<>]*)?>([^<>]*)<\/\1>/giu)) {
    addText(pieces, bare.slice(at, match.index));
    at = match.index + match[0].length;
    const shown = plain(match[3] ?? '')
      .replace(/\s+/gu, ' ')
      .trim();
    if (match[1]?.toLowerCase() === 'at') pieces.push({ kind: 'at', name: shown });
    else pieces.push(linkPiece(match[2] ?? '', shown));
  }
  addText(pieces, bare.slice(at));
  return pieces;
}

const FORMATTING =
  /<\/?(?:span|b|strong|i|em|u|s|del|strike|code|font|img|emoji|attachment|readonly|systemEventMessage|td|th|tbody|thead|hr)(?:[\s/][^<>]*)?>/giu;

function linkPiece(attributes: string, shown: string): HtmlPiece {
  const href = /\shref\s*=\s*(?:"([^"]*)"|'([^']*)')/iu.exec(attributes);
  const url = plain(href?.[1] ?? href?.[2] ?? '');
  if (url === '') return { kind: 'text', text: shown };
  return shown === '' ? { kind: 'link', url } : { kind: 'link', url, label: shown };
}

function addText(pieces: HtmlPiece[], html: string): void {
  // A tag that is never closed, or closed without having been opened.
  const text = plain(html.replace(/<\/?(?:at|a)(?:\s[^<>]*)?>/giu, ''));
  if (text !== '') pieces.push({ kind: 'text', text });
}

const REFERENCES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
};

function plain(text: string): string {
  return text
    .replace(
      /&(?:(amp|lt|gt|quot|apos|nbsp)|#(\d{1,7})|#x([0-9a-f]{1,6}));/giu,
      (whole, name, decimal, hex) => {
        if (typeof name === 'string') return REFERENCES[name.toLowerCase()] ?? whole;
        const code = typeof decimal === 'string' ? Number(decimal) : Number.parseInt(String(hex), 16);
        return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
      },
    )
    .replace(/\u00a0/gu, ' ');
}
