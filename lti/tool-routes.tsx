import type { ErrorRequestHandler, Express, Request, Response } from 'express';
import { z } from 'zod';
import { ltiWords } from '../src/i18n/lti-messages.ts';
import type { LtiSession } from '../src/ports/lti-session-repository.ts';
import { gradeHeldAward } from '../src/use-cases/grade-held-award.ts';
import { makeSignInLink } from '../src/use-cases/make-sign-in-link.ts';
import { actorOf, type AdmittedLaunch } from './admit-launch.ts';
import { gradeCourse } from './grade-course.ts';
import { hashToken } from './hash-token.ts';
import { browserLocale } from './browser-locale.ts';
import { limitRequests } from './limit-requests.tsx';
import type { LtiDeps } from './lti-deps.ts';
import { learns } from './membership-roles.ts';
import {
  accountCodeAction,
  accountJoinAction,
  accountLookView,
  accountMailAction,
  accountsView,
} from './pages/accounts-page.tsx';
import { awardAction, columnsFor, nominateAction, previewView } from './pages/award-pages.tsx';
import { historyView, revokeAction } from './pages/history-page.tsx';
import { askAction, askView, badgesView, mineView } from './pages/learner-pages.tsx';
import { peopleView } from './pages/people-page.tsx';
import { pickView, placeAction } from './pages/pick-page.tsx';
import { decideAction, reviewView } from './pages/review-page.tsx';
import { NoticePage } from './pages/step-pages.tsx';
import { sendLtiPage } from './send-lti-page.tsx';
import { sendEvidenceFile, sendHistoryCsv, sendRosterCsv } from './tool-downloads.ts';
import { rawForm, readForm, type PostedForm } from '../src/web/posted-form.ts';
import { ToolFrame, wordsOf, type ToolContent, type ToolContext, type ToolView } from './tool-view.tsx';

/** What the tool shows and does, by the last part of the address. */
const views: Readonly<Record<string, ToolView>> = {
  people: (context) => peopleView(context),
  preview: (context) => previewView(context),
  award: awardAction,
  nominate: nominateAction,
  review: (context) => reviewView(context),
  decide: decideAction,
  history: (context) => historyView(context),
  revoke: revokeAction,
  mine: (context) => mineView(context),
  badges: (context) => badgesView(context),
  'ask-form': (context) => askView(context),
  ask: askAction,
  accounts: (context) => accountsView(context),
  'account-look': accountLookView,
  'account-join': accountJoinAction,
  'account-mail': accountMailAction,
  'account-code': accountCodeAction,
  pick: (context) => pickView(context),
  place: placeAction,
};

/** Where codes are guessed or mailed. */
const codes: ReadonlySet<string> = new Set(['account-look', 'account-join', 'account-mail', 'account-code']);

const downloads: Readonly<Record<string, (context: ToolContext, response: Response) => Promise<void>>> = {
  'roster.csv': sendRosterCsv,
  'history.csv': sendHistoryCsv,
  'evidence-file': sendEvidenceFile,
};

/** The pages behind a launch. Each request brings the session's token in its body or in a header. */
export function mountTool(app: Express, deps: LtiDeps): void {
  const limit = limitRequests(deps, 'pages');
  const limitCodes = limitRequests(deps, 'codes');
  for (const [name, view] of Object.entries(views))
    app.post(
      `/lti/tool/${name}`,
      codes.has(name) ? limitCodes : limit,
      rawForm,
      async (request, response) => {
        const context = await contextOf(deps, request);
        if (context === undefined) return sendEnded(response, request);
        const content = await view(context);
        deps.onWritten();
        return sendTool(response, context, content);
      },
    );
  for (const [name, send] of Object.entries(downloads))
    app.post(`/lti/tool/${name}`, limit, rawForm, async (request, response) => {
      const context = await contextOf(deps, request);
      if (context === undefined) return sendEnded(response, request);
      return send(context, response);
    });
  // The passport is more than this course, and has a page of its own: a one-time link signs its person in there.
  app.post('/lti/tool/open-passport', rawForm, async (request, response) => {
    const context = await contextOf(deps, request);
    if (context === undefined) return sendEnded(response, request);
    const { token } = await makeSignInLink(deps, {
      personId: context.session.personId,
      by: 'course',
      standing: context.actor.standing,
      workspace: `lti:${context.platform.id}`,
    });
    return response.set('Cache-Control', 'no-store').redirect(303, `/sign-in/${token}`);
  });
  app.use('/lti/tool', tooLarge);
  // Where a reload lands: the script asks for the page again with the token of this very frame.
  app.get('/lti/tool', (request, response) => {
    const locale = browserLocale(request);
    const words = ltiWords(locale);
    sendLtiPage(response, {
      locale,
      title: words.tool,
      script: 'tool',
      body: <NoticePage title={words.tool} text={words.restart} />,
      // There is nothing on it until the script has the token, and who may frame it is known only by then.
      framedBy: 'anybody',
    });
  });
}

