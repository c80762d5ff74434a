import type { Evidence } from '../../../src/domain/evidence.ts';
import type { PersonId } from '../../../src/domain/person.ts';
import type { Refusal } from '../../../src/domain/refusal.ts';
import { formWords } from '../../../src/i18n/chat-form-messages.ts';
import { awardBadge } from '../../../src/use-cases/award-badge.ts';
import { openForm } from '../form/open-form.ts';
import type { BadgeCommand } from '../grammar/chat-command.ts';
import { refusalReply } from '../reply/refusal-reply.ts';
import { chatActions, type Reply } from '../reply/reply.ts';
import { badgeNamed, type Spoken } from './badge-named.ts';
import type { ChatContext, ChatDeps } from './chat-context.ts';
import { done, reply, type ChatResult } from './chat-result.ts';
import { refusedPeople } from './refused-people.ts';
import { resolvePeople, userIdsOf, type ResolvedPeople } from './resolve-people.ts';

/** Awards what was said; what was left out is asked for by the form, with the rest filled in. */
export async function awardCommand(
  deps: ChatDeps,
  context: ChatContext,
  command: BadgeCommand,
  { understood, listed }: Spoken,
): Promise<ChatResult> {
  const { locale } = context;
  const mentioned = command.people.length > 0 ? command.people : command.alsoMentioned;
  if (command.badge === undefined)
    return openForm(deps, context, { form: 'award', people: await userIdsOf(context, mentioned) });
  const named = badgeNamed(command.badge, listed);
  const people = await resolvePeople(deps, context, command.people, understood.found);
  if (!named.ok)
    return reply(
      refusalReply(named.refusal, locale, {
        people: people.personIds,
        ...(command.badge.reason === undefined ? {} : { reason: command.badge.reason }),
      }),
    );
  const reason = named.reason === undefined ? {} : { reason: named.reason };
  if (command.people.length === 0)
    return openForm(deps, context, {
      form: 'award',
      badge: named.slug,
      people: await userIdsOf(context, mentioned),
      ...reason,
    });
  if (people.personIds.length === 0) return reply(refusedPeople(people.refusals, locale));
  return awardTo(deps, context, {
    badge: named.slug,
    recipients: people.personIds,
    ...reason,
    refusedPeople: people.refusals,
  });
}

/** Awards to people who are known already, as a button or a form gives them too. */
export async function awardTo(
  deps: ChatDeps,
  context: ChatContext,
  wish: {
    readonly badge: string;
    readonly recipients: readonly PersonId[];
    readonly reason?: string;
    readonly refusedPeople?: ResolvedPeople['refusals'];
    readonly evidence?: readonly Omit<Evidence, 'id' | 'subject'>[];
  },
): Promise<ChatResult> {
  const { actor, locale, deliveryKey, place, announce, answerTo } = context;
  const outcome = await awardBadge(deps, {
    actor,
    deliveryKey,
    badge: wish.badge,
    recipients: wish.recipients,
    ...(wish.reason === undefined ? {} : { reason: wish.reason }),
    ...(announce ? { announceAt: { place, locale, begun: context.threadBegun ?? false } } : {}),
    ...(wish.evidence === undefined ? {} : { evidence: wish.evidence }),
    answerTo,
  });
  if (!outcome.ok) return reply(await withNomination(deps, context, wish, outcome.refusal));
  // The names that led to nobody are not part of the award, so they are told of apart from its answer.
  return wish.refusedPeople === undefined || wish.refusedPeople.length === 0
    ? done
    : reply(refusedPeople(wish.refusedPeople, locale));
}

/** Who may not award may often nominate: the way there is one click. */
async function withNomination(
  deps: ChatDeps,
  context: ChatContext,
  wish: { readonly badge: string; readonly recipients: readonly PersonId[]; readonly reason?: string },
  refusal: Refusal,
): Promise<Reply> {
  const said = refusalReply(refusal, context.locale);
  const may = refusal.code === 'review-required' || (refusal.code === 'not-allowed' && refusal.mayNominate);
  if (!may) return said;
  const persons = await deps.store.persons.findMany(wish.recipients);
  const people = persons.flatMap(({ identities }) =>
    identities.flatMap(({ identity }) =>
      'user' in identity &&
      `${identity.kind}:${'workspace' in identity ? identity.workspace : identity.tenant}` ===
        context.platform.workspace
        ? [identity.user]
        : [],
    ),
  );
  const value = JSON.stringify({
    form: 'nominate',
    badge: wish.badge,
    people: people.slice(0, 20),
    ...(wish.reason === undefined ? {} : { reason: wish.reason.slice(0, 500) }),
  });
  return {
    summary: said.summary,
    parts: [
      ...said.parts,
      {
        kind: 'buttons',
        buttons: [
          {
            label: formWords(context.locale).submit.nominate,
            action: chatActions.openForm,
            value,
            style: 'primary',
          },
        ],
      },
    ],
  };
}
