import type { BadgeName } from '../../../src/domain/refusal.ts';
import { chatWords } from '../../../src/i18n/chat-messages.ts';
import { awardBadge } from '../../../src/use-cases/award-badge.ts';
import { listBadges, type ListedBadge } from '../../../src/use-cases/list-badges.ts';
import { showPassport } from '../../../src/use-cases/show-passport.ts';
import type { BadgeCommand, ChatCommand, NotUnderstood, Verb } from '../grammar/chat-command.ts';
import type { ChatSegment } from '../grammar/chat-text.ts';
import { badgeWords } from '../grammar/badge-phrase.ts';
import { resolveBadge } from '../grammar/resolve-badge.ts';
import { helpReply, unavailableReply, unclearReply } from '../reply/help-reply.ts';
import { listReply } from '../reply/list-reply.ts';
import { passportReply } from '../reply/passport-reply.ts';
import { refusalReply } from '../reply/refusal-reply.ts';
import { refusalWords } from '../reply/refusal-words.ts';
import type { Inline, Reply } from '../reply/reply.ts';
import type { ChatContext, ChatDeps } from './chat-context.ts';
import { resolvePeople, understand, type Understood } from './resolve-people.ts';

/**
 * Does what somebody said to the bot. The reply is for them alone; undefined when the answer was written
 * along with the change itself. May be called again with the same delivery key: nothing happens twice.
 */
export async function carryOutCommand(
  deps: ChatDeps,
  context: ChatContext,
  segments: readonly ChatSegment[],
): Promise<Reply | undefined> {
  const listed = await listBadges(deps, {});
  const known = listed.map(({ badge }) => ({
    slug: badge.slug,
    titles: [...Object.values(badge.title), ...badge.aliases],
  }));
  const understood = await understand(context, segments, known);
  return dispatch(deps, context, understood, listed, known);
}

type Known = readonly { readonly slug: string; readonly titles: string[] }[];

async function dispatch(
  deps: ChatDeps,
  context: ChatContext,
  understood: Understood,
  listed: readonly ListedBadge[],
  known: Known,
): Promise<Reply | undefined> {
  const { locale } = context;
  const { command } = understood;
  if (command.kind === 'not-understood') return unclearReply(command, locale);
  switch (command.verb) {
    case 'award':
      return award(deps, context, understood, command, listed, known);
    case 'passport':
      return passport(deps, context, command);
    case 'list':
      return listReply(
        command.query === undefined ? listed : await listBadges(deps, { words: command.query }),
        command.query,
        locale,
        deps.links,
      );
    case 'help':
    case 'menu':
      return helpReply(locale, deps.links);
    default:
      return unavailableReply(verbOf(command), locale);
  }
}

function verbOf(command: Exclude<ChatCommand, { verb: 'menu' }> | NotUnderstood): Verb {
  if (command.kind === 'not-understood') return command.nearest;
  return command.verb === 'open-form' ? command.form : command.verb;
}

async function award(
  deps: ChatDeps,
  context: ChatContext,
  { found }: Understood,
  command: BadgeCommand,
  listed: readonly ListedBadge[],
  known: Known,
): Promise<Reply | undefined> {
  const { locale } = context;
  const m = chatWords(locale);
  if (command.badge === undefined)
    return say(command.people.length === 0 ? m.needPeopleAndBadge : m.needBadge, m.examples.award);
  const resolved = resolveBadge(command.badge, known);
  const people = await resolvePeople(deps, context, command.people, found);
  if (!resolved.ok) {
    return refusalReply(
      {
        code: 'unknown-badge',
        said: badgeWords(command.badge).join(' '),
        nearest: titled(resolved.nearest, listed),
      },
      locale,
      {
        people: people.personIds,
        ...(command.badge.reason === undefined ? {} : { reason: command.badge.reason }),
      },
    );
  }
  if (command.people.length === 0) return say(m.needPeople, m.examples.award);
  if (people.personIds.length === 0) return refusedPeople(people.refusals, context);
  return awardTo(deps, context, {
    badge: resolved.badge.slug,
    recipients: people.personIds,
    ...(resolved.reason === undefined ? {} : { reason: resolved.reason }),
    refusedPeople: people.refusals,
  });
}

/** Awards to people who are known already, as a button or a form gives them too. */
export async function awardTo(
  deps: ChatDeps,
  context: ChatContext,
  wish: {
    readonly badge: string;
    readonly recipients: readonly string[];
    readonly reason?: string;
    readonly refusedPeople?: Awaited<ReturnType<typeof resolvePeople>>['refusals'];
  },
): Promise<Reply | undefined> {
  const { actor, locale, deliveryKey, place, announce, answerTo } = context;
  const outcome = await awardBadge(deps, {
    actor,
    deliveryKey,
    badge: wish.badge,
    recipients: wish.recipients,
    ...(wish.reason === undefined ? {} : { reason: wish.reason }),
    ...(announce ? { announceAt: { place, locale } } : {}),
    answerTo,
  });
  if (!outcome.ok) return refusalReply(outcome.refusal, locale);
  // The names that led to nobody are not part of the award, so they are told of apart from its answer.
  return wish.refusedPeople === undefined || wish.refusedPeople.length === 0
    ? undefined
    : refusedPeople(wish.refusedPeople, context);
}

function refusedPeople(
  refusals: Awaited<ReturnType<typeof resolvePeople>>['refusals'],
  { locale }: Pick<ChatContext, 'locale'>,
): Reply {
  const text = refusals.flatMap(({ said, refusal }, at): Inline[] => {
    const words = refusalWords(refusal, locale);
    const self = refusal.code === 'unknown-person' || refusal.code === 'ambiguous-person';
    return [...(at === 0 ? [] : ['\n']), self ? words : chatWords(locale).answerRefused(said, words)];
  });
  return { summary: text, parts: [{ kind: 'text', text }] };
}

async function passport(
  deps: ChatDeps,
  context: ChatContext,
  command: Extract<ChatCommand, { verb: 'passport' }>,
): Promise<Reply> {
  const { locale, actor } = context;
  const other = command.people.some(
    (person) => person.kind !== 'mentioned' || context.answerTo.identity !== keyOfMention(context, person.id),
  );
  if (other) return say(chatWords(locale).passportPrivateToOthers);
  const outcome = await showPassport(deps, { personId: actor.personId });
  return outcome.ok
    ? passportReply(outcome.passport, locale, deps.links)
    : refusalReply(outcome.refusal, locale);
}

function keyOfMention(context: ChatContext, userId: string): string {
  const identity = context.platform.identity(userId);
  return identity.kind === 'slack' || identity.kind === 'teams'
    ? `${context.platform.workspace}:${identity.user}`
    : '';
}

function say(words: string, example?: string): Reply {
  const summary = [words];
  return {
    summary,
    parts: [
      { kind: 'text', text: summary },
      ...(example === undefined ? [] : [{ kind: 'small' as const, text: [{ code: example }] }]),
    ],
  };
}

/** The badges' names in both languages, for buttons in the sender's own. */
function titled(nearest: Known, listed: readonly ListedBadge[]): BadgeName[] {
  return nearest.flatMap(({ slug }) =>
    listed.flatMap(({ badge }) => (badge.slug === slug ? [{ slug, title: badge.title }] : [])),
  );
}
