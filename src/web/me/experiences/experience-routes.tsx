import type { VNode } from 'preact';
import { faultsOf, type ExperienceFacts } from '../../../domain/experience.ts';
import type { Refusal } from '../../../domain/refusal.ts';
import { meWords } from '../../../i18n/web-me-messages.ts';
import { changeExperience, findExperience, removeExperience } from '../../../use-cases/change-experience.ts';
import { declareExperience } from '../../../use-cases/declare-experience.ts';
import { badgeSkills, skillsNamed } from '../../../use-cases/known-skills.ts';
import { assets } from '../../assets.ts';
import { answerProblem } from '../../answer-problem.tsx';
import { pathPart } from '../../path-part.ts';
import type { FormVisit, SignedInPages, Visit } from '../../session/signed-in-pages.ts';
import type { AppDeps } from '../../web-deps.ts';
import { toForm } from '../back-to.ts';
import { sendMePage } from '../me-frame.tsx';
import { sendRemovalPage } from '../removal-page.tsx';
import {
  ExperienceForm,
  factsOf,
  nothingTyped,
  readTyped,
  typedOf,
  type ExperienceTyped,
} from './experience-form.tsx';

/** `/me/experiences`: what a learner declares themselves, added, changed and removed. */
export function mountExperiences(pages: SignedInPages, deps: AppDeps): void {
  pages.get('/me/experiences/new', async (visit) => {
    await sendForm(deps, visit, { typed: nothingTyped });
  });
  pages.get('/me/experiences', (visit) => toForm(visit, '/me/experiences/new'));
  pages.post('/me/experiences', async (visit) => {
    const typed = readTyped(visit.form);
    const { locale } = visit;
    const facts = factsOf(typed, await skillsNamed(deps, { typed: typed.skills, locale }));
    const { actor, deliveryKey } = visit;
    const declared = await declareExperience(deps, { actor, deliveryKey, ...facts });
    if (declared.ok) visit.response.redirect(303, `/me#experience-${declared.experience.id}`);
    else await sendForm(deps, visit, { typed, facts, refusal: declared.refusal });
  });
  pages.get('/me/experiences/:id', async (visit) => {
    const experience = await ownExperience(deps, visit);
    if (experience === undefined) return;
    const { id, updatedAt } = experience;
    const typed = typedOf(experience, visit.locale);
    await sendForm(deps, visit, { id, seenAt: updatedAt.getTime(), typed });
  });
  pages.post('/me/experiences/:id', async (visit) => {
    const typed = readTyped(visit.form);
    const id = pathPart(visit.request, 'id');
    const seenAt = Number(visit.form.text('seen'));
    const before = await findExperience(deps.store, { actor: visit.actor, experienceId: id });
    // What it was called when it was chosen it may be called no more.
    const had = before?.skills ?? [];
    const skills = await skillsNamed(deps, { typed: typed.skills, locale: visit.locale, had });
    const facts = factsOf(typed, skills);
    const changed = await changeExperience(deps, {
      actor: visit.actor,
      experienceId: id,
      seenAt: new Date(Number.isSafeInteger(seenAt) ? seenAt : 0),
      facts,
    });
    if (changed.ok) {
      visit.response.redirect(303, `/me#experience-${id}`);
      return;
    }
    if (changed.refusal.code === 'unknown-experience') {
      answerProblem(deps, visit.request, visit.response, 'unknown-experience');
      return;
    }
    // Saved again, it holds: by then they have seen that somebody changed it.
    const latest = await findExperience(deps.store, { actor: visit.actor, experienceId: id });
    const now = changed.refusal.code === 'changed-meanwhile' ? latest?.updatedAt.getTime() : seenAt;
    await sendForm(deps, visit, { id, seenAt: now ?? 0, typed, facts, refusal: changed.refusal });
  });
  pages.get('/me/experiences/:id/remove', async (visit) => {
    const experience = await ownExperience(deps, visit);
    if (experience === undefined) return;
    const { id, title: name } = experience;
    sendRemovalPage(deps, visit, { kind: 'experience', id, name, text: meWords(visit.locale).removeText });
  });
  pages.post('/me/experiences/:id/remove', async (visit) => {
    const removed = await removeExperience(deps, {
      actor: visit.actor,
      experienceId: pathPart(visit.request, 'id'),
    });
    if (removed.ok) visit.response.redirect(303, '/me?done=removed');
    else answerProblem(deps, visit.request, visit.response, removed.refusal.code);
  });
}

async function ownExperience(deps: AppDeps, visit: Visit) {
  const found = await findExperience(deps.store, {
    actor: visit.actor,
    experienceId: pathPart(visit.request, 'id'),
  });
  if (found === undefined) answerProblem(deps, visit.request, visit.response, 'unknown-experience');
  return found;
}

async function sendForm(
  deps: AppDeps,
  visit: Visit | FormVisit,
  content: {
    readonly id?: string;
    readonly seenAt?: number;
    readonly typed: ExperienceTyped;
    /** What was made of that, where it was refused. */
    readonly facts?: ExperienceFacts;
    readonly refusal?: Refusal;
  },
): Promise<void> {
  const { id, seenAt, typed, facts, refusal } = content;
  const words = meWords(visit.locale);
  const title = id === undefined ? words.experienceNew : words.experienceEdit;
  const stale = refusal?.code === 'changed-meanwhile';
  sendMePage(deps, visit, {
    title,
    section: 'passport',
    script: assets.skills.path,
    status: refusal === undefined ? 200 : stale ? 409 : 422,
    body: (
      <article>
        <header class="page-head">
          <h1>{title}</h1>
          <p>{words.experienceLead}</p>
          {refusal === undefined ? null : (
            <p class="said not-done" role="alert">
              {stale ? words.changedMeanwhile : words.faultsTitle}
            </p>
          )}
        </header>
        <ExperienceForm
          visit={visit}
          action={id === undefined ? '/me/experiences' : `/me/experiences/${id}`}
          typed={typed}
          known={await badgeSkills(deps)}
          {...(seenAt === undefined ? {} : { seenAt })}
          {...(facts === undefined ? {} : { faults: faultsOf(facts, deps.clock()) })}
        />
      </article>
    ) satisfies VNode,
  });
}
