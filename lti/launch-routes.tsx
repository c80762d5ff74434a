import express, { type Express, type Request, type Response } from 'express';
import { nearestLocale, type Locale } from '../src/domain/localized-text.ts';
import { ltiWords } from '../src/i18n/lti-messages.ts';
import { admitLaunch, type AdmittedLaunch } from './admit-launch.ts';
import { beginLogin, loginLifeMs } from './begin-login.ts';
import { browserCookie, browserCookieName, readCookie } from './browser-cookie.ts';
import { browserLocale } from './browser-locale.ts';
import { hashToken } from './hash-token.ts';
import type { Launch } from './launch.ts';
import { statusOfRefusal, type LaunchRefusal } from './launch-refusal.ts';
import { limitRequests } from './limit-requests.tsx';
import type { LtiDeps } from './lti-deps.ts';
import { createRefusalNotes, type NoteRefusal } from './note-refusals.ts';
import { RefusalPage } from './pages/refusal-page.tsx';
import { NoticePage, ProvePage, PutPage } from './pages/step-pages.tsx';
import { sendLtiPage } from './send-lti-page.tsx';
import { validateLaunch, type LaunchOutcome, type PostedLaunch } from './validate-launch.ts';

type Texts = Readonly<Record<string, string>>;

/** Login, launch and key set (LTI 1.3 Core §5.1, LTI Security Framework §6). `open` shows an accepted launch. */
export function mountLaunch(
  app: Express,
  deps: LtiDeps,
  open: (response: Response, admitted: AdmittedLaunch) => Promise<void>,
): void {
  const note = createRefusalNotes(deps);
  const secure = deps.publicUrl.startsWith('https:');
  const form = express.urlencoded({ extended: false, limit: '256kb', parameterLimit: 100 });

  const login = async (request: Request, response: Response) => {
    const parameters = textsOf(request.method === 'POST' ? request.body : request.query);
    const locale = browserLocale(request);
    const begun = await beginLogin({ ...deps, lti: deps.store.lti }, parameters);
    if (!begun.ok) return refuse(note, response, begun.refusal, locale);
    const { start } = begun;
    const { state, browserSecret, redirectTo, storageTarget, platform } = start;
    response.append(
      'Set-Cookie',
      browserCookie({ state, secret: browserSecret, secure, maxAgeSeconds: loginLifeMs / 1000 }),
    );
    if (storageTarget === undefined) {
      response.set('Cache-Control', 'no-store').redirect(302, redirectTo);
      return;
    }
    sendLtiPage(response, {
      locale,
      title: ltiWords(locale).tool,
      body: <PutPage locale={locale} next={redirectTo} />,
      script: 'launch',
      data: {
        step: 'put',
        target: storageTarget,
        origin: new URL(platform.authUrl).origin,
        key: storageKey(state),
        secret: browserSecret,
        next: redirectTo,
      },
      framedBy: platform,
    });
  };
  const limit = limitRequests(deps, 'launches');
  app.get('/lti/login', limit, login);
  app.post('/lti/login', limit, form, login);

  app.post('/lti/launch', limit, form, async (request, response) => {
    const fields = textsOf(request.body);
    const state = fields['state'];
    const cookieName = state === undefined ? undefined : browserCookieName(state, secure);
    const cookie = cookieName === undefined ? undefined : readCookie(request.headers.cookie, cookieName);
    const browserSecret = cookie ?? (fields['browser_secret'] || undefined);
    const outcome = await validateLaunch({ ...deps, lti: deps.store.lti }, posted(fields, browserSecret));
    const locale = browserLocale(request);
    if (!outcome.ok) return refuseLaunch(note, response, outcome, fields, locale);
    const { launch } = outcome;
    if (state !== undefined)
      response.append('Set-Cookie', browserCookie({ state, secure, maxAgeSeconds: 0 }));
    if (!hasSubject(launch)) {
      const own = nearestLocale(launch.locale);
      const words = ltiWords(own);
      return sendLtiPage(response, {
        locale: own,
        title: words.anonymousTitle,
        body: <NoticePage title={words.anonymousTitle} text={words.anonymous} />,
        framedBy: launch.platform,
      });
    }
    const admitted = await admitLaunch(deps, launch);
    return open(response, { ...admitted, launch });
  });
  // A reload of a page that a launch opened, or a link that somebody kept: there is nothing to show by itself.
  app.get('/lti/launch', (request, response) => {
    const locale = browserLocale(request);
    const words = ltiWords(locale);
    sendLtiPage(response, {
      locale,
      title: words.tool,
      status: 400,
      body: <NoticePage title={words.tool} text={words.restart} />,
      framedBy: 'anybody',
    });
  });

  app.get('/lti/jwks', async (_request, response) => {
    response
      .set({ 'Cache-Control': 'public, max-age=300', 'Access-Control-Allow-Origin': '*' })
      .json(await deps.toolKeys.jwks());
  });
}

function storageKey(state: string): string {
  return `speldje-${hashToken(state).slice(0, 16)}`;
}

function posted(fields: Texts, browserSecret: string | undefined): PostedLaunch {
  const { id_token: idToken, state, error, error_description: errorDescription } = fields;
  return {
    ...(idToken === undefined ? {} : { idToken }),
    ...(state === undefined ? {} : { state }),
    ...(browserSecret === undefined ? {} : { browserSecret }),
    ...(error === undefined ? {} : { error }),
    ...(errorDescription === undefined ? {} : { errorDescription }),
  };
}

function hasSubject(launch: Launch): launch is Launch & { readonly subject: string } {
  return launch.subject !== undefined;
}

/** Parameters that came once, as text; one that came twice counts as absent. */
export function textsOf(value: unknown): Texts {
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(
    Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

async function refuseLaunch(
  note: NoteRefusal,
  response: Response,
  outcome: Extract<LaunchOutcome, { ok: false }>,
  fields: Texts,
  locale: Locale,
): Promise<void> {
  const { refusal, login, platform } = outcome;
  if (login === undefined || platform === undefined) return refuse(note, response, refusal, locale);
  // All is in order but the browser: its cookie was blocked, or it is not the one that began the launch.
  const { lti_storage_target: _, ...again } = login.request;
  const askStorage = login.storageTarget !== undefined && refusal.code === 'browser-unproven';
  if (!askStorage) await note(refusal);
  sendLtiPage(response, {
    locale,
    title: ltiWords(locale).tool,
    status: 401,
    body: (
      <ProvePage
        locale={locale}
        idToken={fields['id_token'] ?? ''}
        state={fields['state'] ?? ''}
        askStorage={askStorage}
        again={`/lti/login?${new URLSearchParams(again).toString()}`}
      />
    ),
    ...(askStorage
      ? {
          script: 'launch',
          data: {
            step: 'get',
            target: login.storageTarget ?? '',
            origin: new URL(platform.authUrl).origin,
            key: storageKey(fields['state'] ?? ''),
          },
        }
      : {}),
    framedBy: platform,
  });
}

async function refuse(
  note: NoteRefusal,
  response: Response,
  refusal: LaunchRefusal,
  locale: Locale,
): Promise<void> {
  const entryId = await note(refusal);
  sendLtiPage(response, {
    locale,
    title: ltiWords(locale).refusedTitle,
    status: statusOfRefusal(refusal.code),
    body: <RefusalPage locale={locale} refusal={refusal} entryId={entryId} />,
    framedBy: 'anybody',
  });
}
