import { locales } from '../../../domain/localized-text.ts';
import type { Refusal } from '../../../domain/refusal.ts';
import { personSettingsWords } from '../../../i18n/web-settings-messages.ts';
import { erasePerson } from '../../../use-cases/erase-person.ts';
import { confirmMailCode, mailCode } from '../../../use-cases/link-by-mail.ts';
import { setPreferences } from '../../../use-cases/set-preferences.ts';
import { endSession, signOutEverywhere } from '../../../use-cases/signed-in.ts';
import { unlinkAddress } from '../../../use-cases/unlink-address.ts';
import { answerProblem } from '../../answer-problem.tsx';
import { keepLocale, knowLocale, localeOf } from '../../request-locale.ts';
import { sendPage } from '../../send-page.tsx';
import { forgetSession } from '../../session/session-cookie.ts';
import type { FormVisit, SignedInPages, Visit } from '../../session/signed-in-pages.ts';
import type { AppDeps } from '../../web-deps.ts';
import { toForm } from '../back-to.ts';
import { workspaceNames } from '../../workspace-names.ts';
import { sendMePage } from '../me-frame.tsx';
import { ErasePage, SettingsPage, type SettingsProps } from './settings-page.tsx';

/** A code has eight signs of thirty-two; nobody tries many of them. */
const codesPerMinute = 10;

/** `/me/settings`: what a person chooses about themselves; `/me/erase`: their going. */
export function mountSettings(pages: SignedInPages, deps: AppDeps): void {
  pages.get('/me/settings', async (visit) => {
    const words = personSettingsWords(visit.locale);
    const saved = visit.request.query['saved'] === '1';
    await sendSettings(deps, visit, saved ? { said: words.saved } : {});
  });
  pages.post('/me/settings', async (visit) => {
    const { form, actor, response } = visit;
    const locale = locales.find((known) => known === form.text('locale'));
    const digest = (['weekly', 'monthly', 'off'] as const).find((known) => known === form.text('digest'));
    const digestBy = (['chat', 'mail'] as const).find((known) => known === form.text('digestBy'));
    const hour = form.text('digestHour');
    const timeZone = form.text('timeZone');
    const saved = await setPreferences(deps, {
      actor,
      ...(locale === undefined ? {} : { locale }),
      ...(digest === undefined ? {} : { digest }),
      ...(digestBy === undefined ? {} : { digestBy }),
      ...(/^\d{1,2}$/u.test(hour) ? { digestHour: Number(hour) } : {}),
      ...(timeZone === '' ? {} : { timeZone }),
    });
    if (!saved.ok) {
      await refuse(deps, visit, saved.refusal);
      return;
    }
    if (locale !== undefined) keepLocale(response, deps.publicUrl, locale);
    response.redirect(303, '/me/settings?saved=1');
  });
  // Turned on again, or tried again where it was refused: choosing the rhythm does both.
  pages.post('/me/settings/digest', async (visit) => {
    const digest = visit.form.text('digest') === 'monthly' ? 'monthly' : 'weekly';
    const saved = await setPreferences(deps, { actor: visit.actor, digest });
    if (saved.ok) visit.response.redirect(303, '/me/settings?saved=1');
    else await refuse(deps, visit, saved.refusal);
  });
  mountAddresses(pages, deps);
  mountSessions(pages, deps);
  mountErase(pages, deps);
}

