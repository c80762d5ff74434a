import { createRequire } from 'node:module';
import PdfDocument from 'pdfkit';
import { encode } from 'uqr';
import { inLocale, type Locale } from '../../domain/localized-text.ts';
import type { Passport } from '../../domain/passport.ts';
import { skillsPictureWords } from '../../i18n/skills-picture-messages.ts';
import { meWords } from '../../i18n/web-me-messages.ts';
import { shareWords } from '../../i18n/web-shared-passport-messages.ts';
import { layOutSkills, type SkillsShape } from '../../use-cases/lay-out-skills.ts';
import { webAddress } from '../web-address.ts';
import { standingChips, whenOf } from './entry-view.tsx';
import { asShown, entriesOf, type PassportEntry } from './passport-entry.ts';

/** Letters of Latin, Greek, Cyrillic, Armenian and Georgian, in the file itself, so that it looks the same anywhere. */
const { resolve } = createRequire(import.meta.url);
const fonts = {
  plain: resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf'),
  bold: resolve('dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf'),
} as const;

/** Scripts that these letters lack, or that would stand in the wrong order. */
const notPrinted =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Tamil}\p{Script=Thai}\p{Script=Ethiopic}\p{Script=Arabic}\p{Script=Hebrew}\p{Emoji_Presentation}]/u;

const page = { width: 595.28, height: 841.89, margin: 48 } as const;
const room = page.width - 2 * page.margin;
const ink = {
  title: '#14233a',
  text: '#222b38',
  muted: '#566070',
  edge: '#ddd6c6',
  link: '#1d4f8a',
} as const;
const pictureSize = 44;
const codeSize = 62;
const indent = pictureSize + 14;

export type PassportPdf = {
  readonly passport: Passport;
  readonly locale: Locale;
  readonly now: Date;
  /** Without a slash at its end. */
  readonly publicUrl: string;
  /** Where the latest of it is, when it is shared. */
  readonly address?: string;
  /** The picture of an entry as PNG. */
  readonly pictureOf: (entry: PassportEntry) => Promise<Uint8Array | undefined>;
};

/**
 * A passport as PDF on A4: each badge with the address at which it is checked, as link and as QR code. What a script
 * that is not in its letters says is left to the page, and the file says so.
 */
export async function passportPdf(given: PassportPdf): Promise<Uint8Array> {
  const { passport, locale, now, address } = given;
  const words = shareWords(locale);
  const { name } = passport.person;
  const title = name === undefined ? words.sharedUnnamed : words.sharedTitle(name);
  const doc = new PdfDocument({
    size: 'A4',
    margin: page.margin,
    bufferPages: true,
    lang: locale,
    displayTitle: true,
    pdfVersion: '1.7',
    info: { Title: title, Creator: 'Speldje', CreationDate: now, ModDate: now },
    font: fonts.plain,
  });
  const parts: Buffer[] = [];
  const ended = new Promise<Uint8Array>((done, failed) => {
    doc.on('data', (part: Buffer) => parts.push(part));
    doc.on('end', () => done(Buffer.concat(parts)));
    doc.on('error', failed);
  });
  doc.registerFont('plain', fonts.plain).registerFont('bold', fonts.bold);

  const entries = entriesOf(passport, locale, now).toSorted(asShown);
  header(doc, given, title);
  if (passport.skills.length > 0) skills(doc, given);
  for (const entry of entries) {
    const picture = await given.pictureOf(entry);
    entryBlock(doc, given, entry, picture);
  }
  legend(doc, given);
  if (
    entries.some((entry) => notPrinted.test(`${entry.title}${entry.by}${bodyOf(entry)}`)) ||
    notPrinted.test(title)
  )
    small(doc, words.pdfNotPrinted);
  footers(doc, words.pdfPage, address === undefined ? undefined : `${words.pdfOnline} ${address}`);
  doc.end();
  return ended;
}

type Doc = PDFKit.PDFDocument;

