import type { EntryRef } from '../../../domain/entry-ref.ts';
import { composePassport } from '../../../domain/passport.ts';
import { takeOutWords } from '../../../i18n/web-take-out-messages.ts';
import { bakedBadges } from '../../../use-cases/baked-badges.ts';
import { clrJwtOfPassport, clrOfPassport } from '../../../use-cases/clr-of-passport.ts';
import { createCredentialCache } from '../../../use-cases/credential-of-award.ts';
import { chosenOf } from '../../../use-cases/share-passport.ts';
import { showPassport } from '../../../use-cases/show-passport.ts';
import { answerProblem } from '../../answer-problem.tsx';
import { passportCsv } from '../../passports/passport-csv.ts';
import { passportPdf } from '../../passports/passport-pdf.ts';
import { pictureReader } from '../../passports/picture-reader.ts';
import { sendPdf } from '../../passports/shared-routes.tsx';
import { sendZip } from '../../send-zip.ts';
import type { Visit } from '../../session/signed-in-pages.ts';
import type { AppDeps } from '../../web-deps.ts';

/** What a learner takes out of their own passport. Badges alone are in `zip`, `clr` and `jwt`, entries of all kinds in the others. */
export const takeOutForms = ['pdf', 'csv', 'zip', 'clr', 'jwt'] as const;
export type TakeOutForm = (typeof takeOutForms)[number];

/** Sends the entries, or without them all that is not hidden; the table holds what is hidden too, then. */
type SendFile = (visit: Visit, entries?: readonly EntryRef[]) => Promise<void>;

export function takeOutFiles(deps: AppDeps): Readonly<Record<TakeOutForm, SendFile>> {
  const takeOut = { ...deps, credentials: createCredentialCache(500) };

  const passportOf = async (visit: Visit, entries: readonly EntryRef[] | undefined, withHidden = false) => {
    const shown = await showPassport(deps, { personId: visit.personId, withHidden });
    if (!shown.ok || entries === undefined) return shown;
    const { passport } = shown;
    return {
      ok: true as const,
      passport: composePassport(passport.person, chosenOf(passport, entries), deps.clock()),
    };
  };
  const badgesOf = ({ personId, person, locale }: Visit, entries: readonly EntryRef[] | undefined) => ({
    personId,
    locale,
    audience: 'holder' as const,
    name: takeOutWords(locale).recordName(person.name),
    ...(entries === undefined
      ? {}
      : { awardIds: entries.flatMap(({ kind, id }) => (kind === 'award' ? [id] : [])) }),
  });
  const named = ({ response }: Visit, fileName: string) =>
    response.set('Content-Disposition', `attachment; filename="${fileName}"`);

  return {
    async pdf(visit, entries) {
      const made = await passportOf(visit, entries);
      if (!made.ok) return answerProblem(deps, visit.request, visit.response, made.refusal.code);
      const { locale, response } = visit;
      const given = { passport: made.passport, locale, now: deps.clock(), publicUrl: deps.publicUrl };
      return sendPdf(response, await passportPdf({ ...given, pictureOf: pictureReader(deps) }));
    },
    async csv(visit, entries) {
      const made = await passportOf(visit, entries, entries === undefined);
      if (!made.ok) return answerProblem(deps, visit.request, visit.response, made.refusal.code);
      named(visit, 'skillspaspoort.csv')
        .type('text/csv')
        .send(passportCsv(made.passport, visit.locale, deps.clock(), deps.publicUrl));
    },
    async zip(visit, entries) {
      const made = await bakedBadges(takeOut, badgesOf(visit, entries));
      if (!made.ok) return answerProblem(deps, visit.request, visit.response, made.refusal.code);
      named(visit, `${takeOutWords(visit.locale).badgesFile}.zip`).type('zip');
      await sendZip(visit.response, made.badges);
    },
    async clr(visit, entries) {
      const made = await clrOfPassport(takeOut, badgesOf(visit, entries));
      if (!made.ok) return answerProblem(deps, visit.request, visit.response, made.refusal.code);
      named(visit, `${takeOutWords(visit.locale).recordFile}.json`)
        .type('application/vc+ld+json')
        .send(Buffer.from(JSON.stringify(made.credential, null, 2), 'utf8'));
    },
    async jwt(visit, entries) {
      const made = await clrJwtOfPassport(takeOut, badgesOf(visit, entries));
      if (!made.ok) return answerProblem(deps, visit.request, visit.response, made.refusal.code);
      named(visit, `${takeOutWords(visit.locale).recordFile}.jwt`)
        .type('text/plain')
        .send(made.jwt);
    },
  };
}
