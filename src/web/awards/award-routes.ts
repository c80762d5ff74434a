import type { Express } from 'express';
import { createCredentialCache } from '../../use-cases/credential-of-award.ts';
import { answerProblem } from '../answer-problem.tsx';
import { limitRate } from '../limit-rate.ts';
import { pathPart } from '../path-part.ts';
import type { AppDeps } from '../web-deps.ts';
import type { AwardForm, AwardWebDeps } from './award-form.ts';
import { awardJsonForm } from './award-json-form.ts';
import { awardJwtForm } from './award-jwt-form.ts';
import { awardPageForm } from './award-page-form.tsx';
import { awardPngForm, awardSvgForm } from './award-picture-forms.ts';

/**
 * The forms in which an award is served, the preferred one first: what accepts anything gets the page. A further
 * form is a further entry, with its file beside these.
 */
const forms: readonly AwardForm[] = [awardPageForm, awardJsonForm, awardJwtForm, awardPngForm, awardSvgForm];

/** `GET /awards/:id` by Accept, and `/awards/:id.EXTENSION` for the forms that have one. */
export function mountAwards(app: Express, deps: AppDeps): void {
  const awardDeps: AwardWebDeps = {
    ...deps,
    credentials: createCredentialCache(),
    foundRight: new WeakSet(),
  };
  const limit = limitRate(deps);
  const formOfType = new Map(forms.flatMap((form) => form.types.map((type) => [type, form] as const)));
  for (const form of forms) {
    if (form.extension === undefined) continue;
    app.get(`/awards/:id.${form.extension}`, limit, async (request, response) => {
      response.vary('Accept-Language, Cookie');
      await form.serve(awardDeps, request, response, pathPart(request, 'id'), form.types[0] ?? '');
    });
  }
  app.get('/awards/:id', limit, async (request, response) => {
    response.vary('Accept');
    const type = request.accepts([...formOfType.keys()]);
    const form = type === false ? undefined : formOfType.get(type);
    if (type === false || form === undefined) answerProblem(deps, request, response, 'not-acceptable');
    else await form.serve(awardDeps, request, response, pathPart(request, 'id'), type);
  });
}
