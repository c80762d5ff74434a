import type { RequestHandler, Response } from 'express';
import type { Ids } from '../ports/ids.ts';

const header = 'X-Request-Id';

/** Gives each request an id, in the answer and in the log; a proxy's own is kept. */
export function giveRequestId(ids: Ids): RequestHandler {
  return (request, response, next) => {
    const given = request.get(header);
    response.set(header, given !== undefined && /^[\w-]{8,64}$/u.test(given) ? given : ids.id());
    next();
  };
}

export function requestIdOf(response: Response): string {
  return response.get(header) ?? '';
}
