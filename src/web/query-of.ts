import type { Request } from 'express';

/** What was asked with a path, from its question mark on, as it was written; empty when nothing was. */
export function queryOf({ originalUrl }: Request): string {
  const at = originalUrl.indexOf('?');
  return at === -1 ? '' : originalUrl.slice(at);
}
