import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express';
import { StoreUnavailable } from '../ports/store.ts';
import { ProblemPage } from './problem-page.tsx';
import { problemTitle, sendProblem, statusOf, type ProblemCode } from './problem.ts';
import { requestIdOf } from './request-id.ts';
import { localeOf } from './request-locale.ts';
import { sendPage } from './send-page.tsx';
import type { AppDeps } from './web-deps.ts';

type Pages = Pick<AppDeps, 'publicUrl' | 'community'>;

/** Answers with what is the matter: a page for people, problem details (RFC 9457) for programs. */
export function answerProblem(
  deps: Pages,
  request: Request,
  response: Response,
  code: ProblemCode,
  extra: { readonly id?: string } = {},
): void {
  const locale = localeOf(request);
  response.vary('Accept, Accept-Language, Cookie');
  if (request.accepts(['json', 'application/problem+json', 'html']) !== 'html') {
    sendProblem(response, code, locale, extra);
    return;
  }
  response.status(statusOf(code));
  sendPage(deps, request, response, {
    title: problemTitle(code, locale),
    cache: 'no-store',
    robots: 'noindex',
    body: <ProblemPage code={code} locale={locale} {...extra} />,
  });
}

/** The answer where no route was found. */
export function answerNotFound(deps: Pages): RequestHandler {
  return (request, response) => {
    answerProblem(deps, request, response, 'not-found');
  };
}

/**
 * The answer to what was thrown. A fault that nobody foresaw gives away nothing but an id, under which the log has
 * the whole of it.
 */
export function answerError(deps: Pages & Pick<AppDeps, 'log'>): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    const id = requestIdOf(response);
    if (response.headersSent) {
      deps.log.error({ requestId: id, err: error }, 'an answer broke off');
      next(error);
      return;
    }
    if (error instanceof StoreUnavailable) {
      deps.log.warn({ requestId: id, err: error }, 'the database does not answer');
      response.set('Retry-After', '5');
      answerProblem(deps, request, response, 'store-unavailable');
    } else if (isClientFault(error)) {
      const tooLarge = error instanceof Error && 'status' in error && error.status === 413;
      answerProblem(deps, request, response, tooLarge ? 'too-large' : 'bad-request');
    } else {
      deps.log.error({ requestId: id, err: error }, 'a request failed');
      answerProblem(deps, request, response, 'internal-error', { id });
    }
  };
}

/** Express throws these for an address or a body that can't be read. */
function isClientFault(error: unknown): boolean {
  return (
    error instanceof Error &&
    'status' in error &&
    typeof error.status === 'number' &&
    error.status >= 400 &&
    error.status < 500
  );
}
