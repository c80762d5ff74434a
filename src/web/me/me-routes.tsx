import type { Express } from 'express';
import { inLocale } from '../../domain/localized-text.ts';
import { meWords } from '../../i18n/web-me-messages.ts';
import { showPassport } from '../../use-cases/show-passport.ts';
import { answerProblem } from '../answer-problem.tsx';
import { snapshotPicture } from '../pictures/picture-address.ts';
import { signedInPages } from '../session/signed-in-pages.ts';
import type { AppDeps } from '../web-deps.ts';
import { sendMePage } from './me-frame.tsx';

/** `/me`: a person's own passport. */
export function mountMe(app: Express, deps: AppDeps): void {
  const pages = signedInPages(app, deps);
  pages.get('/me', async (visit) => {
    const { locale } = visit;
    const words = meWords(locale);
    const shown = await showPassport(deps, { personId: visit.personId });
    if (!shown.ok) return answerProblem(deps, visit.request, visit.response, shown.refusal.code);
    const { awards } = shown.passport;
    return sendMePage(deps, visit, {
      title: words.passportTitle,
      section: 'passport',
      body: (
        <article>
          <h1>{words.passportTitle}</h1>
          {awards.length === 0 ? <p>{words.empty}</p> : null}
          <ul class="cards">
            {awards.map((award) => (
              <li class="card">
                <img src={snapshotPicture(award.badge)} alt="" width="68" height="68" />
                <div>
                  <h3>
                    <a href={`/awards/${award.id}`}>{inLocale(award.badge.title, locale)}</a>
                  </h3>
                  <p>{inLocale(award.badge.issuerName, locale)}</p>
                </div>
              </li>
            ))}
          </ul>
        </article>
      ),
    });
  });
}
