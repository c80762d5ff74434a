import { exportPerson } from '../../use-cases/export-person.ts';
import { showPassport } from '../../use-cases/show-passport.ts';
import { answerProblem } from '../answer-problem.tsx';
import { passportCsv } from '../passports/passport-csv.ts';
import { passportPdf } from '../passports/passport-pdf.ts';
import { pictureReader } from '../passports/picture-reader.ts';
import { sendPdf } from '../passports/shared-routes.tsx';
import type { SignedInPages } from '../session/signed-in-pages.ts';
import type { AppDeps } from '../web-deps.ts';

/** `/me/download/…`: everything of a person's own, to take along. */
export function mountDownloads(pages: SignedInPages, deps: AppDeps): void {
  pages.get('/me/download/passport.pdf', async (visit) => {
    const shown = await showPassport(deps, { personId: visit.personId });
    if (!shown.ok) return answerProblem(deps, visit.request, visit.response, shown.refusal.code);
    const { passport } = shown;
    const { publicUrl } = deps;
    const given = { passport, locale: visit.locale, now: deps.clock(), publicUrl };
    return sendPdf(visit.response, await passportPdf({ ...given, pictureOf: pictureReader(deps) }));
  });
  pages.get('/me/download/passport.csv', async (visit) => {
    const shown = await showPassport(deps, { personId: visit.personId, withHidden: true });
    if (!shown.ok) return answerProblem(deps, visit.request, visit.response, shown.refusal.code);
    visit.response
      .set('Content-Disposition', 'attachment; filename="skillspaspoort.csv"')
      .type('text/csv')
      .send(passportCsv(shown.passport, visit.locale, deps.clock(), deps.publicUrl));
    return undefined;
  });
  pages.get('/me/download/record.json', async (visit) => {
    const exported = await exportPerson(deps, { actor: visit.actor, personId: visit.personId });
    if (!exported.ok) return answerProblem(deps, visit.request, visit.response, exported.refusal.code);
    visit.response
      .set('Content-Disposition', 'attachment; filename="speldje.json"')
      .type('json')
      .send(JSON.stringify(exported.record, null, 2));
    return undefined;
  });
}
