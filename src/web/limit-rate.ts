import type { RequestHandler } from 'express';
import { rateLimit } from 'express-rate-limit';
import { answerProblem } from './answer-problem.tsx';
import type { AppDeps } from './web-deps.ts';

/**
 * Holds back an address that asks much of what is costly to make. Counted by each instance for itself: it is there
 * to spare the machine, not to keep accounts. `perMinute` where another limit holds than for the rest.
 */
export function limitRate(deps: AppDeps, perMinute?: number): RequestHandler {
  return rateLimit({
    windowMs: 60_000,
    limit: perMinute ?? deps.costlyRequestsPerMinute ?? 600,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    handler: (request, response) => {
      answerProblem(deps, request, response, 'too-many-requests');
    },
  });
}
