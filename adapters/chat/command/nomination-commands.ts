import type { Evidence } from '../../../src/domain/evidence.ts';
import type { Nomination } from '../../../src/domain/nomination.ts';
import type { PersonId } from '../../../src/domain/person.ts';
import type { Outcome, Refusal } from '../../../src/domain/refusal.ts';
import type { PersonName } from '../../../src/domain/outbox-message.ts';
import { nominationWords } from '../../../src/i18n/chat-nomination-messages.ts';
import { acceptNomination } from '../../../src/use-cases/accept-nomination.ts';
import { declineNomination, withdrawNomination } from '../../../src/use-cases/decline-nomination.ts';
import { endorseNomination } from '../../../src/use-cases/endorse-nomination.ts';
import { nominationsToReview, openNominationsOf } from '../../../src/use-cases/list-nominations.ts';
import { nominate } from '../../../src/use-cases/nominate.ts';
import { personName } from '../../../src/use-cases/person-name.ts';
import { openForm } from '../form/open-form.ts';
import type { BadgeCommand, ReviewCommand } from '../grammar/chat-command.ts';
import { withPerson } from '../reply/people.ts';
import { queueReply } from '../reply/queue-reply.ts';
import { refusalReply } from '../reply/refusal-reply.ts';
import { refusalWords } from '../reply/refusal-words.ts';
import type { Inline } from '../reply/reply.ts';
import { badgeNamed, type Spoken } from './badge-named.ts';
import type { ChatContext, ChatDeps } from './chat-context.ts';
import { reply, say, type ChatResult } from './chat-result.ts';
import { refusedPeople } from './refused-people.ts';
import { resolvePeople, userIdsOf } from './resolve-people.ts';

/** Nominates whom was said; what was left out is asked for by the form. */
export async function nominateCommand(
  deps: ChatDeps,
  context: ChatContext,
  command: BadgeCommand,
  { understood, listed }: Spoken,
): Promise<ChatResult> {
  const mentioned = command.people.length > 0 ? command.people : command.alsoMentioned;
  if (command.badge === undefined)
    return openForm(deps, context, { form: 'nominate', people: await userIdsOf(context, mentioned) });
  const named = badgeNamed(command.badge, listed);
  if (!named.ok) return reply(refusalReply(named.refusal, context.locale));
  const reason = named.reason === undefined ? {} : { reason: named.reason };
  if (command.people.length === 0)
    return openForm(deps, context, {
      form: 'nominate',
      badge: named.slug,
      people: await userIdsOf(context, mentioned),
      ...reason,
    });
  const people = await resolvePeople(deps, context, command.people, understood.found);
  if (people.personIds.length === 0) return reply(refusedPeople(people.refusals, context.locale));
  return nominateThese(deps, context, { badge: named.slug, nominees: people.personIds, ...reason });
}

/** Nominates people who are known already, each with a nomination of their own; tells who was and who was not. */
export async function nominateThese(
  deps: ChatDeps,
  context: ChatContext,
  wish: {
    readonly badge: string;
    readonly nominees: readonly PersonId[];
    readonly reason?: string;
    readonly evidence?: readonly Omit<Evidence, 'id' | 'subject'>[];
  },
): Promise<ChatResult> {
  const { actor, locale, place, open } = context;
  const m = nominationWords(locale);
  const lines: Inline[] = [];
  let nominated = 0;
  for (const nominee of wish.nominees) {
    const outcome = await nominate(deps, {
      actor,
      deliveryKey: `${context.deliveryKey}:${nominee}`,
      badge: wish.badge,
      nominee,
      ...(wish.reason === undefined ? {} : { reason: wish.reason }),
      ...(context.announce
        ? { announceAt: { place, locale, begun: context.threadBegun ?? false, open } }
        : {}),
      ...(wish.evidence === undefined ? {} : { evidence: wish.evidence }),
    });
    if (!outcome.ok && outcome.refusal.code === 'unknown-badge')
      return reply(refusalReply(outcome.refusal, locale));
    if (lines.length > 0) lines.push('\n');
    const name = await nameOf(deps, context, nominee);
    if (outcome.ok) {
      nominated += 1;
      lines.push(
        ...(nominee === actor.personId ? [m.answerNominatedSelf] : withPerson(m.answerNominated, name)),
      );
    } else lines.push(...refusalOf(outcome.refusal, name, context));
  }
  return say([...lines, ...(nominated > 0 ? [' ', m.answerReviewers] : [])]);
}

const aboutThem: readonly Refusal['code'][] = ['already-held', 'already-nominated', 'recipient-erased'];

function refusalOf(refusal: Refusal, name: PersonName, { locale }: ChatContext): Inline[] {
  const words = refusalWords(refusal, locale);
  return aboutThem.includes(refusal.code) ? [{ person: name }, ` ${words}`] : [words];
}

async function nameOf(deps: ChatDeps, context: ChatContext, personId: PersonId): Promise<PersonName> {
  const person = await deps.store.persons.find(personId);
  return person === undefined ? { personId } : personName(person, context.platform.workspace);
}

