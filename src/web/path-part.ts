import type { Request } from 'express';

/** A named part of the address; the empty string when the route has none of that name. */
export function pathPart(request: Request, name: string): string {
  const value = request.params[name];
  return typeof value === 'string' ? value : '';
}
