import type { Request, Response } from 'express';
import { cookieOf } from './cookie.ts';
import { locales, type Locale } from '../domain/localized-text.ts';

const cookieName = 'lang';
const oneYear = 365 * 24 * 60 * 60 * 1000;

function asLocale(text: unknown): Locale | undefined {
  return locales.find((locale) => locale === text);
}

/** The language that the address asks for by `?lang=`; undefined when it asks for none that exists. */
export function askedLocale(request: Request): Locale | undefined {
  return asLocale(request.query['lang']);
}

/** What is known of who is signed in, for as long as the request lasts. */
const personLocales = new WeakMap<Request, Locale>();

/** Tells in which language the person behind this request is spoken to elsewhere. */
export function knowLocale(request: Request, locale: Locale | undefined): void {
  if (locale !== undefined) personLocales.set(request, locale);
}

/**
 * The language for this visitor: by `?lang=`, else by their earlier choice here, else by the one in which they are
 * spoken to elsewhere, else by what their browser says.
 */
export function localeOf(request: Request): Locale {
  return (
    askedLocale(request) ??
    chosenLocale(request) ??
    personLocales.get(request) ??
    asLocale(request.acceptsLanguages(...locales)) ??
    'nl'
  );
}

function chosenLocale(request: Request): Locale | undefined {
  return asLocale(cookieOf(request, cookieName));
}

/** Remembers a choice that was made by `?lang=`, so that the next page keeps it. */
export function rememberLocale(request: Request, response: Response, publicUrl: string): void {
  const asked = askedLocale(request);
  if (asked !== undefined && asked !== chosenLocale(request)) keepLocale(response, publicUrl, asked);
}

/** Keeps a language for the next pages. */
export function keepLocale(response: Response, publicUrl: string, locale: Locale): void {
  response.cookie(cookieName, locale, {
    maxAge: oneYear,
    httpOnly: true,
    sameSite: 'lax',
    secure: publicUrl.startsWith('https:'),
  });
}
