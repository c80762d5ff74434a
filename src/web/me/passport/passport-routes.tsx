import { parseEntryRef } from '../../../domain/entry-ref.ts';
import { skillsPictureWords } from '../../../i18n/skills-picture-messages.ts';
import { meWords } from '../../../i18n/web-me-messages.ts';
import { pinEntry } from '../../../use-cases/pin-entry.ts';
import { hideEntry } from '../../../use-cases/hide-entry.ts';
import { publishAward } from '../../../use-cases/publish-award.ts';
import { showPassport } from '../../../use-cases/show-passport.ts';
import { skillsOfPassport } from '../../../use-cases/skills-of-passport.ts';
import { skillsPicture } from '../../../use-cases/skills-picture.ts';
import { answerProblem } from '../../answer-problem.tsx';
import { pathPart } from '../../path-part.ts';
import type { SignedInPages } from '../../session/signed-in-pages.ts';
import type { AppDeps } from '../../web-deps.ts';
import { backTo } from '../back-to.ts';
import { sendMePage } from '../me-frame.tsx';
import { readChoice } from './entry-choice.ts';
import { PassportPage } from './passport-page.tsx';

/** `/me`: a person's own passport, and what they do with what is in it. */
export function mountPassport(pages: SignedInPages, deps: AppDeps): void {
  pages.get('/me', async (visit) => {
    const shown = await showPassport(deps, { personId: visit.personId, withHidden: true });
    if (!shown.ok) {
      answerProblem(deps, visit.request, visit.response, shown.refusal.code);
      return;
    }
    const choice = readChoice(visit.request.query);
    const words = meWords(visit.locale);
    const { done } = visit.request.query;
    const said = done === 'hidden' || done === 'removed' ? words.done[done] : undefined;
    sendMePage(deps, visit, {
      title: words.passportTitle,
      section: 'passport',
      body: (
        <PassportPage
          visit={visit}
          passport={shown.passport}
          choice={choice}
          now={deps.clock()}
          {...(said === undefined ? {} : { said })}
        />
      ),
    });
  });
  pages.get('/me/skills.svg', async (visit) => {
    const { locale, response } = visit;
    const gathered = await skillsOfPassport(deps, { personId: visit.personId });
    const skills = gathered.ok ? gathered.skills : [];
    const options = { locale, now: deps.clock(), words: skillsPictureWords(locale), width: 640, most: 24 };
    response
      .set('Content-Disposition', 'attachment; filename="skills.svg"')
      .type('image/svg+xml')
      .send(skillsPicture(skills, { ...options, font: 'sans-serif' }));
  });
  pages.post('/me/awards/:id', async (visit) => {
    const { actor, form } = visit;
    const awardId = pathPart(visit.request, 'id');
    const hide = form.text('hide');
    const show = form.text('show');
    const entry = { kind: 'award', id: awardId } as const;
    const outcome =
      hide === ''
        ? await publishAward(deps, {
            actor,
            awardId,
            visibility: show === 'public' || show === 'evidence' ? 'public' : 'private',
            evidencePublic: show === 'evidence',
          })
        : await hideEntry(deps, { actor, entry, hidden: hide === 'yes' });
    if (outcome.ok) backTo(visit, `award-${awardId}`, hide === 'yes' ? 'hidden' : undefined);
    else answerProblem(deps, visit.request, visit.response, outcome.refusal.code);
  });
  pages.post('/me/pins', async (visit) => {
    const { actor, form } = visit;
    const entry = parseEntryRef(form.text('entry'));
    if (entry === undefined) return answerProblem(deps, visit.request, visit.response, 'unknown-award');
    const outcome = await pinEntry(deps, { actor, entry, pinned: form.text('pin') === 'yes' });
    if (outcome.ok) backTo(visit, `${entry.kind}-${entry.id}`);
    else answerProblem(deps, visit.request, visit.response, outcome.refusal.code);
    return undefined;
  });
  pages.post('/me/experiences/:id/hide', async (visit) => {
    const id = pathPart(visit.request, 'id');
    const hidden = visit.form.text('hide') === 'yes';
    const outcome = await hideEntry(deps, {
      actor: visit.actor,
      entry: { kind: 'experience', id },
      hidden,
    });
    if (outcome.ok) backTo(visit, `experience-${id}`, hidden ? 'hidden' : undefined);
    else answerProblem(deps, visit.request, visit.response, outcome.refusal.code);
  });
}
