import { entryKey, parseEntryRef } from '../../../domain/entry-ref.ts';
import type { Refusal } from '../../../domain/refusal.ts';
import { shareWords } from '../../../i18n/web-shared-passport-messages.ts';
import { sharePassport, withdrawShare } from '../../../use-cases/share-passport.ts';
import { showPassport } from '../../../use-cases/show-passport.ts';
import { answerProblem } from '../../answer-problem.tsx';
import { asShown, entriesOf, refOf } from '../../passports/passport-entry.ts';
import type { PostedForm } from '../../posted-form.ts';
import type { SignedInPages, Visit } from '../../session/signed-in-pages.ts';
import type { AppDeps } from '../../web-deps.ts';
import { sendMePage } from '../me-frame.tsx';
import { endOfDay } from './end-of-day.ts';
import { SharePage, type ShareTyped } from './share-page.tsx';

const nothingTyped: ShareTyped = { label: '', expires: '', withEvidence: false, entries: new Set() };

/** `/me/share`: links that show what their owner chose, made and withdrawn. */
export function mountShare(pages: SignedInPages, deps: AppDeps): void {
  pages.get('/me/share', async (visit) => {
    await sendSharePage(deps, visit, { all: visit.request.query['all'] === '1', typed: nothingTyped });
  });
  pages.post('/me/share', async (visit) => {
    const typed = readTyped(visit.form);
    const expiresAt = typed.expires === '' ? undefined : endOfDay(typed.expires, visit.person.timeZone);
    const shared = await sharePassport(deps, {
      actor: visit.actor,
      deliveryKey: visit.deliveryKey,
      entries: [...typed.entries].flatMap((written) => parseEntryRef(written) ?? []),
      withEvidence: typed.withEvidence,
      label: typed.label,
      ...(expiresAt === undefined ? {} : { expiresAt }),
    });
    if (shared.ok) visit.response.redirect(303, '/me/share?made=1');
    else await sendSharePage(deps, visit, { typed, refusal: shared.refusal });
  });
  pages.post('/me/share/withdraw', async (visit) => {
    const withdrawn = await withdrawShare(deps, { actor: visit.actor, token: visit.form.text('token') });
    if (withdrawn.ok) visit.response.redirect(303, '/me/share');
    else answerProblem(deps, visit.request, visit.response, withdrawn.refusal.code);
  });
}

function readTyped(form: PostedForm): ShareTyped {
  return {
    label: form.text('label'),
    expires: form.text('expires'),
    withEvidence: form.text('evidence') === 'yes',
    entries: new Set(form.all('entry')),
  };
}

function faultOf(refusal: Refusal, visit: Visit): string {
  const { faults } = shareWords(visit.locale);
  const key = refusal.code === 'invalid' ? refusal.field : refusal.code;
  return Object.entries(faults).find(([name]) => name === key)?.[1] ?? faults.other;
}

async function sendSharePage(
  deps: AppDeps,
  visit: Visit,
  content: { readonly typed: ShareTyped; readonly all?: boolean; readonly refusal?: Refusal },
): Promise<void> {
  const [shares, shown] = await Promise.all([
    deps.store.shares.ofPerson(visit.personId),
    showPassport(deps, { personId: visit.personId }),
  ]);
  const now = deps.clock();
  const entries = shown.ok ? entriesOf(shown.passport, visit.locale, now).toSorted(asShown) : [];
  const { typed, all = false, refusal } = content;
  sendMePage(deps, visit, {
    title: shareWords(visit.locale).title,
    section: 'share',
    status: refusal === undefined ? 200 : 422,
    body: (
      <SharePage
        visit={visit}
        shares={shares}
        entries={entries}
        now={now}
        publicUrl={deps.publicUrl}
        typed={all ? { ...typed, entries: new Set(entries.map((entry) => entryKey(refOf(entry)))) } : typed}
        made={visit.request.query['made'] === '1'}
        {...(refusal === undefined ? {} : { fault: faultOf(refusal, visit) })}
      />
    ),
  });
}
