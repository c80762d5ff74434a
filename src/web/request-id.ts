import type { Request, RequestHandler, Response } from 'express';
import type { Ids } from '../ports/ids.ts';

const header = 'X-Request-Id';

/** Gives each request an id, in the answer and in the log; a proxy's own is kept. */
export function giveRequestId(ids: Ids): RequestHandler {
  return (request, response, next) => {
    response.set(header, idFor(ids, request));
    next();
  };
}

/** A proxy's own id for the request, or a new one. */
export function idFor(ids: Ids, request: Request): string {
  const given = request.headers['x-request-id'];
  return typeof given === 'string' && /^[\w-]{8,64}$/u.test(given) ? given : ids.id();
}

export function requestIdOf(response: Response): string {
  return response.get(header) ?? '';
}