function header(doc: Doc, { passport, locale, now, address }: PassportPdf, title: string): void {
  const words = shareWords(locale);
  const { awards, experiences, imported, skills: all } = passport;
  const width = address === undefined ? room : room - codeSize - 16;
  if (address !== undefined) qrCode(doc, address, page.width - page.margin - codeSize, page.margin);
  doc.font('bold').fontSize(20).fillColor(ink.title).text(title, page.margin, page.margin, { width });
  doc
    .font('plain')
    .fontSize(10.5)
    .fillColor(ink.text)
    .text(meWords(locale).counts(awards.length + imported.length, experiences.length, all.length), { width });
  small(doc, words.pdfMade(now), width);
  doc.y = Math.max(doc.y + 8, address === undefined ? 0 : page.margin + codeSize + 10);
}

function skills(doc: Doc, { passport, locale, now }: PassportPdf): void {
  heading(doc, meWords(locale).skills);
  const layout = layOutSkills(passport.skills, {
    locale,
    now,
    words: skillsPictureWords(locale),
    width: 520,
  });
  const scale = room / layout.width;
  const top = doc.y;
  doc.save().translate(page.margin, doc.y).scale(scale);
  for (const shape of layout.shapes) drawShape(doc, shape);
  doc.restore();
  doc.x = page.margin;
  // Texts moved it by what they are high without the scale.
  doc.y = top + layout.height * scale + 10;
}

function drawShape(doc: Doc, shape: SkillsShape): void {
  switch (shape.shape) {
    case 'line':
      doc
        .moveTo(shape.x1, shape.y)
        .lineTo(shape.x2, shape.y)
        .lineWidth(shape.strokeWidth)
        .stroke(shape.stroke);
      return;
    case 'circle': {
      const { x, y, r, fill, stroke, strokeWidth = 1 } = shape;
      const circle = doc.circle(x, y, r);
      if (stroke === undefined) circle.fill(fill);
      else circle.lineWidth(strokeWidth).fillAndStroke(fill, stroke);
      return;
    }
    case 'text': {
      const { x, y, size, bold, fill, anchor, words } = shape;
      doc
        .font(bold ? 'bold' : 'plain')
        .fontSize(size * 0.92)
        .fillColor(fill);
      const width = doc.widthOfString(words);
      const left = anchor === 'start' ? x : anchor === 'end' ? x - width : x - width / 2;
      doc.text(words, left, y - size * 0.86, { lineBreak: false });
    }
  }
}

function entryBlock(
  doc: Doc,
  given: PassportPdf,
  entry: PassportEntry,
  picture: Uint8Array | undefined,
): void {
  const { locale } = given;
  const words = meWords(locale);
  const address = addressOf(given, entry);
  const width = room - indent - (address === undefined ? 0 : codeSize + 14);
  const body = bodyOf(entry);
  const chips = [words.provenance[entry.provenance], ...standingChips(entry, words)].join(' · ');
  const about = [entry.by, whenOf(entry, locale)].filter((part) => part !== '').join(' · ');
  const named = entry.skills.map((skill) => inLocale(skill.name, locale)).join(' · ');
  const lines: readonly (readonly [font: 'plain' | 'bold', size: number, colour: string, text: string])[] = [
    ['bold', 11.5, ink.title, entry.title],
    ['plain', 9.5, ink.muted, about],
    ['plain', 8.5, ink.link, chips],
    ['plain', 9.5, ink.text, body],
    ['plain', 9, ink.muted, named],
  ];
  const said = lines.filter(([, , , text]) => text !== '');
  const height = said.reduce(
    (sum, [font, size, , text]) => sum + doc.font(font).fontSize(size).heightOfString(text, { width }) + 2,
    0,
  );
  const least =
    Math.max(height + (address === undefined ? 0 : 12), address === undefined ? pictureSize : codeSize) + 16;
  // What fits on one page is not cut in two.
  if (doc.y + Math.min(least, page.height / 2) > page.height - page.margin - 24) doc.addPage();
  const top = doc.y + 8;
  const first = doc.bufferedPageRange().count;
  doc
    .moveTo(page.margin, doc.y)
    .lineTo(page.width - page.margin, doc.y)
    .lineWidth(0.7)
    .stroke(ink.edge);
  if (picture !== undefined) drawPicture(doc, picture, top);
  if (address !== undefined) qrCode(doc, address, page.width - page.margin - codeSize, top);
  doc.x = page.margin + indent;
  doc.y = top;
  for (const [font, size, colour, text] of said) {
    doc
      .font(font)
      .fontSize(size)
      .fillColor(colour)
      .text(text, page.margin + indent, doc.y, { width });
    doc.y += 2;
  }
  if (address !== undefined) {
    const { pdfCheck } = shareWords(locale);
    doc
      .font('plain')
      .fontSize(8)
      .fillColor(ink.link)
      .text(`${pdfCheck} ${address}`, page.margin + indent, doc.y, { width, link: address });
  }
  const sameColumn = doc.bufferedPageRange().count === first;
  const tallest = address === undefined ? pictureSize : codeSize;
  doc.x = page.margin;
  doc.y = (sameColumn ? Math.max(doc.y, top + tallest) : doc.y) + 8;
}

