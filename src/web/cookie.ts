import type { Request } from 'express';

/** The value of a cookie that the browser sent; undefined when it sent none of that name (RFC 6265 §5.4). */
export function cookieOf(request: Request, name: string): string | undefined {
  for (const part of request.headers.cookie?.split(';') ?? []) {
    const at = part.indexOf('=');
    if (at > 0 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim();
  }
  return undefined;
}
