import type { Express, Response } from 'express';
import * as z from 'zod';
import { backpackWords } from '../../i18n/web-backpack-messages.ts';
import {
  authorizeBackpack,
  checkAuthorization,
  type AuthorizationParameters,
} from '../../use-cases/authorize-backpack.ts';
import { answerProblem } from '../answer-problem.tsx';
import { sendMePage } from '../me/me-frame.tsx';
import { signedInPages } from '../session/signed-in-pages.ts';
import type { AppDeps } from '../web-deps.ts';
import { ConsentPage } from './consent-page.tsx';
import { oauthPaths } from './oauth-addresses.ts';

const names = [
  'response_type',
  'client_id',
  'redirect_uri',
  'scope',
  'state',
  'code_challenge',
  'code_challenge_method',
] as const;
/** A parameter that comes twice is none (RFC 6749 §3.1). */
const once = z.string().min(1).max(2000);

function parametersFrom(valueOf: (name: string) => unknown): AuthorizationParameters {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = once.safeParse(valueOf(name));
      return value.success ? [[name, value.data] as const] : [];
    }),
  );
}

/** Back to the backpack, with the answer in the address (RFC 6749 §4.1.2) and who answers (RFC 9207). */
function goBack(
  deps: AppDeps,
  response: Response,
  redirectUri: string,
  answer: Readonly<Record<string, string | undefined>>,
): void {
  const url = new URL(redirectUri);
  for (const [name, value] of Object.entries({ ...answer, iss: deps.publicUrl }))
    if (value !== undefined) url.searchParams.append(name, value);
  response.redirect(303, url.href);
}

/** `/oauth/authorize`: a person decides whether a backpack may reach the passport. */
export function mountConsent(app: Express, deps: AppDeps): void {
  const pages = signedInPages(app, deps);

  pages.get(oauthPaths.authorize, async (visit) => {
    const { request, response } = visit;
    const checked = await checkAuthorization(
      deps,
      parametersFrom((name) => request.query[name]),
    );
    if (checked.kind === 'stranger') return answerProblem(deps, request, response, 'unknown-backpack');
    if (checked.kind === 'error') {
      const { error, description, redirectUri, state } = checked;
      return goBack(deps, response, redirectUri, { error, error_description: description, state });
    }
    const { request: asked } = checked;
    allowFormTo(response, asked.redirectUri);
    return sendMePage(deps, visit, {
      title: backpackWords(visit.locale).consentTitle(asked.client.name),
      body: <ConsentPage visit={visit} request={asked} />,
    });
  });

  pages.post(oauthPaths.authorize, async (visit) => {
    const { request, response, form, actor } = visit;
    const checked = await checkAuthorization(
      deps,
      parametersFrom((name) => (form.all(name).length === 1 ? form.text(name) : undefined)),
    );
    if (checked.kind !== 'good') return answerProblem(deps, request, response, 'unknown-backpack');
    const { redirectUri, state } = checked.request;
    if (form.text('decision') !== 'allow')
      return goBack(deps, response, redirectUri, { error: 'access_denied', state });
    const { code } = await authorizeBackpack(deps, { actor, request: checked.request });
    return goBack(deps, response, redirectUri, { code, scope: checked.request.scopes.join(' '), state });
  });
}

/** Browsers hold the address that a form's answer leads to against `form-action` too: this page's form may end there. */
function allowFormTo(response: Response, redirectUri: string): void {
  const policy = response.get('Content-Security-Policy');
  if (policy !== undefined)
    response.set(
      'Content-Security-Policy',
      policy.replace("form-action 'self'", `form-action 'self' ${new URL(redirectUri).origin}`),
    );
}
