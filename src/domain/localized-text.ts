/** The languages that Speldje speaks, as BCP 47 tags. */
export const locales = ['nl', 'en'] as const;
export type Locale = (typeof locales)[number];

/** A text in one or both languages; at least one is present once it was validated. */
export type LocalizedText = { readonly nl?: string; readonly en?: string };

/** The text in the asked language, else in the other one, else the empty string. */
export function inLocale(text: LocalizedText, locale: Locale): string {
  return text[locale] ?? text.nl ?? text.en ?? '';
}

/** The supported language nearest to a BCP 47 tag such as `nl-NL` or `en_US`; Dutch when none fits. */
export function nearestLocale(tag: string | undefined): Locale {
  const primary = tag?.toLowerCase().split(/[-_]/u)[0];
  return locales.find((locale) => locale === primary) ?? 'nl';
}
