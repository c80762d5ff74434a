import type { CookieOptions, Request, Response } from 'express';
import { cookieOf } from '../cookie.ts';

type Where = { readonly publicUrl: string };

/**
 * Cookies that only this host sets and no script reads. The prefix makes browsers refuse one that a neighbour under the
 * same domain set (RFC 6265bis §4.1.3.2); plain http on localhost can't have it.
 */
function named(name: string, { publicUrl }: Where): string {
  return publicUrl.startsWith('https:') ? `__Host-${name}` : name;
}

function options({ publicUrl }: Where): CookieOptions {
  return { httpOnly: true, sameSite: 'lax', path: '/', secure: publicUrl.startsWith('https:') };
}

/** A token as `ids.token()` makes them; anything else is not looked up at all. */
const tokenShape = /^[\w-]{20,100}$/u;

function tokenIn(request: Request, name: string, where: Where): string | undefined {
  const value = cookieOf(request, named(name, where));
  return value !== undefined && tokenShape.test(value) ? value : undefined;
}

const sessionName = 'speldje';
const visitName = 'speldje-visit';

export function sessionToken(request: Request, where: Where): string | undefined {
  return tokenIn(request, sessionName, where);
}

export function keepSession(response: Response, where: Where, token: string, maxAge: number): void {
  response.cookie(named(sessionName, where), token, { ...options(where), maxAge });
}

export function forgetSession(response: Response, where: Where): void {
  response.clearCookie(named(sessionName, where), options(where));
}

/** Tells one browser from another before anybody signs in; gone when the browser closes. */
export function visitToken(request: Request, where: Where): string | undefined {
  return tokenIn(request, visitName, where);
}

export function keepVisit(response: Response, where: Where, token: string): void {
  response.cookie(named(visitName, where), token, options(where));
}
