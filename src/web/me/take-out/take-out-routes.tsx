import type { Express } from 'express';
import { entryKey, parseEntryRef } from '../../../domain/entry-ref.ts';
import { takeOutWords } from '../../../i18n/web-take-out-messages.ts';
import { exportPerson } from '../../../use-cases/export-person.ts';
import { showPassport } from '../../../use-cases/show-passport.ts';
import { answerProblem } from '../../answer-problem.tsx';
import { asShown, entriesOf, refOf } from '../../passports/passport-entry.ts';
import { signedInPages, type Visit } from '../../session/signed-in-pages.ts';
import type { AppDeps } from '../../web-deps.ts';
import { sendMePage } from '../me-frame.tsx';
import { takeOutFiles, takeOutForms } from './take-out-files.ts';
import { TakeOutPage } from './take-out-page.tsx';

/** As many entries as a form may name. */
const formBytes = 500_000;

/** `/me/take-out`, where a learner chooses what goes along, and the files of everything at their own addresses. */
export function mountTakeOut(app: Express, deps: AppDeps): void {
  const pages = signedInPages(app, deps);
  const files = takeOutFiles(deps);

  pages.get('/me/download/passport.pdf', (visit) => files.pdf(visit));
  pages.get('/me/download/passport.csv', (visit) => files.csv(visit));
  pages.get('/me/passport/badges.zip', (visit) => files.zip(visit));
  pages.get('/me/passport/clr.json', (visit) => files.clr(visit));
  pages.get('/me/passport/clr.jwt', (visit) => files.jwt(visit));
  pages.get('/me/download/record.json', async (visit) => {
    const exported = await exportPerson(deps, { actor: visit.actor, personId: visit.personId });
    if (!exported.ok) return answerProblem(deps, visit.request, visit.response, exported.refusal.code);
    visit.response
      .set('Content-Disposition', 'attachment; filename="speldje.json"')
      .type('json')
      .send(JSON.stringify(exported.record, null, 2));
    return undefined;
  });

  pages.get('/me/take-out', (visit) => sendTakeOutPage(deps, visit, {}));
  pages.post(
    '/me/take-out',
    async (visit) => {
      const form = takeOutForms.find((known) => known === visit.form.text('as'));
      const entries = visit.form.all('entry').flatMap((written) => parseEntryRef(written) ?? []);
      const { faults } = takeOutWords(visit.locale);
      if (form === undefined || entries.length === 0)
        return sendTakeOutPage(deps, visit, { chosen: new Set(), fault: faults.nothing });
      const badgesAlone = form !== 'pdf' && form !== 'csv';
      if (badgesAlone && entries.every(({ kind }) => kind !== 'award'))
        return sendTakeOutPage(deps, visit, {
          chosen: new Set(entries.map(entryKey)),
          fault: faults.noBadge,
        });
      return files[form](visit, entries);
    },
    { maxBytes: formBytes },
  );
}

async function sendTakeOutPage(
  deps: AppDeps,
  visit: Visit,
  { chosen, fault }: { readonly chosen?: ReadonlySet<string>; readonly fault?: string },
): Promise<void> {
  const shown = await showPassport(deps, { personId: visit.personId });
  if (!shown.ok) return answerProblem(deps, visit.request, visit.response, shown.refusal.code);
  const entries = entriesOf(shown.passport, visit.locale, deps.clock()).toSorted(asShown);
  const all = visit.request.query['none'] === '1' ? [] : entries.map((entry) => entryKey(refOf(entry)));
  sendMePage(deps, visit, {
    title: takeOutWords(visit.locale).chooseTitle,
    section: 'passport',
    status: fault === undefined ? 200 : 422,
    body: (
      <TakeOutPage
        visit={visit}
        entries={entries}
        chosen={chosen ?? new Set(all)}
        {...(fault === undefined ? {} : { fault })}
      />
    ),
  });
}
