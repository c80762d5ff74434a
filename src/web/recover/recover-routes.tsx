import type { Express, Request, Response } from 'express';
import type { VNode } from 'preact';
import { peopleWords } from '../../i18n/web-people-messages.ts';
import { confirmRecovery, showRecovery } from '../../use-cases/confirm-recovery.ts';
import { makeSignInLink } from '../../use-cases/make-sign-in-link.ts';
import { signIn } from '../../use-cases/sign-in.ts';
import { idleMs, signOut } from '../../use-cases/signed-in.ts';
import { showStop, stopRecovery } from '../../use-cases/stop-recovery.ts';
import { answerProblem } from '../answer-problem.tsx';
import { limitRate } from '../limit-rate.ts';
import { pathPart } from '../path-part.ts';
import { statusOf } from '../problem.ts';
import { rawFormOf, readForm } from '../posted-form.ts';
import { localeOf } from '../request-locale.ts';
import { sendPage } from '../send-page.tsx';
import { deviceName } from '../session/device-name.ts';
import { proves, visitProof } from '../session/form-proof.tsx';
import { keepSession, sessionToken } from '../session/session-cookie.ts';
import type { AppDeps } from '../web-deps.ts';
import { ConfirmForm, Said, StopForm } from './recover-pages.tsx';

/** Nobody tries many codes; a class that types over at once is not what comes here. */
const triesPerMinute = 10;
const smallForm = rawFormOf(10_000);

/**
 * `/recover/:token`: who was given a new address by an owner confirms it, with the owner's code; `/recover/stop/:token`:
 * whoever is at an address or account from before stops that. Looking uses neither up.
 */
export function mountRecovery(app: Express, deps: AppDeps): void {
  const limit = limitRate(deps);
  const limitTries = limitRate(deps, triesPerMinute);

  app.get('/recover/:token', limit, async (request, response) => {
    const shown = await showRecovery(deps, { token: pathPart(request, 'token') });
    if (!shown.ok) return sendVoid(deps, request, response);
    const proof = visitProof(deps, request, response);
    const locale = localeOf(request);
    const body = <ConfirmForm locale={locale} proof={proof} />;
    return send(deps, request, response, { status: 200, title: peopleWords(locale).confirmTitle, body });
  });
  app.post('/recover/:token', limitTries, smallForm, async (request, response) => {
    const form = await readForm(request);
    const proof = visitProof(deps, request, response);
    if (!proves(request, form, proof)) return answerProblem(deps, request, response, 'form-outdated');
    const locale = localeOf(request);
    const typed = form.text('code');
    const done = await confirmRecovery(deps, { token: pathPart(request, 'token'), code: typed });
    if (!done.ok) {
      const { code } = done.refusal;
      const fault = peopleWords(locale).confirmFaults[code];
      if (fault === undefined) return sendVoid(deps, request, response);
      const body = <ConfirmForm locale={locale} proof={proof} fault={fault} typed={typed} />;
      const title = peopleWords(locale).confirmTitle;
      return send(deps, request, response, { status: statusOf(code), title, body });
    }
    deps.onWritten();
    const { person, identity } = done;
    const { token } = await makeSignInLink(deps, { personId: person.id, by: 'mail', identity });
    const device = deviceName(request.get('user-agent'));
    const entered = await signIn(deps, { token, ...(device === undefined ? {} : { device }) });
    const before = sessionToken(request, deps);
    if (before !== undefined) await signOut(deps, { token: before });
    if (entered.ok) keepSession(response, deps, entered.token, idleMs);
    return response.set('Cache-Control', 'no-store').redirect(303, '/me');
  });

  app.get('/recover/stop/:token', limit, async (request, response) => {
    const shown = await showStop(deps, { token: pathPart(request, 'token') });
    if (!shown.ok) return sendVoid(deps, request, response);
    const proof = visitProof(deps, request, response);
    const locale = localeOf(request);
    const body = <StopForm locale={locale} proof={proof} address={shown.address} />;
    return send(deps, request, response, { status: 200, title: peopleWords(locale).stopTitle, body });
  });
  app.post('/recover/stop/:token', limitTries, smallForm, async (request, response) => {
    const form = await readForm(request);
    if (!proves(request, form, visitProof(deps, request, response)))
      return answerProblem(deps, request, response, 'form-outdated');
    const stopped = await stopRecovery(deps, { token: pathPart(request, 'token') });
    if (!stopped.ok) return sendVoid(deps, request, response);
    deps.log.warn(
      { undone: stopped.undone },
      'a recovery was stopped by the person whom it was for; the audit tells which',
    );
    const words = peopleWords(localeOf(request));
    const text = stopped.undone ? words.undoneText : words.stoppedText;
    const body = <Said title={words.stopped} text={text} signIn={localeOf(request)} />;
    return send(deps, request, response, { status: 200, title: words.stopped, body });
  });
}

function sendVoid(deps: AppDeps, request: Request, response: Response): void {
  const words = peopleWords(localeOf(request));
  const body = <Said title={words.void} text={words.voidText} />;
  send(deps, request, response, { status: 410, title: words.void, body });
}

function send(
  deps: AppDeps,
  request: Request,
  response: Response,
  page: { readonly status: number; readonly title: string; readonly body: VNode },
): void {
  const { status, title, body } = page;
  response.status(status);
  sendPage(deps, request, response, {
    title,
    robots: 'noindex',
    section: 'me',
    cache: 'no-store',
    body,
  });
}
