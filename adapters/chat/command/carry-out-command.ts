import { chatWords } from '../../../src/i18n/chat-messages.ts';
import { listBadges } from '../../../src/use-cases/list-badges.ts';
import { openForm } from '../form/open-form.ts';
import type { ChatSegment } from '../grammar/chat-text.ts';
import type { PassportCommand } from '../grammar/chat-command.ts';
import { helpReply, topicReply, unclearReply } from '../reply/help-reply.ts';
import { listReply } from '../reply/list-reply.ts';
import { menuReply } from '../reply/menu-reply.ts';
import { awardCommand } from './award-command.ts';
import { knownBadges, type Spoken } from './badge-named.ts';
import type { ChatContext, ChatDeps } from './chat-context.ts';
import { reply, say, type ChatResult } from './chat-result.ts';
import { nominateCommand, reviewCommand, showQueue, supportCommand } from './nomination-commands.ts';
import { digest, experienceCommand, language, link, passport, web } from './own-commands.ts';
import { understand } from './resolve-people.ts';
import { revokeCommand } from './revoke-command.ts';

/**
 * Does what somebody said to the bot. What comes of it is for them alone. May be called again with the same
 * delivery key: nothing happens twice.
 */
export async function carryOutCommand(
  deps: ChatDeps,
  context: ChatContext,
  segments: readonly ChatSegment[],
): Promise<ChatResult> {
  const listed = await listBadges(deps, {});
  const understood = await understand(context, segments, knownBadges(listed));
  return dispatch(deps, context, { understood, listed });
}

async function dispatch(deps: ChatDeps, context: ChatContext, spoken: Spoken): Promise<ChatResult> {
  const { locale } = context;
  const { command } = spoken.understood;
  if (command.kind === 'not-understood') return reply(unclearReply(command, locale));
  switch (command.verb) {
    case 'award':
      return awardCommand(deps, context, command, spoken);
    case 'nominate':
      return nominateCommand(deps, context, command, spoken);
    case 'support':
      return supportCommand(deps, context, command, spoken);
    case 'review':
      return reviewCommand(deps, context, command, spoken);
    case 'revoke':
      return revokeCommand(deps, context, command, spoken);
    case 'passport':
      return ownPassport(deps, context, command);
    case 'list': {
      const found =
        command.query === undefined ? spoken.listed : await listBadges(deps, { words: command.query });
      return reply(listReply(found, command.query, locale, deps.links, spoken.listed));
    }
    case 'digest':
      return digest(deps, context, command.schedule);
    case 'experience':
      return experienceCommand(deps, context, command);
    case 'link':
      return link(deps, context, command.with);
    case 'language':
      return language(deps, context, command.language);
    case 'web':
      return web(deps, context);
    case 'help':
      return reply(
        command.topic === undefined ? helpReply(locale, deps.links) : topicReply(command.topic, locale),
      );
    case 'menu':
      return reply(menuReply(locale));
    case 'open-form':
      return command.form === 'review'
        ? showQueue(deps, context)
        : openForm(deps, context, { form: command.form });
  }
}

async function ownPassport(
  deps: ChatDeps,
  context: ChatContext,
  command: PassportCommand,
): Promise<ChatResult> {
  const other = command.people.some(
    (person) => person.kind !== 'mentioned' || context.answerTo.identity !== keyOfMention(context, person.id),
  );
  return other ? say([chatWords(context.locale).passportPrivateToOthers]) : passport(deps, context);
}

function keyOfMention(context: ChatContext, userId: string): string {
  const identity = context.platform.identity(userId);
  return identity.kind === 'slack' || identity.kind === 'teams'
    ? `${context.platform.workspace}:${identity.user}`
    : '';
}
