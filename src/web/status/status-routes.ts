import type { Express } from 'express';
import { statusListNamed } from '../../use-cases/own-documents.ts';
import { statusListOf, type StatusListCache } from '../../use-cases/status-list-of.ts';
import { answerProblem } from '../answer-problem.tsx';
import { limitRate } from '../limit-rate.ts';
import { pathPart } from '../path-part.ts';
import { answeredType, jsonTypes, sendJson } from '../send-json.ts';
import type { AppDeps } from '../web-deps.ts';

/** `/status/LIST` for what was revoked, `/status/LIST-suspension` for what is on hold. */
export function mountStatusLists(app: Express, deps: AppDeps): void {
  const statusLists: StatusListCache = new Map();
  app.get('/status/:list', limitRate(deps), async (request, response) => {
    response.vary('Accept');
    const made = await statusListOf({ ...deps, statusLists }, statusListNamed(pathPart(request, 'list')));
    if (!made.ok) {
      answerProblem(deps, request, response, 'not-found');
      return;
    }
    const type = answeredType(request.accepts([...jsonTypes.credential]), 'application/vc+ld+json');
    sendJson(response, made.credential, { type, cache: 'public, max-age=30' });
  });
}
