import type { Evidence } from '../../../src/domain/evidence.ts';
import { experienceKinds } from '../../../src/domain/experience.ts';
import { nominationWords } from '../../../src/i18n/chat-nomination-messages.ts';
import { addEvidence } from '../../../src/use-cases/add-evidence.ts';
import { confirmEvidence } from '../../../src/use-cases/withdraw-evidence.ts';
import { evidenceSubjects } from '../../../src/use-cases/choosable-awards.ts';
import { skillsNamed } from '../../../src/use-cases/known-skills.ts';
import { awardTo } from '../command/award-command.ts';
import type { ChatContext, ChatDeps } from '../command/chat-context.ts';
import { done, reply, say, type ChatResult } from '../command/chat-result.ts';
import { accept, decline, nominateThese, support } from '../command/nomination-commands.ts';
import { experience, link, settings } from '../command/own-commands.ts';
import { refusedPeople } from '../command/refused-people.ts';
import { personOf, resolvePeople } from '../command/resolve-people.ts';
import { revoke } from '../command/revoke-command.ts';
import { refusalReply } from '../reply/refusal-reply.ts';
import type { FormRequest, SaidMessage } from './form-request.ts';
import { listAnswer, textAnswer, type FormAnswers } from './form.ts';

/**
 * Carries out a form that was sent in. `checkAnswers` was asked before; what it lets through and is wrong all the
 * same is refused in words. May be called again with the same delivery key.
 */
export async function submitForm(
  deps: ChatDeps,
  context: ChatContext,
  request: FormRequest,
  answers: FormAnswers,
): Promise<ChatResult> {
  const reason = textAnswer(answers, 'reason');
  switch (request.form) {
    case 'award':
    case 'nominate':
      return aboutPeople(deps, context, request, answers);
    case 'support':
      return support(deps, context, textAnswer(answers, 'nomination') ?? '', reason);
    case 'review':
      return textAnswer(answers, 'decision') === 'accept'
        ? accept(deps, context, request.nominationId ?? '', reason)
        : decline(deps, context, request.nominationId ?? '', reason ?? '');
    case 'decline':
      return decline(deps, context, request.nominationId ?? '', reason ?? '');
    case 'revoke':
      return revoke(deps, context, textAnswer(answers, 'award') ?? '', reason ?? '');
    case 'experience':
      return declared(deps, context, answers);
    case 'evidence':
      return attach(deps, context, request, textAnswer(answers, 'subject') ?? '');
    case 'link':
      return link(deps, context, { email: (textAnswer(answers, 'address') ?? '').toLowerCase() });
    case 'settings': {
      const language = textAnswer(answers, 'language');
      const schedule = textAnswer(answers, 'digest');
      const hour = textAnswer(answers, 'digestHour');
      const by = textAnswer(answers, 'digestBy');
      return settings(deps, context, {
        ...(language === 'nl' || language === 'en' ? { locale: language } : {}),
        ...(schedule === 'weekly' || schedule === 'monthly' || schedule === 'off'
          ? { digest: schedule }
          : {}),
        ...(hour !== undefined && /^\d{1,2}$/u.test(hour) ? { digestHour: Number(hour) } : {}),
        ...(by === 'chat' || by === 'mail' ? { digestBy: by } : {}),
      });
    }
  }
}

async function aboutPeople(
  deps: ChatDeps,
  context: ChatContext,
  request: FormRequest,
  answers: FormAnswers,
): Promise<ChatResult> {
  const references = listAnswer(answers, 'people').map((id) => ({ kind: 'mentioned' as const, id }));
  const people = await resolvePeople(deps, context, references, new Map());
  if (people.personIds.length === 0) return reply(refusedPeople(people.refusals, context.locale));
  const reason = textAnswer(answers, 'reason');
  const evidence = await evidenceOf(deps, context, request.said);
  const wish = {
    badge: textAnswer(answers, 'badge') ?? '',
    ...(reason === undefined ? {} : { reason }),
    ...(evidence === undefined ? {} : { evidence: [evidence] }),
  };
  return request.form === 'award'
    ? awardTo(deps, context, { ...wish, recipients: people.personIds, refusedPeople: people.refusals })
    : nominateThese(deps, context, { ...wish, nominees: people.personIds });
}

/** The message that a form is about, as evidence; its author by the person they are here. */
async function evidenceOf(
  deps: ChatDeps,
  context: ChatContext,
  said: SaidMessage | undefined,
): Promise<Omit<Evidence, 'id' | 'subject'> | undefined> {
  if (said === undefined) return undefined;
  const met = said.author === undefined ? undefined : await personOf(deps, context, said.author, undefined);
  const author =
    met !== undefined && 'personId' in met ? await deps.store.persons.find(met.personId) : undefined;
  return {
    sourceKey: said.sourceKey,
    kind: 'message',
    ...(said.text === undefined ? {} : { text: said.text }),
    files: said.files.map(({ permalink, sourceId, ...file }) => ({
      ...file,
      ...(permalink === undefined ? {} : { permalink }),
      ...(sourceId === undefined ? {} : { sourceId }),
    })),
    ...(author === undefined ? {} : { authorId: author.id }),
    ...(author?.name === undefined ? {} : { authorName: author.name }),
    saidAt: new Date(said.saidAt),
    revision: said.revision,
  };
}

async function declared(deps: ChatDeps, context: ChatContext, answers: FormAnswers): Promise<ChatResult> {
  const kind = experienceKinds.find((one) => one === textAnswer(answers, 'kind')) ?? 'informal';
  const [organisation, from, until, description] = [
    textAnswer(answers, 'organisation'),
    textAnswer(answers, 'from'),
    textAnswer(answers, 'until'),
    textAnswer(answers, 'description'),
  ];
  const skill = textAnswer(answers, 'skill');
  const { locale } = context;
  const skills = await skillsNamed(deps, { typed: skill === undefined ? [] : [skill], locale });
  return experience(deps, context, {
    kind,
    skills,
    title: textAnswer(answers, 'title') ?? '',
    ...(organisation === undefined ? {} : { organisation }),
    ...(from === undefined ? {} : { from }),
    ...(until === undefined ? {} : { until }),
    ...(description === undefined ? {} : { description }),
  });
}

/** Adds the message to an award or nomination that the actor has a part in. */
async function attach(
  deps: ChatDeps,
  context: ChatContext,
  request: FormRequest,
  chosen: string,
): Promise<ChatResult> {
  const piece = await evidenceOf(deps, context, request.said);
  if (piece === undefined) return done;
  const subjects = await evidenceSubjects(deps, { actor: context.actor });
  const found = subjects.find(({ subject }) => `${subject.kind}:${subject.id}` === chosen);
  if (found === undefined) return reply(refusalReply({ code: 'not-yours' }, context.locale));
  await addEvidence(deps, { to: { subject: found.subject }, piece });
  // Who may confirm has just done so, by choosing this very message; of others it is an offer.
  const { id, kind } = found.subject;
  const kept = (await deps.store.evidence.findBySource(piece.sourceKey)).find(
    ({ subject }) => subject.kind === kind && subject.id === id,
  );
  if (kept !== undefined)
    await confirmEvidence(deps, {
      actor: context.actor,
      evidenceId: kept.id,
      stands: true,
      // As Slack marks moments, so that this and a ✅ of there come one after the other.
      revision: (deps.clock().getTime() / 1000).toFixed(6),
    });
  return say([nominationWords(context.locale).evidenceAdded]);
}
