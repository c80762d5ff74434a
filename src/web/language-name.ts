import type { Locale } from '../domain/localized-text.ts';

/** A language by its BCP 47 tag, in words; the tag itself when it is no tag. */
export function languageName(tag: string, locale: Locale): string {
  try {
    return new Intl.DisplayNames([locale], { type: 'language' }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}
