import { inLocale, type Locale } from '../domain/localized-text.ts';
import {
  showingKinds,
  type PassportSkill,
  type ShowingKind,
  type SkillShowing,
} from '../domain/passport-skills.ts';

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
  /** A colour behind it all, for where nobody knows on what it will lie. */
  readonly background?: string;
};

const standardWidth = 360;
const standardMost = 8;
const margin = 12;
const rowHeight = 58;
const legendHeight = 34;
const axisHeight = 26;
const radius = 6;
const yearMs = 365.25 * 24 * 60 * 60 * 1000;

/** A part of the picture; its role and kind are its classes. */
export type SkillsShape =
  | {
      readonly shape: 'circle';
      readonly role: 'mark' | 'heart';
      readonly of: ShowingKind;
      readonly x: number;
      readonly y: number;
      readonly r: number;
      readonly fill: string;
      readonly stroke?: string;
      readonly strokeWidth?: number;
    }
  | {
      readonly shape: 'line';
      readonly role: 'line';
      readonly x1: number;
      readonly x2: number;
      readonly y: number;
      readonly stroke: string;
      readonly strokeWidth: number;
    }
  | {
      readonly shape: 'text';
      readonly role: 'name' | 'small' | 'number';
      readonly of?: ShowingKind;
      readonly x: number;
      /** Of the line that letters stand on. */
      readonly y: number;
      readonly size: number;
      readonly bold: boolean;
      readonly fill: string;
      readonly anchor: 'start' | 'middle' | 'end';
      readonly words: string;
    };

export type SkillsLayout = {
  readonly width: number;
  readonly height: number;
  readonly shapes: readonly SkillsShape[];
  /** The same in words. */
  readonly description: string;
};

/** Where everything in the picture stands, for whatever draws it. */
export function layOutSkills(skills: readonly PassportSkill[], options: SkillsPictureOptions): SkillsLayout {
  const { width = standardWidth, most = standardMost, words, locale } = options;
  const shown = skills.slice(0, most);
  const left = skills.length - shown.length;
  const scale = timeScale(shown, options.now, width);
  const bottom = legendHeight + shown.length * rowHeight;
  const height = bottom + axisHeight + (left > 0 ? 22 : 0);
  return {
    width,
    height,
    shapes: [
      ...legend(words),
      ...shown.flatMap((skill, at) =>
        row(skill, legendHeight + at * rowHeight, { ...options, width }, scale),
      ),
      ...axis(scale, bottom),
      ...(left > 0 ? [text(margin, height - 8, words.more(left), 'small')] : []),
    ],
    description: description(shown, locale, words),
  };
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
): readonly SkillsShape[] {
  const count = words.times(awarded + imported + declared);
  const room = width - 2 * margin - 10 - count.length * 8;
  const middle = top + 38;
  return [
    text(margin, top + 19, fitting(inLocale(skill.name, locale), room), 'name'),
    text(width - margin, top + 19, count, 'small', 'end'),
    {
      shape: 'line',
      role: 'line',
      x1: margin,
      x2: width - margin,
      y: middle,
      stroke: '#b9b2a2',
      strokeWidth: 1.5,
    },
    ...clusters(showings, scale).flatMap((cluster) => mark(cluster, middle)),
  ];
}

type Cluster = { readonly x: number; readonly kind: ShowingKind; readonly count: number };

/** Marks that would cover one another become one with their number in it, of the kind that says most. */
function clusters(showings: readonly SkillShowing[], scale: Scale): readonly Cluster[] {
  const placed = showings
    .flatMap(({ kind, at }) => (at === undefined ? [] : [{ kind, x: scale.x(at) }]))
    .toSorted((a, b) => a.x - b.x);
  const found: Cluster[] = [];
  for (const { kind, x } of placed) {
    const last = found.at(-1);
    if (last !== undefined && x - last.x < 2 * radius + 3)
      found[found.length - 1] = { x: last.x, kind: strongest(last.kind, kind), count: last.count + 1 };
    else found.push({ x, kind, count: 1 });
  }
  return found;
}

function strongest(a: ShowingKind, b: ShowingKind): ShowingKind {
  return showingKinds.find((kind) => kind === a || kind === b) ?? a;
}

const paper = '#fffefb';
const colours = { awarded: '#1d4f8a', imported: '#8a5f14', declared: '#566070' } as const;

function mark({ x, kind, count }: Cluster, y: number): readonly SkillsShape[] {
  const open = kind === 'declared';
  const circle: SkillsShape = {
    shape: 'circle',
    role: 'mark',
    of: kind,
    x,
    y,
    r: count > 1 ? radius + 3 : radius,
    ...(open
      ? { fill: paper, stroke: colours[kind], strokeWidth: 2.2 }
      : { fill: colours[kind], stroke: paper, strokeWidth: 1.5 }),
  };
  if (count > 1) {
    const words = count > 99 ? '99+' : String(count);
    return [
      circle,
      {
        shape: 'text',
        role: 'number',
        of: kind,
        x,
        y: y + 3.8,
        size: words.length > 2 ? 7.5 : 10.5,
        bold: true,
        fill: open ? '#394555' : '#ffffff',
        anchor: 'middle',
        words,
      },
    ];
  }
  const heart: SkillsShape = { shape: 'circle', role: 'heart', of: kind, x, y, r: 2.4, fill: '#ffffff' };
  return kind === 'imported' ? [circle, heart] : [circle];
}

function legend({ kinds }: SkillsPictureWords): readonly SkillsShape[] {
  let x = margin + radius;
  const parts: SkillsShape[] = [];
  for (const kind of showingKinds) {
    parts.push(...mark({ x, kind, count: 1 }, 14), text(x + 11, 18, kinds[kind], 'small'));
    x = round(x + 30 + widthOf(kinds[kind], 12));
  }
  return parts;
}

function axis({ x, years }: Scale, top: number): readonly SkillsShape[] {
  return years.map((year) =>
    text(Math.max(margin, x(new Date(Date.UTC(year, 0, 1))) - radius), top + 14, String(year), 'small'),
  );
}

function text(
  x: number,
  y: number,
  words: string,
  role: 'name' | 'small',
  anchor: 'start' | 'end' = 'start',
): SkillsShape {
  const look =
    role === 'name' ? { size: 14, bold: true, fill: '#14233a' } : { size: 12, bold: false, fill: '#566070' };
  return { shape: 'text', role, x, y, ...look, anchor, words };
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
