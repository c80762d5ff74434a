import { inLocale, type Locale } from '../domain/localized-text.ts';
import type { PassportSkill, ShowingKind, SkillShowing } from '../domain/passport-skills.ts';

/** The words in the picture, in one language. */
export type SkillsPictureWords = {
  readonly title: string;
  readonly kinds: Readonly<Record<ShowingKind, string>>;
  /** How many skills there was no room for. */
  readonly more: (count: number) => string;
  /** Such as `3×`. */
  readonly times: (count: number) => string;
};

export type SkillsPictureOptions = {
  readonly locale: Locale;
  readonly words: SkillsPictureWords;
  /** The right edge of its time. */
  readonly now: Date;
  /** In units of the picture; text is 14 high, so 360 suits a phone and 640 a message. */
  readonly width?: number;
  readonly most?: number;
  /** The family of the letters; a page leaves it to its style sheet. */
  readonly font?: string;
};

const standardWidth = 360;
const standardMost = 8;
const margin = 12;
const rowHeight = 58;
const legendHeight = 34;
const axisHeight = 26;
const radius = 6;
const yearMs = 365.25 * 24 * 60 * 60 * 1000;

/**
 * A picture of the skills, as SVG: a line for each, with a mark for each time that it was shown, from left to now at
 * the right. A full mark was awarded here, one with a light heart was brought along from elsewhere, an open ring was
 * declared. Its colours stand as attributes and its parts have classes (`awarded`, `imported`, `declared`, `name`,
 * `small`, `line`), so that a page's style sheet may change them; nothing in it needs one.
 */
export function skillsPicture(skills: readonly PassportSkill[], options: SkillsPictureOptions): string {
  const { width = standardWidth, most = standardMost, words, locale, font } = options;
  const shown = skills.slice(0, most);
  const left = skills.length - shown.length;
  const scale = timeScale(shown, options.now, width);
  const bottom = legendHeight + shown.length * rowHeight;
  const height = bottom + axisHeight + (left > 0 ? 22 : 0);
  const rows = shown.map((skill, at) =>
    row(skill, legendHeight + at * rowHeight, { ...options, width }, scale),
  );
  const rest = left > 0 ? [text(margin, height - 8, words.more(left), 'small')] : [];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" class="skills-picture"${font === undefined ? '' : ` font-family="${escaped(font)}"`}>`,
    `<title>${escaped(words.title)}</title>`,
    `<desc>${escaped(description(shown, locale, words))}</desc>`,
    legend(words),
    ...rows,
    axis(scale, bottom),
    ...rest,
    '</svg>',
  ].join('');
}

type Scale = { readonly x: (at: Date) => number; readonly years: readonly number[] };

/** From the first of the year in which something was first shown, two years at least, up to now. */
function timeScale(skills: readonly PassportSkill[], now: Date, width: number): Scale {
  const moments = skills.flatMap(({ showings }) =>
    showings.flatMap(({ at }) => (at === undefined ? [] : [at])),
  );
  const first = Math.min(now.getTime() - 2 * yearMs, ...moments.map((at) => at.getTime()));
  const firstYear = new Date(first).getUTCFullYear();
  const start = Date.UTC(firstYear, 0, 1);
  const span = Math.max(1, now.getTime() - start);
  const room = width - 2 * margin - 2 * radius;
  const x = (at: Date) =>
    round(margin + radius + (room * Math.min(span, Math.max(0, at.getTime() - start))) / span);
  const all = Array.from({ length: now.getUTCFullYear() - firstYear + 1 }, (_, index) => firstYear + index);
  const step = Math.ceil((all.length * 46) / room);
  return { x, years: all.filter((_, index) => index % step === 0) };
}

function row(
  { skill, showings, awarded, imported, declared }: PassportSkill,
  top: number,
  { width, locale, words }: SkillsPictureOptions & { readonly width: number },
  scale: Scale,
): string {
  const count = words.times(awarded + imported + declared);
  const room = width - 2 * margin - 10 - count.length * 8;
  const middle = top + 38;
  return [
    text(margin, top + 19, fitting(inLocale(skill.name, locale), room), 'name'),
    text(width - margin, top + 19, count, 'small', 'end'),
    `<line class="line" x1="${margin}" y1="${middle}" x2="${width - margin}" y2="${middle}" stroke="#b9b2a2" stroke-width="1.5" stroke-linecap="round"/>`,
    ...clusters(showings, scale).map((cluster) => mark(cluster, middle)),
  ].join('');
}

type Cluster = { readonly x: number; readonly kind: ShowingKind; readonly count: number };

