import type { Express } from 'express';
import { skillsPictureWords } from '../../i18n/skills-picture-messages.ts';
import { skillsOfPassport } from '../../use-cases/skills-of-passport.ts';
import { skillsPicture } from '../../use-cases/skills-picture.ts';
import { answerProblem } from '../answer-problem.tsx';
import { limitRate } from '../limit-rate.ts';
import { pathPart } from '../path-part.ts';
import type { AppDeps } from '../web-deps.ts';

/** Narrow enough to be read on a phone, where a message is shown no wider than this. */
const width = 420;

/**
 * `/pictures/skills/:token.png`: somebody's skills as a picture, for the messages in which they themselves are shown
 * their passport. The address is given to nobody else, and cannot be guessed.
 */
export function mountSkillsPictures(app: Express, deps: AppDeps): void {
  app.get('/pictures/skills/:token.png', limitRate(deps), async (request, response) => {
    const now = deps.clock();
    const asked = deps.skillsPictureTokens.read(pathPart(request, 'token'), now);
    const gathered = asked && (await skillsOfPassport(deps, { personId: asked.personId }));
    if (asked === undefined || gathered?.ok !== true || deps.draw === undefined) {
      answerProblem(deps, request, response, 'not-found');
      return;
    }
    const { locale } = asked;
    const drawing = skillsPicture(gathered.skills, {
      locale,
      words: skillsPictureWords(locale),
      now,
      width,
      font: 'DejaVu Sans',
      background: '#fff',
    });
    const png = await deps.draw(Buffer.from(drawing), width * 2, { fonts: 'bundled' });
    response
      .set({
        'Cache-Control': 'private, max-age=3600',
        'X-Robots-Tag': 'noindex',
        // Messages are shown in the pages of other origins.
        'Cross-Origin-Resource-Policy': 'cross-origin',
      })
      .type('image/png')
      .send(Buffer.from(png));
  });
}