function drawPicture(doc: Doc, picture: Uint8Array, top: number): void {
  try {
    doc.image(Buffer.from(picture), page.margin, top, { fit: [pictureSize, pictureSize] });
  } catch {
    // A picture that this format does not take: the entry stands without it.
  }
}

function addressOf({ publicUrl }: PassportPdf, entry: PassportEntry): string | undefined {
  if (entry.kind === 'award') return `${publicUrl}/awards/${entry.award.id}`;
  return entry.kind === 'import'
    ? webAddress(entry.imported.sourceUrl ?? entry.imported.summary.id)
    : undefined;
}

function bodyOf(entry: PassportEntry): string {
  if (entry.kind === 'award') return entry.award.reason ?? '';
  return (entry.kind === 'import' ? entry.imported.summary.description : entry.experience.description) ?? '';
}

function qrCode(doc: Doc, text: string, x: number, y: number): void {
  const { data, size } = encode(text, { ecc: 'M', border: 2 });
  const module = codeSize / size;
  doc.save().rect(x, y, codeSize, codeSize).fill('#ffffff');
  for (const [row, cells] of data.entries())
    for (const [column, dark] of cells.entries())
      if (dark) doc.rect(x + column * module, y + row * module, module + 0.05, module + 0.05);
  doc.fill('#000000').restore();
  doc.link(x, y, codeSize, codeSize, text);
}

function heading(doc: Doc, text: string): void {
  doc.font('bold').fontSize(13).fillColor(ink.title).text(text, page.margin, doc.y, { width: room });
  doc.y += 4;
}

function small(doc: Doc, text: string, width: number = room): void {
  doc.font('plain').fontSize(9).fillColor(ink.muted).text(text, page.margin, doc.y, { width });
}

function legend(doc: Doc, { passport, locale }: PassportPdf): void {
  const words = shareWords(locale);
  if (doc.y > page.height - page.margin - 90) doc.addPage();
  doc.y += 6;
  const lines = [
    passport.awards.length === 0 ? '' : words.legendAwarded,
    passport.imported.length === 0 ? '' : words.legendImported,
    passport.experiences.length === 0 ? '' : words.legendDeclared,
  ];
  for (const line of lines) if (line !== '') small(doc, line);
}

function footers(
  doc: Doc,
  numbered: (page: number, pages: number) => string,
  online: string | undefined,
): void {
  const { count } = doc.bufferedPageRange();
  for (let at = 0; at < count; at++) {
    doc.switchToPage(at);
    // Below the margin, where a text would otherwise begin another page.
    doc.page.margins.bottom = 0;
    const y = page.height - page.margin + 12;
    doc.font('plain').fontSize(8).fillColor(ink.muted);
    const number = numbered(at + 1, count);
    doc.text(number, page.width - page.margin - doc.widthOfString(number), y, { lineBreak: false });
    if (online !== undefined) doc.fontSize(7).text(online, page.margin, y + 1, { lineBreak: false });
  }
}