/** Supports the nomination that was named; when several fit, the form asks which. */
export async function supportCommand(
  deps: ChatDeps,
  context: ChatContext,
  command: BadgeCommand,
  spoken: Spoken,
): Promise<ChatResult> {
  const found = await namedNominations(deps, context, command, spoken);
  if ('kind' in found) return found;
  const [only] = found.nominations;
  if (only === undefined || found.nominations.length > 1)
    return openForm(deps, context, {
      form: 'support',
      ...(only === undefined ? {} : { nominationId: only.id }),
    });
  return support(deps, context, only.id, found.reason);
}

/** A colleague's support. */
export async function support(
  deps: ChatDeps,
  context: ChatContext,
  nominationId: string,
  comment?: string,
): Promise<ChatResult> {
  const outcome = await endorseNomination(deps, {
    actor: context.actor,
    nominationId,
    ...(comment === undefined ? {} : { comment }),
  });
  return told(deps, context, outcome, nominationWords(context.locale).answerSupported);
}

/** Decides on the nomination that was named; without a name, shows what waits. */
export async function reviewCommand(
  deps: ChatDeps,
  context: ChatContext,
  command: ReviewCommand,
  spoken: Spoken,
): Promise<ChatResult> {
  const found = await namedNominations(deps, context, command, spoken);
  if ('kind' in found) return found;
  const [only] = found.nominations;
  if (only === undefined || found.nominations.length > 1) return showQueue(deps, context);
  if (command.decision === 'accept') return accept(deps, context, only.id, found.reason);
  if (command.decision === 'decline')
    return found.reason === undefined
      ? openForm(deps, context, { form: 'decline', nominationId: only.id })
      : decline(deps, context, only.id, found.reason);
  return openForm(deps, context, { form: 'review', nominationId: only.id });
}

/** What waits for the actor's review. */
export async function showQueue(deps: ChatDeps, context: ChatContext): Promise<ChatResult> {
  const waiting = await nominationsToReview(deps, { actor: context.actor, limit: 200 });
  return reply(queueReply(waiting, context.locale, deps.links));
}

export async function accept(
  deps: ChatDeps,
  context: ChatContext,
  nominationId: string,
  reason?: string,
): Promise<ChatResult> {
  const outcome = await acceptNomination(deps, {
    actor: context.actor,
    nominationId,
    ...(reason === undefined ? {} : { reason }),
  });
  return told(deps, context, outcome, nominationWords(context.locale).answerAccepted);
}

export async function decline(
  deps: ChatDeps,
  context: ChatContext,
  nominationId: string,
  reason: string,
): Promise<ChatResult> {
  const outcome = await declineNomination(deps, { actor: context.actor, nominationId, reason });
  return told(deps, context, outcome, nominationWords(context.locale).answerDeclined);
}

export async function takeBack(
  deps: ChatDeps,
  context: ChatContext,
  nominationId: string,
): Promise<ChatResult> {
  const outcome = await withdrawNomination(deps, { actor: context.actor, nominationId });
  return told(deps, context, outcome, nominationWords(context.locale).answerTakenBack);
}

async function told(
  deps: ChatDeps,
  context: ChatContext,
  outcome: Outcome<{ readonly nomination: Nomination }>,
  words: (name: string) => string,
): Promise<ChatResult> {
  if (!outcome.ok) return reply(refusalReply(outcome.refusal, context.locale));
  const name = await nameOf(deps, context, outcome.nomination.nomineeId);
  return say(withPerson(words, name));
}

async function namedNominations(
  deps: ChatDeps,
  context: ChatContext,
  command: BadgeCommand | ReviewCommand,
  { understood, listed }: Spoken,
): Promise<{ nominations: readonly Nomination[]; reason?: string } | ChatResult> {
  const { locale } = context;
  if (command.people.length === 0) return { nominations: [] };
  const people = await resolvePeople(deps, context, command.people, understood.found);
  const [nominee, another] = people.personIds;
  if (nominee === undefined) return reply(refusedPeople(people.refusals, locale));
  if (another !== undefined) return say([nominationWords(locale).needOne]);
  const named = command.badge === undefined ? undefined : badgeNamed(command.badge, listed);
  const open = await openNominationsOf(deps, {
    nominee,
    ...(named?.ok === true ? { badge: named.slug } : {}),
  });
  // Words that name no badge are the reason, when there is just one nomination that can be meant.
  const spare = named?.ok === false && open.length === 1 ? command.badge?.text : undefined;
  if (named?.ok === false && spare === undefined) return reply(refusalReply(named.refusal, locale));
  if (open.length === 0 && named?.ok === true) {
    const badge = listed.find((one) => one.badge.slug === named.slug)?.badge;
    const name = await nameOf(deps, context, nominee);
    if (badge !== undefined)
      return say([{ person: name }, ` ${refusalWords({ code: 'not-nominated', badge }, locale)}`]);
  }
  const reason = named?.ok === true ? named.reason : spare;
  return { nominations: open, ...(reason === undefined ? {} : { reason }) };
}
