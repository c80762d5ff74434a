import type { Express, Request, Response } from 'express';
import type { VNode } from 'preact';
import { signInWords } from '../../i18n/web-sign-in-messages.ts';
import { mailSignInLink } from '../../use-cases/mail-sign-in-link.ts';
import { showSignInLink, signIn } from '../../use-cases/sign-in.ts';
import { idleMs, signOut } from '../../use-cases/signed-in.ts';
import { answerProblem } from '../answer-problem.tsx';
import { limitRate } from '../limit-rate.ts';
import { pathPart } from '../path-part.ts';
import { rawFormOf, readForm } from '../posted-form.ts';
import { knowLocale, localeOf } from '../request-locale.ts';
import { sendPage } from '../send-page.tsx';
import { deviceName } from '../session/device-name.ts';
import { proves, visitProof } from '../session/form-proof.tsx';
import { localPath } from '../session/local-path.ts';
import { forgetSession, keepSession, sessionToken } from '../session/session-cookie.ts';
import { signedInPages } from '../session/signed-in-pages.ts';
import type { AppDeps } from '../web-deps.ts';
import { ConfirmPage, MailSentPage, SignedOutPage, SignInPage, VoidLinkPage } from './sign-in-pages.tsx';

/** So many links an address may ask for in a minute: a class behind one address does, a guesser of addresses does not. */
const linksPerMinute = 60;
const smallForm = rawFormOf(10_000);

/**
 * `/sign-in`: a one-time link by mail, and where the other links come from; `/sign-in/:token`, the page behind such a
 * link, which its button alone uses up; `/sign-out`.
 */
export function mountSignIn(app: Express, deps: AppDeps): void {
  const limit = limitRate(deps);
  app.get('/sign-in', limit, (request, response) => {
    const next = localPath(request.query['next']);
    const proof = visitProof(deps, request, response);
    const props = { locale: localeOf(request), proof, mailOn: deps.mailOn, next };
    send(deps, request, response, 200, <SignInPage {...props} />);
  });
  app.post('/sign-in', limitRate(deps, linksPerMinute), smallForm, async (request, response) => {
    const locale = localeOf(request);
    const form = await readForm(request);
    const proof = visitProof(deps, request, response);
    if (!proves(request, form, proof)) return answerProblem(deps, request, response, 'form-outdated');
    if (!deps.mailOn) return answerProblem(deps, request, response, 'mail-off');
    const address = form.text('address');
    const next = localPath(form.text('next'));
    const mailed = await mailSignInLink(deps, { address, locale, ...(next === undefined ? {} : { next }) });
    if (!mailed.ok) {
      const fault = signInWords(locale).addressFault;
      const props = { locale, proof, mailOn: true, next, address, fault };
      return send(deps, request, response, 422, <SignInPage {...props} />);
    }
    deps.onWritten();
    return send(deps, request, response, 200, <MailSentPage locale={locale} address={address} />);
  });
  app.get('/sign-in/:token', limit, async (request, response) => {
    const shown = await showSignInLink(deps, { token: pathPart(request, 'token') });
    if (!shown.ok) return send(deps, request, response, 410, <VoidLinkPage locale={localeOf(request)} />);
    knowLocale(request, shown.person.locale);
    const proof = visitProof(deps, request, response);
    const props = { locale: localeOf(request), proof, person: shown.person };
    return send(deps, request, response, 200, <ConfirmPage {...props} />);
  });
  app.post('/sign-in/:token', limit, smallForm, async (request, response) => {
    const form = await readForm(request);
    if (!proves(request, form, visitProof(deps, request, response)))
      return answerProblem(deps, request, response, 'form-outdated');
    const device = deviceName(request.get('user-agent'));
    const entered = await signIn(deps, {
      token: pathPart(request, 'token'),
      ...(device === undefined ? {} : { device }),
    });
    if (!entered.ok) return send(deps, request, response, 410, <VoidLinkPage locale={localeOf(request)} />);
    // Whoever was signed in here before is not any more.
    const before = sessionToken(request, deps);
    if (before !== undefined) await signOut(deps, { token: before });
    keepSession(response, deps, entered.token, idleMs);
    response.set('Cache-Control', 'no-store').redirect(303, localPath(entered.next) ?? '/me');
  });
  signedInPages(app, deps).post('/sign-out', async ({ request, response }) => {
    const token = sessionToken(request, deps);
    if (token !== undefined) await signOut(deps, { token });
    forgetSession(response, deps);
    response.redirect(303, '/signed-out');
  });
  app.get('/signed-out', limit, (request, response) => {
    send(deps, request, response, 200, <SignedOutPage locale={localeOf(request)} />);
  });
}

function send(deps: AppDeps, request: Request, response: Response, status: number, body: VNode): void {
  const words = signInWords(localeOf(request));
  response.status(status);
  sendPage(deps, request, response, {
    title: words.title,
    description: words.lead,
    robots: 'noindex',
    section: 'me',
    cache: 'no-store',
    body,
  });
}
