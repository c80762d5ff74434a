import type { ExperienceKind, ExperiencePeriod } from './chat-command.ts';
import { foldWord, trimEndWhere } from './fold-text.ts';
import { findPeriod } from './experience-period.ts';
import { unquote } from './quotes.ts';

/** What one line says of an experience; fields that were not recognised are absent. */
export interface ExperienceLine {
  title: string;
  experienceKind?: ExperienceKind;
  organisation?: string;
  period?: ExperiencePeriod;
}

/**
 * Reads `Cursus lassen bij ROC Rivor, 2023-2024` and such: the period wherever it stands, the organisation
 * after "bij" or "at" (or else after the first comma), the kind by its words; the rest is the title.
 */
export function parseExperience(line: string): ExperienceLine {
  const typed = unquote(line.replace(/\s+/gu, ' ').trim());
  const { period, rest } = findPeriod(typed);
  const kind = kindOf(rest);
  const withoutKind = kind === undefined ? rest : rest.replace(/^\p{L}+\s*:\s+/u, '');
  const { title, organisation } = splitOrganisation(withoutKind);
  return {
    title: title === '' ? tidy(typed) : title,
    ...(kind === undefined ? {} : { experienceKind: kind }),
    ...(organisation === undefined ? {} : { organisation }),
    ...(period === undefined ? {} : { period }),
  };
}

// In this order: "vrijwilligerswerk" is not work, a "training" within an "opleiding" is education.
const KINDS: readonly (readonly [ExperienceKind, RegExp])[] = [
  ['volunteering', /^(?:vrijwillig|volunt)/u],
  [
    'education',
    /^(?:opleiding|studie|diploma|bachelor|master|mbo|hbo|wo|vmbo|havo|vwo|minor|degree|education|study|bsc|msc|universit.*)$|opleiding$/u,
  ],
  [
    'course',
    /^(?:cursus|course|training|workshop|certificaat|certificate|bootcamp|masterclass|mooc|webinar|elearning|e-learning)$|(?:cursus|training|workshop)$/u,
  ],
  ['informal', /^(?:zelfstudie|hobby|informeel|informal|selftaught|self-taught|mantelzorg|zelf)$/u],
  [
    'work',
    /^(?:werk|baan|bijbaan|stage|functie|werkervaring|work|job|internship|intern|traineeship|medewerker|employee)$|(?:stage|medewerker)$/u,
  ],
];

function kindOf(text: string): ExperienceKind | undefined {
  const words = text
    .split(/[\s,;:()]+/u)
    .slice(0, 30)
    .map(foldWord);
  return KINDS.find(([, pattern]) => words.some((word) => pattern.test(word)))?.[0];
}

function splitOrganisation(text: string): { title: string; organisation?: string } {
  const named = /(?:^|[\s,(])(?:bij|at|@|aan de|aan het|via)\s+([^\s,;()|][^,;()|]*)/iu.exec(text);
  if (named !== null) {
    const organisation = tidy(named[1] ?? '');
    const title = tidy(text.slice(0, named.index) + text.slice(named.index + named[0].length));
    return organisation === '' || title === '' ? { title: tidy(text) } : { title, organisation };
  }
  const [title = '', organisation = ''] = text
    .split(/ +[\p{Pd}|] +|[,;|]/u)
    .map(tidy)
    .filter((part) => part !== '');
  return organisation === '' ? { title } : { title, organisation };
}

function tidy(text: string): string {
  const collapsed = text.replace(/ +/gu, ' ').replace(/ ?\(\s*\)/gu, '');
  return unquote(trimEndWhere(collapsed.replace(/^[\s,;:|\p{Pd}]+/u, ''), /[\s,;:|.(\p{Pd}]/u));
}
