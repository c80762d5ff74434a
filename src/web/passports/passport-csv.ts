import { inLocale, type Locale } from '../../domain/localized-text.ts';
import type { Passport } from '../../domain/passport.ts';
import { meWords } from '../../i18n/web-me-messages.ts';
import { standingChips } from './entry-view.tsx';
import { entriesOf, newestFirst } from './passport-entry.ts';

/** A text that begins like a formula is one to spreadsheets; the apostrophe keeps it a text. */
function cell(value: string): string {
  const safe = /^[=+\-@\t\r]/u.test(value) ? `'${value}` : value;
  return /[",\n\r]/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A passport as CSV (RFC 4180), with the mark by which spreadsheets know it for UTF-8. */
export function passportCsv(passport: Passport, locale: Locale, now: Date, publicUrl: string): string {
  const words = meWords(locale);
  const rows = entriesOf(passport, locale, now)
    .toSorted(newestFirst)
    .map((entry) => [
      words.provenance[entry.provenance],
      entry.title,
      entry.by,
      entry.kind === 'experience' ? (entry.experience.from ?? '') : (entry.at ?? ''),
      entry.kind === 'experience' ? (entry.experience.until ?? '') : '',
      standingChips(entry, words).join(', '),
      entry.skills.map(({ name }) => inLocale(name, locale)).join('; '),
      entry.kind === 'award'
        ? `${publicUrl}/awards/${entry.award.id}`
        : entry.kind === 'experience'
          ? entry.experience.links.join(' ')
          : (entry.imported.sourceUrl ?? entry.imported.summary.id ?? ''),
    ]);
  const head = words.csvColumns;
  return `\uFEFF${[head, ...rows].map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
}