/** Shows an accepted launch: what it was for, or where its person most likely wants to be. */
export function openLaunch(deps: LtiDeps) {
  return async (response: Response, admitted: AdmittedLaunch): Promise<void> => {
    const { launch, session, token } = admitted;
    const badge = launch.custom['badge'] ?? '';
    const course =
      session.courseId === undefined ? undefined : await deps.store.lti.courses.find(session.courseId);
    const context: ToolContext = {
      deps,
      session,
      token,
      platform: launch.platform,
      ...(course === undefined ? {} : { course }),
      actor: actorOf(session),
      locale: session.locale,
      words: wordsOf(session),
      form: fixedForm({ badge }),
    };
    if (badge !== '' && learns(session.roles))
      for (const place of columnsFor(context, badge, session.subject))
        await gradeHeldAward(deps, { personId: session.personId, badge, place, locale: session.locale });
    if (badge !== '' && session.teaches) await gradeCourse(context, badge);
    deps.onWritten();
    const name = firstView(admitted, badge);
    const content = await (views[name] ?? mineView)(context);
    sendTool(response, context, content, { view: name, ...(badge === '' ? {} : { badge }) });
  };
}

function firstView({ launch, session }: AdmittedLaunch, badge: string): string {
  if (session.deepLink !== undefined) return 'pick';
  if (launch.custom['view'] === 'passport') return 'mine';
  if (session.teaches) return session.courseId === undefined ? 'history' : 'people';
  if (launch.custom['view'] === 'award') return 'people';
  return badge === '' && session.courseId === undefined ? 'mine' : 'badges';
}

function fixedForm(fields: Readonly<Record<string, string>>): PostedForm {
  return {
    text: (name) => fields[name] ?? '',
    all: () => [],
    file: () => Promise.resolve(undefined),
  };
}

async function contextOf(deps: LtiDeps, request: Request): Promise<ToolContext | undefined> {
  const form = await readForm(request);
  const token = /^Bearer (\S+)$/u.exec(request.get('authorization') ?? '')?.[1] ?? form.text('session');
  if (token === '') return undefined;
  const session = await deps.store.lti.sessions.find(hashToken(token), deps.clock());
  if (session === undefined) return undefined;
  const [platform, person, course] = await Promise.all([
    deps.store.lti.platforms.find(session.platformId),
    // Linked with another account meanwhile, the person may live on under another id.
    deps.store.persons.find(session.personId),
    session.courseId === undefined ? undefined : deps.store.lti.courses.find(session.courseId),
  ]);
  if (platform?.status !== 'accepted' || person === undefined) return undefined;
  const living = { ...session, personId: person.id };
  return {
    deps,
    session: living,
    token,
    platform,
    ...(course === undefined ? {} : { course }),
    actor: actorOf(living),
    locale: session.locale,
    words: wordsOf(session),
    form,
  };
}

function sendTool(
  response: Response,
  context: ToolContext,
  content: ToolContent,
  data: Readonly<Record<string, string>> = {},
): void {
  sendLtiPage(response, {
    locale: context.locale,
    title: content.title,
    script: 'tool',
    data: { ...data, ...(content.leaves ? { leaves: '' } : {}) },
    body: <ToolFrame context={context} content={content} />,
    framedBy: context.platform,
    // On every page of a deep link: what is picked is sent from the document that the first page made, under its policy.
    formTargets: returnOrigins(context.session),
  });
}

function returnOrigins({ deepLink }: LtiSession): readonly string[] {
  return deepLink === undefined ? [] : [new URL(deepLink.returnUrl).origin];
}

/** More was posted than the largest file and its form. */
const tooLarge: ErrorRequestHandler = (error, request, response, next) => {
  const parsed = z.object({ type: z.literal('entity.too.large') }).safeParse(error);
  if (!parsed.success) {
    next(error);
    return;
  }
  const locale = browserLocale(request);
  const words = ltiWords(locale);
  sendLtiPage(response, {
    locale,
    title: words.fileTooLarge,
    status: 413,
    body: <NoticePage title={words.fileTooLarge} text={words.restart} />,
    framedBy: 'anybody',
  });
};

function sendEnded(response: Response, request: Request): void {
  const locale = browserLocale(request);
  const words = ltiWords(locale);
  sendLtiPage(response, {
    locale,
    title: words.sessionEnded,
    status: 401,
    body: <NoticePage title={words.sessionEnded} text={words.sessionEndedText} />,
    framedBy: 'anybody',
  });
}
