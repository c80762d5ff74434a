import type { Locale } from '../domain/localized-text.ts';

const tags = { nl: 'nl-NL', en: 'en-GB' } as const;

/** Bytes as people read them: `12 kB`, `3,4 MB`. */
export function fileSize(bytes: number, locale: Locale): string {
  const [unit, size] =
    bytes < 1000
      ? (['byte', bytes] as const)
      : bytes < 1_000_000
        ? (['kilobyte', bytes / 1000] as const)
        : (['megabyte', bytes / 1_000_000] as const);
  return new Intl.NumberFormat(tags[locale], {
    style: 'unit',
    unit,
    maximumFractionDigits: unit === 'megabyte' ? 1 : 0,
  }).format(size);
}
