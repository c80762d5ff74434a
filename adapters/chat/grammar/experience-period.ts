import type { ExperiencePeriod } from './chat-command.ts';

const MONTHS: readonly (readonly [RegExp, string])[] = [
  [/^jan/u, '01'],
  [/^feb/u, '02'],
  [/^(?:mrt|maart|mar)/u, '03'],
  [/^apr/u, '04'],
  [/^(?:mei|may)/u, '05'],
  [/^jun/u, '06'],
  [/^jul/u, '07'],
  [/^aug/u, '08'],
  [/^sep/u, '09'],
  [/^(?:okt|oct)/u, '10'],
  [/^nov/u, '11'],
  [/^dec/u, '12'],
];

const MONTH_NAME =
  '(?:jan(?:uari|uary)?|feb(?:ruari|ruary)?|mrt|maart|mar(?:ch)?|apr(?:il)?|mei|may|jun[ie]?|jul[iy]?|aug(?:ustus|ust)?|sept?(?:ember)?|o[kc]t(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
const YEAR = String.raw`(?:19|20)\d{2}(?!\d)`;
const POINT = String.raw`(?:${MONTH_NAME}\.? ${YEAR}|${YEAR}-(?:0[1-9]|1[0-2])(?!\d)|(?<!\d)(?:0?[1-9]|1[0-2])[/-]${YEAR}|${YEAR})`;
const NOW = '(?:heden|nu|now|present|today|vandaag)';
const TO = String.raw`(?: ?[\p{Pd}\u2212/] ?| (?:tot en met|tot|t/m|to|until|till|through|en|and) )`;
const EDGE = String.raw`(?<![\p{L}\p{N}])`;

const RANGE = new RegExp(
  `${EDGE}(?:(?:van|from|tussen|between) )?(${POINT})${TO}(${POINT}|${NOW})(?![\\p{L}\\p{N}])`,
  'iu',
);
const SINCE = new RegExp(`${EDGE}(?:sinds|since|vanaf|from) (${POINT})`, 'iu');
const OPEN = new RegExp(`${EDGE}(${POINT}) ?[\\p{Pd}](?=\\s*[,;)]|\\s*$)`, 'iu');
const SINGLE = new RegExp(`${EDGE}(?:in )?(${POINT})(?![\\p{L}\\p{N}])`, 'iu');

/**
 * The period that a line names, and the line without it: `2023-2024`, `sept 2022 – heden`, `since 2021`,
 * `in 2020`. A single year or month is both its beginning and its end.
 */
export function findPeriod(line: string): { period?: ExperiencePeriod; rest: string } {
  const range = RANGE.exec(line);
  if (range !== null) {
    const from = pointOf(range[1]);
    const end = range[2] ?? '';
    const ongoing = new RegExp(`^${NOW}$`, 'iu').test(end);
    return { period: ongoing ? { from, ongoing } : { from, to: pointOf(end) }, rest: without(line, range) };
  }
  const open = SINCE.exec(line) ?? OPEN.exec(line);
  if (open !== null) return { period: { from: pointOf(open[1]), ongoing: true }, rest: without(line, open) };
  const single = SINGLE.exec(line);
  if (single === null) return { rest: line };
  const point = pointOf(single[1]);
  return { period: { from: point, to: point }, rest: without(line, single) };
}

function without(line: string, match: RegExpExecArray): string {
  return `${line.slice(0, match.index)} ${line.slice(match.index + match[0].length)}`;
}

/** `sept 2022`, `9/2022` and `2022-09` all become `2022-09`; a year stays a year. */
function pointOf(typed: string | undefined): string {
  const text = (typed ?? '').toLowerCase();
  const year = /(?:19|20)\d{2}/u.exec(text)?.[0] ?? '';
  const rest = text.replace(year, '');
  const digits = /\d{1,2}/u.exec(rest)?.[0];
  const month = digits?.padStart(2, '0') ?? MONTHS.find(([pattern]) => pattern.test(rest))?.[1];
  return month === undefined ? year : `${year}-${month}`;
}
