import { CsvError, parse } from 'csv-parse';
import { Readable } from 'node:stream';
import { z } from 'zod';
import { locales, type Locale, type LocalizedText } from '../domain/localized-text.ts';
import type { FrameworkSkill, LocalizedWords } from '../domain/skill.ts';
import type { FaultInFile } from './catalogue-fault.ts';
import { parseUrl } from '../domain/parse-url.ts';

export type SkillsCsvOptions = {
  /** `esco`, `competentnl`, or the framework's own short name. */
  readonly framework: string;
  /** The language of ESCO's own files, which are published one a language. */
  readonly locale?: Locale;
};

/** A skill, or a fault, with the line on which its record begins (from 1). */
export type SkillsCsvRow =
  | { readonly ok: true; readonly line: number; readonly skill: FrameworkSkill }
  | { readonly ok: false; readonly fault: FaultInFile };

const longest = { name: 300, description: 5000, code: 100, url: 500 } as const;
const mostNames = 200;
/** A quote that is never closed would take in the rest of the file. */
const largestRecord = 200_000;

/**
 * Reads skills from CSV, record by record: never more than one in memory. Two forms are known by their columns: our own
 * (`url`, `code`, `name_nl`, `name_en`, `alt_nl`, `alt_en`, `description_nl`, `description_en`; other names parted by `|`),
 * and what ESCO publishes (`conceptUri`, `preferredLabel`, `altLabels`, `description`), one file a language. Parted by commas
 * or semicolons, UTF-8. Goes on after a faulty record, and stops where the file is no CSV any more.
 */
export async function* readSkillsCsv(
  bytes: AsyncIterable<Uint8Array>,
  options: SkillsCsvOptions,
): AsyncGenerator<SkillsCsvRow> {
  const place = { line: 1 };
  let form: Form | undefined;
  const seen = new Map<string, number>();
  try {
    for await (const { record, line } of records(decoded(bytes, place), place)) {
      if (form === undefined) {
        const read = formOf(record, options);
        for (const message of read.faults) yield fault('unknown-column', line, message);
        if (read.form === undefined) return;
        ({ form } = read);
        continue;
      }
      const read = form(record, options.framework);
      if (read === 'obsolete') continue;
      const problem = typeof read === 'string' ? read : problemOf(read, options.framework);
      if (problem !== undefined || typeof read === 'string') {
        yield fault('wrong-value', line, problem ?? '');
        continue;
      }
      const earlier = seen.get(read.url);
      if (earlier !== undefined) {
        yield fault('duplicate-skill', line, `the skill ${read.url} stands on line ${earlier} already`);
        continue;
      }
      seen.set(read.url, line);
      yield { ok: true, line, skill: read };
    }
  } catch (error) {
    if (error instanceof NotUtf8) {
      yield fault('not-utf8', place.line, 'the file is not UTF-8 here; save it as CSV UTF-8');
      return;
    }
    if (!(error instanceof CsvError)) throw error;
    yield fault(
      'not-csv',
      placed.safeParse(error).data?.lines ?? place.line,
      `this is no CSV from here on: ${error.message}`,
    );
    return;
  }
  if (form === undefined) yield fault('not-csv', 1, 'the file is empty; its first line names the columns');
}

/** How far the parser had come. */
const placed = z.object({ lines: z.number() });

class NotUtf8 extends Error {}

function fault(code: FaultInFile['code'], line: number, message: string): SkillsCsvRow {
  return { ok: false, fault: { code, line, column: 1, message } };
}

async function* decoded(bytes: AsyncIterable<Uint8Array>, place: { line: number }): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let line = 1;
  const text = (chunk?: Uint8Array) => {
    try {
      return decoder.decode(chunk, { stream: chunk !== undefined });
    } catch (error) {
      place.line = line;
      throw new NotUtf8('not UTF-8', { cause: error });
    }
  };
  for await (const chunk of bytes) {
    const part = text(chunk);
    line += part.split('\n').length - 1;
    yield part;
  }
  yield text();
}

/** The records with the lines on which they begin; `place` follows. */
async function* records(
  parts: AsyncIterable<string>,
  place: { line: number },
): AsyncGenerator<{ readonly record: readonly string[]; readonly line: number }> {
  const { head, rest } = await headOf(parts);
  const parser = parse({
    bom: true,
    delimiter: (head.match(/;/gu)?.length ?? 0) > (head.match(/,/gu)?.length ?? 0) ? ';' : ',',
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: largestRecord,
    trim: true,
  });
  const source = Readable.from(rest);
  source.once('error', (error) => parser.destroy(error));
  source.pipe(parser);
  let ended = 0;
  try {
    for await (const read of parser as AsyncIterable<{
      readonly record: readonly string[];
      readonly info: { readonly lines: number };
    }>) {
      const { record, info } = read;
      const line = Math.max(ended + 1, info.lines - (record.join('').split('\n').length - 1));
      ended = info.lines;
      place.line = line;
      yield { record, line };
      place.line = ended + 1;
    }
  } finally {
    source.destroy();
    parser.destroy();
  }
}