/** Marks that would cover one another become one with their number in it; kinds stay apart where they can. */
function clusters(showings: readonly SkillShowing[], scale: Scale): readonly Cluster[] {
  const placed = showings
    .flatMap(({ kind, at }) => (at === undefined ? [] : [{ kind, x: scale.x(at) }]))
    .toSorted((a, b) => a.x - b.x);
  const found: Cluster[] = [];
  for (const { kind, x } of placed) {
    const last = found.at(-1);
    if (last !== undefined && x - last.x < 2 * radius + 3)
      found[found.length - 1] = {
        x: last.x,
        kind: strongest(last.kind, kind),
        count: last.count + 1,
      };
    else found.push({ x, kind, count: 1 });
  }
  return found;
}

function strongest(a: ShowingKind, b: ShowingKind): ShowingKind {
  const order: readonly ShowingKind[] = ['awarded', 'imported', 'declared'];
  return order.find((kind) => kind === a || kind === b) ?? a;
}

function mark({ x, kind, count }: Cluster, y: number): string {
  if (count > 1) {
    const size = radius + 3;
    const number = count > 99 ? '99+' : String(count);
    return (
      circle(x, y, size, kind, kind === 'declared') +
      `<text class="number ${kind}" x="${x}" y="${y + 3.8}" font-size="${number.length > 2 ? 7.5 : 10.5}" font-weight="700" text-anchor="middle" fill="${kind === 'declared' ? '#394555' : '#ffffff'}">${number}</text>`
    );
  }
  const inner =
    kind === 'imported' ? `<circle class="imported heart" cx="${x}" cy="${y}" r="2.4" fill="#ffffff"/>` : '';
  return circle(x, y, radius, kind, kind === 'declared') + inner;
}

const colours = { awarded: '#1d4f8a', imported: '#8a5f14', declared: '#566070' } as const;

function circle(x: number, y: number, size: number, kind: ShowingKind, open: boolean): string {
  const paint = open
    ? `fill="#fffefb" stroke="${colours[kind]}" stroke-width="2.2"`
    : `fill="${colours[kind]}" stroke="#fffefb" stroke-width="1.5"`;
  return `<circle class="mark ${kind}" cx="${x}" cy="${y}" r="${size}" ${paint}/>`;
}

function legend({ kinds }: SkillsPictureWords): string {
  let x = margin + radius;
  const parts: string[] = [];
  for (const kind of ['awarded', 'imported', 'declared'] as const) {
    parts.push(mark({ x, kind, count: 1 }, 14), text(x + 11, 18, kinds[kind], 'small'));
    x = round(x + 30 + widthOf(kinds[kind], 12));
  }
  return parts.join('');
}

function axis({ x, years }: Scale, top: number): string {
  return years
    .map((year) =>
      text(Math.max(margin, x(new Date(Date.UTC(year, 0, 1))) - radius), top + 14, String(year), 'small'),
    )
    .join('');
}

function text(x: number, y: number, words: string, kind: 'name' | 'small', anchor?: 'end'): string {
  const look =
    kind === 'name' ? 'font-size="14" font-weight="650" fill="#14233a"' : 'font-size="12" fill="#566070"';
  return `<text class="${kind}" x="${x}" y="${y}" ${look}${anchor === undefined ? '' : ` text-anchor="${anchor}"`}>${escaped(words)}</text>`;
}

function description(skills: readonly PassportSkill[], locale: Locale, words: SkillsPictureWords): string {
  return skills
    .map(({ skill, awarded, imported, declared }) => {
      const counts = [
        [awarded, words.kinds.awarded],
        [imported, words.kinds.imported],
        [declared, words.kinds.declared],
      ] as const;
      const said = counts
        .filter(([count]) => count > 0)
        .map(([count, kind]) => `${words.times(count)} ${kind}`);
      return `${inLocale(skill.name, locale)}: ${said.join(', ')}`;
    })
    .join('; ');
}

/** About as wide as a text becomes; letters of other scripts are often wider. */
function widthOf(words: string, size: number): number {
  let width = 0;
  for (const letter of words)
    width += /[\p{Script=Han}\p{Emoji_Presentation}]/u.test(letter) ? size : size * 0.56;
  return width;
}

function fitting(words: string, room: number): string {
  if (widthOf(words, 14) <= room) return words;
  const letters = Array.from(new Intl.Segmenter().segment(words), ({ segment }) => segment);
  while (letters.length > 1 && widthOf(`${letters.join('')}…`, 14) > room) letters.pop();
  return `${letters.join('').trimEnd()}…`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

/** For XML 1.0: markup escaped, and control characters that no document may hold left out. */
function escaped(words: string): string {
  return words
    .replaceAll(/(?![\t\n\r])[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