function mountAddresses(pages: SignedInPages, deps: AppDeps): void {
  for (const part of ['address', 'address/remove', 'code'])
    pages.get(`/me/settings/${part}`, (visit) => toForm(visit, '/me/settings'));
  pages.post(
    '/me/settings/address',
    async (visit) => {
      if (!deps.mailOn) {
        answerProblem(deps, visit.request, visit.response, 'mail-off');
        return;
      }
      const { actor, form, locale } = visit;
      const address = form.text('address');
      const mailed = await mailCode(deps, { actor, address, locale });
      const words = personSettingsWords(visit.locale);
      if (mailed.ok)
        await sendSettings(deps, visit, {
          said: words.codeSent(address),
          asked: { field: 'code', typed: '' },
        });
      else await refuse(deps, visit, mailed.refusal, { field: 'address', typed: address });
    },
    { perMinute: codesPerMinute },
  );
  pages.post(
    '/me/settings/code',
    async (visit) => {
      const { actor, form } = visit;
      const code = form.text('code');
      const linked = await confirmMailCode(deps, { actor, code });
      const words = personSettingsWords(visit.locale);
      if (!linked.ok) {
        await refuse(deps, visit, linked.refusal, { field: 'code', typed: code });
        return;
      }
      const address = linked.identity.kind === 'email' ? linked.identity.address : '';
      const renewed = { ...visit, person: linked.person };
      await sendSettings(deps, renewed, { said: words.linked(address) });
    },
    { perMinute: codesPerMinute },
  );
  pages.post('/me/settings/address/remove', async (visit) => {
    const removed = await unlinkAddress(deps, { actor: visit.actor, identity: visit.form.text('identity') });
    if (removed.ok) visit.response.redirect(303, '/me/settings?saved=1#addresses');
    else await refuse(deps, visit, removed.refusal);
  });
}

function mountSessions(pages: SignedInPages, deps: AppDeps): void {
  pages.post('/me/settings/sessions/end', async ({ personId, form, response }) => {
    await endSession(deps, { personId, sessionId: form.text('session') });
    response.redirect(303, '/me/settings?saved=1#sessions');
  });
  pages.post('/me/settings/sessions/end-all', async ({ personId, response }) => {
    await signOutEverywhere(deps, { personId });
    forgetSession(response, deps);
    response.redirect(303, '/signed-out');
  });
}

function mountErase(pages: SignedInPages, deps: AppDeps): void {
  const show = (visit: Visit, fault?: string) =>
    sendMePage(deps, visit, {
      title: personSettingsWords(visit.locale).eraseTitle,
      section: 'settings',
      status: fault === undefined ? 200 : 422,
      body: <ErasePage visit={visit} {...(fault === undefined ? {} : { fault })} />,
    });
  pages.get('/me/erase', (visit) => show(visit));
  pages.post('/me/erase', async (visit) => {
    const words = personSettingsWords(visit.locale);
    if (visit.form.text('sure').toUpperCase() !== words.eraseWord)
      return show(visit, words.eraseWrong(words.eraseWord));
    const { actor, personId, request, response } = visit;
    const erased = await erasePerson(deps, { actor, personId });
    if (!erased.ok) return answerProblem(deps, request, response, erased.refusal.code);
    forgetSession(response, deps);
    knowLocale(request, visit.locale);
    return sendPage(deps, request, response, {
      title: words.erasedTitle,
      robots: 'noindex',
      cache: 'no-store',
      body: (
        <section class="notice">
          <h1>{words.erasedTitle}</h1>
          <p>{words.erasedText}</p>
        </section>
      ),
    });
  });
}

async function refuse(
  deps: AppDeps,
  visit: FormVisit,
  refusal: Refusal,
  asked?: SettingsProps['asked'],
): Promise<void> {
  const { faults } = personSettingsWords(visit.locale);
  const key = refusal.code === 'invalid' ? refusal.problem : refusal.code;
  const fault = Object.entries(faults).find(([name]) => name === key)?.[1] ?? faults.other;
  await sendSettings(deps, visit, { fault, ...(asked === undefined ? {} : { asked }) }, 422);
}

async function sendSettings(
  deps: AppDeps,
  visit: Visit,
  more: Pick<SettingsProps, 'said' | 'fault' | 'asked'>,
  status = 200,
): Promise<void> {
  const now = deps.clock();
  const [sessions, digestState, workspaces] = await Promise.all([
    deps.store.sessions.ofPerson(visit.personId, now),
    deps.store.digestStates.find(visit.personId),
    workspaceNames(deps, visit.person),
  ]);
  const locale = localeOf(visit.request);
  sendMePage(deps, visit, {
    title: personSettingsWords(locale).title,
    section: 'settings',
    status,
    body: (
      <SettingsPage
        visit={visit}
        sessions={sessions}
        workspaces={workspaces}
        mailOn={deps.mailOn}
        now={now}
        {...(digestState === undefined ? {} : { digestState })}
        {...more}
      />
    ),
  });
}
