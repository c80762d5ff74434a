import type { Express } from 'express';
import type { RefusalCode } from '../../domain/refusal.ts';
import { takeOutWords } from '../../i18n/web-take-out-messages.ts';
import { bakedBadges } from '../../use-cases/baked-badges.ts';
import { clrJwtOfPassport, clrOfPassport } from '../../use-cases/clr-of-passport.ts';
import { createCredentialCache } from '../../use-cases/credential-of-award.ts';
import { answerProblem } from '../answer-problem.tsx';
import { sendZip } from '../send-zip.ts';
import { signedInPages, type Visit } from '../session/signed-in-pages.ts';
import type { AppDeps } from '../web-deps.ts';

/** `/me/passport/…`: what a learner takes out of their passport, as files. */
export function mountTakeOut(app: Express, deps: AppDeps): void {
  const pages = signedInPages(app, deps);
  const takeOut = { ...deps, credentials: createCredentialCache(500) };
  const refuse = ({ request, response }: Visit, code: RefusalCode) =>
    answerProblem(deps, request, response, code);

  const query = ({ personId, person, locale }: Visit) => ({
    personId,
    audience: 'holder' as const,
    name: takeOutWords(locale).recordName(person.name),
  });
  const asFile = ({ response, locale }: Visit, extension: string) =>
    response.set(
      'Content-Disposition',
      `attachment; filename="${takeOutWords(locale).recordFile}.${extension}"`,
    );

  pages.get('/me/passport/clr.json', async (visit) => {
    const made = await clrOfPassport(takeOut, query(visit));
    if (!made.ok) return refuse(visit, made.refusal.code);
    asFile(visit, 'json')
      .type('application/vc+ld+json')
      .send(Buffer.from(JSON.stringify(made.credential, null, 2), 'utf8'));
  });

  pages.get('/me/passport/clr.jwt', async (visit) => {
    const made = await clrJwtOfPassport(takeOut, query(visit));
    if (!made.ok) return refuse(visit, made.refusal.code);
    asFile(visit, 'jwt').type('text/plain').send(made.jwt);
  });

  pages.get('/me/passport/badges.zip', async (visit) => {
    const { personId, locale, response } = visit;
    const made = await bakedBadges(takeOut, { personId, locale, audience: 'holder' });
    if (!made.ok) return refuse(visit, made.refusal.code);
    response
      .set('Content-Disposition', `attachment; filename="${takeOutWords(locale).badgesFile}.zip"`)
      .type('zip');
    await sendZip(response, made.badges);
  });
}
