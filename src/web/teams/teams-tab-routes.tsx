import type { Express, Request, Response } from 'express';
import type { Locale } from '../../domain/localized-text.ts';
import { teamsTabWords } from '../../i18n/web-teams-messages.ts';
import { showPassport } from '../../use-cases/show-passport.ts';
import { showSignInLink, signIn } from '../../use-cases/sign-in.ts';
import { idleMs, signedIn } from '../../use-cases/signed-in.ts';
import { cookieOf } from '../cookie.ts';
import { limitRate } from '../limit-rate.ts';
import { rawFormOf, readForm } from '../posted-form.ts';
import { deviceName } from '../session/device-name.ts';
import type { AppDeps } from '../web-deps.ts';
import type { TeamsTab } from './teams-tab.ts';
import { AskPage, OpenPage, sendTabPage, tabPath, TabPassport } from './teams-tab-page.tsx';

/** A cookie of this host alone that lives in the frame where it was set (CHIPS), since others are kept out there. */
const cookie = '__Host-speldje-teams';
const tokenShape = /^[\w-]{20,100}$/u;
const smallForm = rawFormOf(2_000);

/**
 * `/teams/passport`: a person's passport as a tab in Teams, to look at. The bot's one-time link signs them in, in this
 * frame alone: the cookie is not that of the pages in the browser, so nothing can be changed from here.
 */
export function mountTeamsTab(app: Express, deps: AppDeps, tab: TeamsTab): void {
  const limit = limitRate(deps);
  const { frameOrigins, appId } = tab;
  const ask = (response: Response, locale: Locale, status: number, isVoid: boolean) => {
    const title = teamsTabWords(locale).askTitle;
    const body = <AskPage locale={locale} appId={appId} isVoid={isVoid} />;
    sendTabPage(response, { locale, title, status, frameOrigins, body });
  };

  app.get(tabPath, limit, async (request, response) => {
    const token = linkIn(request.query['link']);
    const shown = token === undefined ? undefined : await showSignInLink(deps, { token });
    if (token !== undefined && shown?.ok === true) {
      const locale = shown.person.locale ?? localeOf(request);
      const title = teamsTabWords(locale).openTitle;
      const body = <OpenPage locale={locale} token={token} name={shown.person.name} />;
      sendTabPage(response, { locale, title, frameOrigins, body });
      return;
    }
    const session = sessionOf(request);
    const found = session === undefined ? undefined : await signedIn(deps, { token: session });
    const outcome = found && (await showPassport(deps, { personId: found.person.id }));
    if (session === undefined || found === undefined || outcome?.ok !== true) {
      ask(response, localeOf(request), 200, token !== undefined);
      return;
    }
    if (found.renewed) keep(response, session);
    const locale = found.person.locale ?? localeOf(request);
    const title = teamsTabWords(locale).title;
    const body = <TabPassport locale={locale} passport={outcome.passport} publicUrl={deps.publicUrl} />;
    sendTabPage(response, { locale, title, frameOrigins, body });
  });

  // The link itself is the proof that the form is meant: nobody else has it, and it works once.
  app.post(tabPath, limit, smallForm, async (request, response) => {
    const token = linkIn((await readForm(request)).text('link'));
    const device = deviceName(request.get('user-agent'));
    const entered =
      token === undefined
        ? undefined
        : await signIn(deps, { token, ...(device === undefined ? {} : { device }) });
    if (entered?.ok !== true) {
      ask(response, localeOf(request), 410, true);
      return;
    }
    keep(response, entered.token);
    response.set('Cache-Control', 'no-store').redirect(303, tabPath);
  });
}

function keep(response: Response, token: string): void {
  response.cookie(cookie, token, {
    httpOnly: true,
    secure: true,
    sameSite: 'none',
    partitioned: true,
    path: '/',
    maxAge: idleMs,
  });
}

function sessionOf(request: Request): string | undefined {
  const value = cookieOf(request, cookie);
  return value !== undefined && tokenShape.test(value) ? value : undefined;
}

/** Teams leaves its placeholder where there is nothing to put. */
function linkIn(written: unknown): string | undefined {
  return typeof written === 'string' && tokenShape.test(written) ? written : undefined;
}

/** Teams puts its own language into the address. */
function localeOf(request: Request): Locale {
  const written = request.query['locale'];
  const tag = typeof written === 'string' ? written : (request.get('accept-language') ?? '');
  return tag.toLowerCase().startsWith('en') ? 'en' : 'nl';
}