/** The first line, by which is seen how columns are parted, and everything with it. */
async function headOf(
  parts: AsyncIterable<string>,
): Promise<{ readonly head: string; readonly rest: AsyncGenerator<string> }> {
  const iterator = parts[Symbol.asyncIterator]();
  let begun = '';
  let ended = false;
  while (!ended && !begun.includes('\n') && begun.length < largestRecord) {
    const next = await iterator.next();
    if (next.done === true) ended = true;
    else begun += next.value;
  }
  async function* rest(): AsyncGenerator<string> {
    yield begun;
    if (ended) return;
    for (;;) {
      const next = await iterator.next();
      if (next.done === true) return;
      yield next.value;
    }
  }
  return { head: begun.split('\n')[0] ?? '', rest: rest() };
}

/** Reads one record; the words of what is wrong with it instead, or that the framework gave the skill up. */
type Form = (record: readonly string[], framework: string) => FrameworkSkill | string;

const ownColumns = [
  'url',
  'code',
  'name_nl',
  'name_en',
  'alt_nl',
  'alt_en',
  'description_nl',
  'description_en',
] as const;

function formOf(
  columns: readonly string[],
  options: SkillsCsvOptions,
): { readonly form?: Form; readonly faults: readonly string[] } {
  const at = new Map(columns.map((name, index) => [name.trim().toLowerCase(), index]));
  if (at.has('concepturi') && at.has('preferredlabel')) {
    const { locale } = options;
    if (locale !== undefined) return { form: escoForm(at, locale), faults: [] };
    return {
      faults: ['this is a file of ESCO, which is in one language; say which with --lang nl or --lang en'],
    };
  }
  const unknown = columns.filter((name) => !ownColumns.some((known) => known === name.trim().toLowerCase()));
  const faults = [
    ...unknown.map((name) => `unknown column ${name}; known are ${ownColumns.join(', ')}`),
    ...(at.has('url') ? [] : ['there is no column url']),
    ...(at.has('name_nl') || at.has('name_en') ? [] : ['there is no column name_nl or name_en']),
  ];
  return faults.length === 0 ? { form: ownForm(at), faults } : { faults };
}

function ownForm(at: ReadonlyMap<string, number>): Form {
  return (record, framework) => {
    const cell = (name: (typeof ownColumns)[number]) => oneLine(record[at.get(name) ?? -1] ?? '');
    const spoken = locales.filter((locale) => cell(`name_${locale}`) !== '');
    const name = inLocales(locales, (locale) => cell(`name_${locale}`));
    const description = inLocales(locales, (locale) => cell(`description_${locale}`));
    const alt: LocalizedWords = Object.fromEntries(
      spoken.map((locale) => [locale, namesIn(record[at.get(`alt_${locale}`) ?? -1] ?? '', /\|/u)]),
    );
    return skillFrom({ framework, url: cell('url'), code: cell('code'), name, alt, description });
  };
}

/** ESCO's own columns, as in `skills_en.csv` and the files of its collections; other names by lines or by ` | `. */
function escoForm(at: ReadonlyMap<string, number>, locale: Locale): Form {
  return (record, framework) => {
    const cell = (name: string) => record[at.get(name) ?? -1] ?? '';
    if (/^(?:obsolete|deprecated)$/iu.test(cell('status').trim())) return 'obsolete';
    return skillFrom({
      framework,
      url: oneLine(cell('concepturi')),
      code: oneLine(cell('code')),
      name: inLocales([locale], () => oneLine(cell('preferredlabel'))),
      alt: { [locale]: namesIn(cell('altlabels'), /\n| \| /u) },
      description: inLocales([locale], () => oneLine(cell('description'))),
    });
  };
}

function skillFrom(read: {
  readonly framework: string;
  readonly url: string;
  readonly code: string;
  readonly name: LocalizedText;
  readonly alt: LocalizedWords;
  readonly description: LocalizedText;
}): FrameworkSkill {
  const { code, description, ...rest } = read;
  return {
    ...rest,
    ...(code === '' ? {} : { code }),
    ...(Object.keys(description).length === 0 ? {} : { description }),
  };
}

function inLocales(spoken: readonly Locale[], text: (locale: Locale) => string): LocalizedText {
  return Object.fromEntries(
    spoken.flatMap((locale) => {
      const found = text(locale);
      return found === '' ? [] : [[locale, found]];
    }),
  );
}

function oneLine(cell: string): string {
  return cell
    .normalize('NFC')
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .trim();
}

function namesIn(cell: string, between: RegExp): readonly string[] {
  const names = cell.split(between).map(oneLine);
  return [...new Set(names)].filter((name) => name !== '').slice(0, mostNames);
}

const escoUrl = /^http:\/\/data\.europa\.eu\/esco\/[a-z-]+\/\S+$/u;

function problemOf(
  { url, name, alt, code, description }: FrameworkSkill,
  framework: string,
): string | undefined {
  if (url === '') return 'the skill has no url';
  if (framework === 'esco' && !escoUrl.test(url))
    return `${url} is no address of ESCO, such as http://data.europa.eu/esco/skill/<uuid>`;
  if (!/^https?:\/\/[^\s/]+\/?\S*$/u.test(url) || parseUrl(url) === undefined)
    return `${url} is no web address, written in full`;
  const names = [...Object.values(name), ...Object.values(alt).flat()];
  if (Object.keys(name).length === 0) return 'the skill has no name';
  if (url.length > longest.url) return `the url is longer than ${longest.url} signs`;
  if (names.some((each) => each.length > longest.name)) return `a name is longer than ${longest.name} signs`;
  if ((code ?? '').length > longest.code) return `the code is longer than ${longest.code} signs`;
  if (Object.values(description ?? {}).some((each) => each.length > longest.description))
    return `a description is longer than ${longest.description} signs`;
  return undefined;
}
