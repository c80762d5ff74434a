import type { Express } from 'express';
import { endorsementCredentialOf } from '../../use-cases/signed-endorsements.ts';
import { answerProblem } from '../answer-problem.tsx';
import { limitRate } from '../limit-rate.ts';
import { pathPart } from '../path-part.ts';
import { answeredType, jsonTypes, sendJson } from '../send-json.ts';
import type { AppDeps } from '../web-deps.ts';

/** `/endorsements/:id`: an EndorsementCredential (OB 3.0 §B.1.10) at the address that is its id. */
export function mountEndorsements(app: Express, deps: AppDeps): void {
  app.get('/endorsements/:id', limitRate(deps), async (request, response) => {
    const made = await endorsementCredentialOf(deps, { endorsementId: pathPart(request, 'id') });
    if (!made.ok) {
      answerProblem(deps, request, response, made.refusal.code);
      return;
    }
    const [standard] = jsonTypes.credential;
    response.vary('Accept').set('X-Robots-Tag', 'noindex');
    sendJson(response, made.credential, {
      type: answeredType(request.accepts([...jsonTypes.credential]), standard),
      // It may be withdrawn at any moment.
      cache: 'no-cache',
    });
  });
}
