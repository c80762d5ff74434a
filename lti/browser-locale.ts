import type { Request } from 'express';
import { locales, type Locale } from '../src/domain/localized-text.ts';

/** The browser's language of ours, for pages that no launch has named one for. */
export function browserLocale(request: Request): Locale {
  const accepted = request.acceptsLanguages(...locales);
  return locales.find((locale) => locale === accepted) ?? 'nl';
}
