import type { Express, Request, Response } from 'express';
import type { VNode } from 'preact';
import type { DigestSchedule } from '../../domain/person.ts';
import { webDigestWords } from '../../i18n/web-digest-messages.ts';
import { setDigestByToken } from '../../use-cases/unsubscribe.ts';
import { limitRate } from '../limit-rate.ts';
import { pathPart } from '../path-part.ts';
import { rawFormOf, readForm } from '../posted-form.ts';
import { localeOf } from '../request-locale.ts';
import { sendPage } from '../send-page.tsx';
import type { AppDeps } from '../web-deps.ts';

const schedules: readonly DigestSchedule[] = ['weekly', 'monthly', 'off'];

/**
 * `/digest/unsubscribe/:token`: one click stops the digest, signed in or not. Looking changes nothing, since mail
 * scanners open every link; a post does, and needs nothing but the token (RFC 8058 §3.2: no cookie, no redirect).
 */
export function mountUnsubscribe(app: Express, deps: AppDeps): void {
  const limit = limitRate(deps);
  app.get('/digest/unsubscribe/:token', limit, (request, response) => {
    if (deps.digestTokens.personOf(pathPart(request, 'token')) === undefined)
      answerVoid(deps, request, response);
    else send(deps, request, response, 200, <Ask request={request} />);
  });
  app.post('/digest/unsubscribe/:token', limit, rawFormOf(10_000), async (request, response) => {
    const form = await readForm(request);
    const digest = schedules.find((schedule) => schedule === form.text('digest')) ?? 'off';
    const outcome = await setDigestByToken(deps, { token: pathPart(request, 'token'), digest });
    if (outcome.ok) send(deps, request, response, 200, <Done request={request} digest={digest} />);
    else answerVoid(deps, request, response);
  });
}

function answerVoid(deps: AppDeps, request: Request, response: Response): void {
  const words = webDigestWords(localeOf(request));
  send(
    deps,
    request,
    response,
    404,
    <article>
      <h1>{words.void}</h1>
      <p class="lead">{words.voidText}</p>
    </article>,
  );
}

function send(deps: AppDeps, request: Request, response: Response, status: number, body: VNode): void {
  const words = webDigestWords(localeOf(request));
  response.status(status).set('Referrer-Policy', 'no-referrer');
  sendPage(deps, request, response, { title: words.title, robots: 'noindex', cache: 'no-store', body });
}

function Ask({ request }: { readonly request: Request }): VNode {
  const words = webDigestWords(localeOf(request));
  return (
    <article>
      <h1>{words.ask}</h1>
      <p class="lead">{words.askText}</p>
      <form method="post" class="choices">
        <button type="submit" name="digest" value="off">
          {words.stop}
        </button>
        <button type="submit" name="digest" value="monthly" class="secondary">
          {words.monthly}
        </button>
      </form>
    </article>
  );
}

function Done(props: { readonly request: Request; readonly digest: DigestSchedule }): VNode {
  const words = webDigestWords(localeOf(props.request));
  return (
    <article>
      <h1>{words.done[props.digest]}</h1>
      <p class="lead">{words.doneText}</p>
      <form method="post" class="choices">
        {props.digest === 'weekly' ? null : (
          <button type="submit" name="digest" value="weekly" class="secondary">
            {words.weekly}
          </button>
        )}
        {props.digest === 'monthly' ? null : (
          <button type="submit" name="digest" value="monthly" class="secondary">
            {words.monthly}
          </button>
        )}
      </form>
    </article>
  );
}
