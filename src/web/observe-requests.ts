import type { Request, RequestHandler } from 'express';
import type { RequestDurations } from './operation/metrics.ts';
import { requestIdOf } from './request-id.ts';
import type { WebLog } from './web-deps.ts';

/** Asked every few seconds by machines; a line for each would bury the rest. */
const quietRoutes = new Set(['/healthz', '/readyz', '/metrics']);

/**
 * The route's pattern, never the address itself: addresses hold what is itself a permission (an award's id, a
 * share link's token), and queries hold codes. `none` where no route answered.
 */
export function routeOf(request: Request): string {
  const path: unknown = request.route?.path;
  return typeof path === 'string' ? `${request.baseUrl}${path}` : 'none';
}

/** The same for an answer that was given at once, without the way through the routes. */
export type NoteAnswer = (answer: {
  readonly requestId: string;
  readonly route: string;
  readonly status: number;
  readonly ms: number;
}) => void;

export function noteAnswers(log: WebLog, durations: RequestDurations): NoteAnswer {
  return ({ requestId, route, status, ms }) => {
    durations.observe({ method: 'GET', route, status: String(status) }, ms / 1000);
    log.info({ requestId, method: 'GET', route, status, ms: Math.round(ms * 10) / 10 }, 'request');
  };
}

/** Writes one line for each request to the log, and its duration to the metrics. */
export function observeRequests(log: WebLog, durations: RequestDurations): RequestHandler {
  return (request, response, next) => {
    const began = performance.now();
    response.once('close', () => {
      const ms = performance.now() - began;
      const route = routeOf(request);
      const { method } = request;
      const status = response.statusCode;
      durations.observe({ method, route, status: String(status) }, ms / 1000);
      if (quietRoutes.has(route) && status < 400) return;
      const fields = {
        requestId: requestIdOf(response),
        method,
        route,
        status,
        ms: Math.round(ms * 10) / 10,
        ...(response.writableFinished ? {} : { cutOff: true }),
      };
      if (status >= 500) log.warn(fields, 'request');
      else log.info(fields, 'request');
    });
    next();
  };
}
