import type { Request, Response } from 'express';
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

/** The language for this visitor: by `?lang=`, else by their earlier choice, else by what their browser says. */
export function localeOf(request: Request): Locale {
  return (
    askedLocale(request) ?? chosenLocale(request) ?? asLocale(request.acceptsLanguages(...locales)) ?? 'nl'
  );
}

function chosenLocale(request: Request): Locale | undefined {
  const cookies = request.headers.cookie?.split(';') ?? [];
  const [, value] =
    cookies.map((cookie) => cookie.trim().split('=')).find(([name]) => name === cookieName) ?? [];
  return asLocale(value);
}

/** Remembers a choice that was made by `?lang=`, so that the next page keeps it. */
export function rememberLocale(request: Request, response: Response, publicUrl: string): void {
  const asked = askedLocale(request);
  if (asked === undefined || asked === chosenLocale(request)) return;
  response.cookie(cookieName, asked, {
    maxAge: oneYear,
    httpOnly: true,
    sameSite: 'lax',
    secure: publicUrl.startsWith('https:'),
  });
}
