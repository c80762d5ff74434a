import type { Express } from 'express';
import { takeOutWords } from '../../i18n/web-take-out-messages.ts';
import { bakedBadges } from '../../use-cases/baked-badges.ts';
import { clrOfPassport } from '../../use-cases/clr-of-passport.ts';
import { createCredentialCache } from '../../use-cases/credential-of-award.ts';
import { showShare } from '../../use-cases/show-share.ts';
import { answerProblem } from '../answer-problem.tsx';
import { limitRate } from '../limit-rate.ts';
import { pathPart } from '../path-part.ts';
import { localeOf } from '../request-locale.ts';
import { sendZip } from '../send-zip.ts';
import type { AppDeps } from '../web-deps.ts';
import { sendNothing } from './shared-routes.tsx';

/**
 * `/passports/:token/…`: the badges behind a share link as files that can be checked. They say of the learner no more than
 * each badge's own page does, and hold nothing of the link, which can be withdrawn while files stay.
 */
export function mountSharedFiles(app: Express, deps: AppDeps): void {
  const limit = limitRate(deps);
  const takeOut = { ...deps, credentials: createCredentialCache(500) };

  app.get('/passports/:token/clr.json', limit, async (request, response) => {
    const shared = await showShare(deps, { token: pathPart(request, 'token') });
    if (!shared.ok) return sendNothing(deps, request, response, shared.refusal);
    const { person, awards } = shared.passport;
    const words = takeOutWords(localeOf(request));
    const made = await clrOfPassport(takeOut, {
      personId: person.id,
      awardIds: awards.map(({ id }) => id),
      audience: 'anyone',
      name: words.recordName(person.name),
    });
    if (!made.ok) return answerProblem(deps, request, response, made.refusal.code);
    response
      .set({
        'Cache-Control': 'no-store',
        'X-Robots-Tag': 'noindex',
        'Content-Disposition': `attachment; filename="${words.recordFile}.json"`,
      })
      .type('application/vc+ld+json')
      .send(Buffer.from(JSON.stringify(made.credential, null, 2), 'utf8'));
  });

  app.get('/passports/:token/badges.zip', limit, async (request, response) => {
    const shared = await showShare(deps, { token: pathPart(request, 'token') });
    if (!shared.ok) return sendNothing(deps, request, response, shared.refusal);
    const { person, awards } = shared.passport;
    const locale = localeOf(request);
    const made = await bakedBadges(takeOut, {
      personId: person.id,
      awardIds: awards.map(({ id }) => id),
      audience: 'anyone',
      locale,
    });
    if (!made.ok) return answerProblem(deps, request, response, made.refusal.code);
    response
      .set({
        'Cache-Control': 'no-store',
        'X-Robots-Tag': 'noindex',
        'Content-Disposition': `attachment; filename="${takeOutWords(locale).badgesFile}.zip"`,
      })
      .type('zip');
    await sendZip(response, made.badges);
  });
}
