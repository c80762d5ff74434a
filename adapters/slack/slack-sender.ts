import type { Actor } from '../../src/domain/actor.ts';
import { identityKey, workspaceOf, type Identity } from '../../src/domain/identity.ts';
import type { Locale } from '../../src/domain/localized-text.ts';
import type { Person } from '../../src/domain/person.ts';
import type { Place } from '../../src/domain/place.ts';
import { recognisePerson } from '../../src/use-cases/recognise-person.ts';
import type { ChatContext, ChatPlatform } from '../chat/command/chat-context.ts';
import type { SlackDeps } from './slack-deps.ts';
import { isUnreachable, slackErrorCode } from './slack-failure.ts';
import { deliveryKeyOf, workspaceIdOf, type SlackRequest } from './slack-request.ts';
import { inTeam, type SlackBot } from './slack-tokens.ts';

export type Sender = {
  readonly person: Person;
  readonly actor: Actor;
  readonly identity: Identity;
  readonly locale: Locale;
};

/** Who sent a request; undefined for a bot, or somebody that Slack does not know (any more). */
export async function senderOf(
  deps: SlackDeps,
  workspaceId: string,
  user: string,
): Promise<Sender | undefined> {
  const identity: Identity = { kind: 'slack', workspace: workspaceId, user };
  const account = await deps.directory.account(identity);
  if (account === undefined || account.standing === 'bot' || account.deactivated) return undefined;
  const person = await recognisePerson(deps, { identity, facts: account, vouchedBy: 'platform' });
  const workspace = workspaceOf(identity);
  return {
    person,
    identity,
    locale: person.locale ?? 'nl',
    actor: {
      personId: person.id,
      ...(person.name === undefined ? {} : { name: person.name }),
      account: identityKey(identity),
      ...(workspace === undefined ? {} : { workspace }),
      standing: account.standing,
      via: 'slack',
    },
  };
}

/** Where a request came from; `conversation` may be a user's id, for their direct messages with the bot. */
export type Whereabouts = {
  readonly conversation: string;
  readonly thread?: string;
  /** The thread was there before this was said in it. */
  readonly begun?: boolean;
  readonly answerAt?: string;
};

export async function contextOf(
  deps: SlackDeps,
  bot: SlackBot,
  request: SlackRequest,
  sender: Sender,
  where: Whereabouts,
): Promise<ChatContext> {
  const workspaceId = workspaceIdOf(request);
  const place: Place = {
    workspace: `slack:${workspaceId}`,
    conversation: where.conversation,
    ...(where.thread === undefined ? {} : { thread: where.thread }),
  };
  return {
    actor: sender.actor,
    locale: sender.locale,
    deliveryKey: deliveryKeyOf(request),
    place,
    threadBegun: where.begun ?? false,
    ...(await audienceOf(bot, where.conversation)),
    answerTo: {
      kind: 'sender-only',
      place,
      identity: identityKey(sender.identity),
      personId: sender.person.id,
      locale: sender.locale,
      ...(where.answerAt === undefined ? {} : { answerAt: where.answerAt }),
    },
    platform: platformOf(deps, bot, workspaceId),
  };
}

function platformOf(deps: SlackDeps, bot: SlackBot, workspaceId: string): ChatPlatform {
  return {
    directory: {
      account: (identity) => deps.directory.account(identity),
      named: (workspace, name) => deps.directory.named(workspace, name, bot.teamId),
    },
    workspace: `slack:${workspaceId}`,
    identity: (user) => ({ kind: 'slack', workspace: workspaceId, user }),
    async groupMembers(usergroup) {
      try {
        const { users } = await bot.client.usergroups.users.list({ usergroup, ...inTeam(bot.teamId) });
        return users ?? [];
      } catch (error) {
        if (['no_such_subteam', 'subteam_not_found'].includes(slackErrorCode(error) ?? '')) return undefined;
        throw error;
      }
    },
  };
}

/** Whether the bot can tell others there, and whether everybody in the workspace is among them. */
async function audienceOf(
  bot: SlackBot,
  conversation: string,
): Promise<Pick<ChatContext, 'announce' | 'open'>> {
  const nobody = { announce: false, open: false };
  if (!/^[CG]/u.test(conversation)) return nobody;
  try {
    const { channel } = await bot.client.conversations.info({ channel: conversation });
    return {
      announce: channel?.is_archived !== true && (channel?.is_member === true || channel?.is_mpim === true),
      open: channel?.is_private === false && channel.is_mpim !== true,
    };
  } catch (error) {
    if (isUnreachable(error)) return nobody;
    throw error;
  }
}
