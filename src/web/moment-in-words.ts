import type { Locale } from '../domain/localized-text.ts';

const tags = { nl: 'nl-NL', en: 'en-GB' } as const;

/** `2024`, `september 2024` or `1 september 2024`, as far as `YYYY`, `YYYY-MM` or `YYYY-MM-DD` says. */
export function momentInWords(written: string, locale: Locale): string {
  const date = new Date(written);
  if (written.length < 7 || Number.isNaN(date.getTime())) return written;
  const day = written.length > 7 ? ({ day: 'numeric' } as const) : {};
  return new Intl.DateTimeFormat(tags[locale], {
    ...day,
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(date);
}
