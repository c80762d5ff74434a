import type { Locale } from '../domain/localized-text.ts';
import { listed } from '../i18n/format.ts';
import { webWords } from '../i18n/web-messages.ts';

/** An ISO 8601 calendar duration in words: `P1Y6M` is `1 jaar en 6 maanden`. Another text is given as it is. */
export function durationInWords(duration: string, locale: Locale): string {
  const match = /^P(?=\d)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?$/u.exec(duration);
  if (match === null) return duration;
  const { durations } = webWords(locale);
  const units = ['year', 'month', 'week', 'day'] as const;
  const parts = units.flatMap((unit, at) => {
    const count = Number(match[at + 1] ?? 0);
    return count === 0 ? [] : [durations[unit](count)];
  });
  return listed(parts, locale);
}
