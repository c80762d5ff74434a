import { drawable, isBundledText, linesOf } from './text-lines.ts';

/** What a link to us looks like elsewhere, in words. */
export type Card = {
  /** A short line above the title, such as `Badge`. */
  readonly kind: string;
  readonly title: string;
  /** Whose it is. */
  readonly by?: string;
  /** A label and a text below, such as who earned it. */
  readonly fact?: { readonly label: string; readonly text: string };
  readonly date?: string;
  /** Set where the badge does not count: shown so that nobody takes it for valid. */
  readonly warning?: string;
  readonly community: string;
  readonly host: string;
};

/** As LinkedIn, Facebook and others ask for it. */
export const cardSize = { width: 1200, height: 627 } as const;

const left = 500;
const colours = {
  paper: '#fbf9f4',
  ink: '#13213a',
  soft: '#4d5a6e',
  blue: '#1d4f8c',
  brass: '#c9962f',
  red: '#9b1c1c',
};

/** The words of a card, for telling whether the fonts that come along will do. */
export function cardNeedsSystemFonts(card: Card): boolean {
  return ![card.title, card.by, card.fact?.text, card.community].every((text) =>
    isBundledText(drawable(text ?? '')),
  );
}

/** The card as a drawing, with the picture in it as PNG. */
export function cardSvg(card: Card, picture: Uint8Array | undefined): string {
  const title = titleLines(drawable(card.title));
  const lines: Line[] = [
    { text: drawable(card.kind).toUpperCase(), size: 24, bold: true, colour: colours.brass },
    ...title.lines.map((text, at) => ({ text, size: title.size, bold: true, gap: at === 0 ? 8 : 0 })),
    ...linesOf(drawable(card.by ?? ''), 22, 2).map((text, at) => ({
      text,
      size: 32,
      colour: colours.soft,
      gap: at === 0 ? 12 : 0,
    })),
    ...(card.fact === undefined ? [] : factLines(card.fact)),
    ...(card.date === undefined ? [] : [{ text: card.date, size: 24, colour: colours.soft, gap: 8 }]),
  ];
  const height = lines.reduce((sum, line) => sum + spaceOf(line), 0);
  // In the middle of what the foot leaves free, where the picture is too.
  let y = Math.max(24, 299 - height / 2);
  const parts = lines.map((line) => {
    y += spaceOf(line);
    return textAt(line.text, y - line.size * 0.2, line.size, line);
  });
  const foot = linesOf(`${drawable(card.community)} · ${card.host}`, 46, 1)[0] ?? '';
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${cardSize.width} ${cardSize.height}" font-family="DejaVu Sans">`,
    `<rect width="${cardSize.width}" height="${cardSize.height}" fill="${colours.paper}"/>`,
    `<rect width="${cardSize.width}" height="14" fill="${card.warning === undefined ? colours.brass : colours.red}"/>`,
    picture === undefined
      ? ''
      : `<image x="60" y="104" width="390" height="390" href="data:image/png;base64,${Buffer.from(picture).toString('base64')}"/>`,
    ...parts,
    card.warning === undefined ? '' : ribbon(drawable(card.warning)),
    textAt(foot, 588, 22, { colour: colours.soft, x: 60 }),
    '</svg>',
  ].join('');
}

type Line = {
  readonly text: string;
  readonly size: number;
  readonly bold?: boolean;
  readonly colour?: string;
  /** Above it. */
  readonly gap?: number;
};

function spaceOf({ size, gap = 0 }: Line): number {
  return size * 1.22 + gap;
}

function factLines({ label, text }: NonNullable<Card['fact']>): readonly Line[] {
  const shown = drawable(text);
  const [whole] = linesOf(shown, 17, 1);
  const fits = whole === shown;
  return [
    { text: drawable(label), size: 22, colour: colours.soft, gap: 20 },
    ...linesOf(shown, fits ? 17 : 24, fits ? 1 : 2).map((line) => ({
      text: line,
      size: fits ? 40 : 28,
      bold: true,
      colour: colours.blue,
    })),
  ];
}

/** As large as it goes in three lines. */
function titleLines(title: string): { readonly lines: readonly string[]; readonly size: number } {
  const width = cardSize.width - left - 50;
  for (const size of [60, 52, 44]) {
    const lines = linesOf(title, width / size, 4);
    if (lines.length <= (size === 60 ? 2 : 3) && !lines.join('').includes('…')) return { lines, size };
  }
  return { lines: linesOf(title, width / 38, 4), size: 38 };
}

function ribbon(text: string): string {
  return `<g transform="rotate(-16 255 300)"><rect x="45" y="262" width="420" height="76" rx="8" fill="${colours.red}"/><text x="255" y="315" font-size="42" font-weight="bold" fill="#fff" text-anchor="middle">${escaped(text)}</text></g>`;
}

function textAt(
  text: string,
  y: number,
  size: number,
  options: Pick<Line, 'bold' | 'colour'> & { readonly x?: number },
): string {
  const { bold = false, colour = colours.ink, x = left } = options;
  const weight = bold ? ' font-weight="bold"' : '';
  return `<text x="${x}" y="${Math.round(y)}" font-size="${size}"${weight} fill="${colour}">${escaped(text)}</text>`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/gu, (sign) => `&#${sign.codePointAt(0)};`);
}
