import type { Actor } from '../../src/domain/actor.ts';
import type { EvidenceFile } from '../../src/domain/evidence.ts';
import { identityKey, workspaceOf, type Identity } from '../../src/domain/identity.ts';
import type { InboxItem } from '../../src/domain/inbox-item.ts';
import type { Person } from '../../src/domain/person.ts';
import type { Place } from '../../src/domain/place.ts';
import type { Directory } from '../../src/ports/directory.ts';
import { addEvidence } from '../../src/use-cases/add-evidence.ts';
import { changeEvidence } from '../../src/use-cases/change-evidence.ts';
import { publishAward } from '../../src/use-cases/publish-award.ts';
import { recognisePerson } from '../../src/use-cases/recognise-person.ts';
import { showPassport } from '../../src/use-cases/show-passport.ts';
import { chatWords } from '../../src/i18n/chat-messages.ts';
import { awardTo, carryOutCommand } from '../chat/command/carry-out-command.ts';
import type { ChatContext, ChatDeps, ChatPlatform } from '../chat/command/chat-context.ts';
import { passportReply } from '../chat/reply/passport-reply.ts';
import { refusalReply } from '../chat/reply/refusal-reply.ts';
import { chatActions, type Reply } from '../chat/reply/reply.ts';
import { pendingAward } from './pending-award.ts';
import { slackMessage } from './slack-blocks.ts';
import { slackErrorCode } from './slack-failure.ts';
import { answer } from './slack-notifier.ts';
import {
  deliveryKeyOf,
  isCommand,
  isEvent,
  parseSlackRequest,
  workspaceIdOf,
  type SlackAction,
  type SlackCommand,
  type SlackEvent,
  type SlackFile,
  type SlackMentionEvent,
  type SlackMessageEvent,
  type SlackRequest,
} from './slack-request.ts';
import { slackSegments } from './slack-text.ts';
import type { SlackBot, SlackTokens } from './slack-tokens.ts';

export type SlackDeps = ChatDeps & {
  readonly tokens: SlackTokens;
  readonly directory: Directory;
  readonly fetch: typeof fetch;
};

/** An answer that Slack did not take; the request is carried out again later, and nothing happens twice. */
class AnswerNotTaken extends Error {}

/**
 * Carries out a request from Slack that was stored and acknowledged. May be called again with the same one.
 * One from a workspace where the app is not installed is dropped.
 */
export async function carryOutSlack(deps: SlackDeps, item: InboxItem): Promise<void> {
  const request = parseSlackRequest(item.payload);
  if (request === undefined) return;
  const workspaceId = workspaceIdOf(request);
  const bot = await deps.tokens.bot(workspaceId);
  if (bot === undefined) return;
  if (isCommand(request)) await command(deps, bot, workspaceId, request);
  else if (isEvent(request)) await happened(deps, bot, workspaceId, request);
  else await clicked(deps, bot, workspaceId, request);
}

type Sender = { readonly person: Person; readonly actor: Actor; readonly identity: Identity };

/** Who sent a request; undefined for a bot, or somebody that Slack does not know. */
async function senderOf(deps: SlackDeps, workspaceId: string, user: string): Promise<Sender | undefined> {
  const identity: Identity = { kind: 'slack', workspace: workspaceId, user };
  const account = await deps.directory.account(identity);
  if (account === undefined || account.standing === 'bot' || account.deactivated) return undefined;
  const person = await recognisePerson(deps, { identity, facts: account, vouchedBy: 'platform' });
  const workspace = workspaceOf(identity);
  return {
    person,
    identity,
    actor: {
      personId: person.id,
      ...(person.name === undefined ? {} : { name: person.name }),
      ...(workspace === undefined ? {} : { workspace }),
      standing: account.standing,
      via: 'slack',
    },
  };
}

async function contextOf(
  deps: SlackDeps,
  bot: SlackBot,
  request: SlackRequest,
  sender: Sender,
  where: { readonly conversation: string; readonly thread?: string; readonly answerAt?: string },
): Promise<ChatContext> {
  const workspaceId = workspaceIdOf(request);
  const locale = sender.person.locale ?? 'nl';
  const place: Place = {
    workspace: `slack:${workspaceId}`,
    conversation: where.conversation,
    ...(where.thread === undefined ? {} : { thread: where.thread }),
  };
  return {
    actor: sender.actor,
    locale,
    deliveryKey: deliveryKeyOf(request),
    place,
    announce: await canAnnounce(bot, where.conversation),
    answerTo: {
      kind: 'sender-only',
      place,
      identity: identityKey(sender.identity),
      personId: sender.person.id,
      locale,
      ...(where.answerAt === undefined ? {} : { answerAt: where.answerAt }),
    },
    platform: platformOf(deps, bot, workspaceId),
  };
}

function platformOf(deps: SlackDeps, bot: SlackBot, workspaceId: string): ChatPlatform {
  return {
    directory: deps.directory,
    workspace: `slack:${workspaceId}`,
    identity: (user) => ({ kind: 'slack', workspace: workspaceId, user }),
    async groupMembers(usergroup) {
      try {
        const { users } = await bot.client.usergroups.users.list({ usergroup });
        return users ?? [];
      } catch (error) {
        if (['no_such_subteam', 'subteam_not_found', 'missing_scope'].includes(slackErrorCode(error) ?? ''))
          return undefined;
        throw error;
      }
    },
  };
}

/** The bot is in the conversation, and it is one that others read too. */
async function canAnnounce(bot: SlackBot, conversation: string): Promise<boolean> {
  if (conversation.startsWith('D')) return false;
  try {
    const { channel } = await bot.client.conversations.info({ channel: conversation });
    return channel?.is_archived !== true && (channel?.is_member === true || channel?.is_mpim === true);
  } catch (error) {
    if (slackErrorCode(error) !== undefined) return false;
    throw error;
  }
}

async function command(
  deps: SlackDeps,
  bot: SlackBot,
  workspaceId: string,
  request: SlackCommand,
): Promise<void> {
  const sender = await senderOf(deps, workspaceId, request.user_id);
  if (sender === undefined) return;
  const context = await contextOf(deps, bot, request, sender, {
    conversation: request.channel_id,
    answerAt: request.response_url,
  });
  await tell(
    deps,
    bot,
    context,
    await carryOutCommand(deps, context, slackSegments(request.text, bot.botUserId)),
  );
}

async function clicked(
  deps: SlackDeps,
  bot: SlackBot,
  workspaceId: string,
  request: SlackAction,
): Promise<void> {
  const sender = await senderOf(deps, workspaceId, request.user.id);
  const [action] = request.actions;
  if (sender === undefined || action === undefined) return;
  const context = await contextOf(deps, bot, request, sender, {
    conversation: request.channel?.id ?? request.user.id,
    ...(request.message?.thread_ts === undefined ? {} : { thread: request.message.thread_ts }),
    ...(request.response_url === undefined ? {} : { answerAt: request.response_url }),
  });
  await tell(deps, bot, context, await pressed(deps, context, action.action_id, action.value ?? ''));
}

async function pressed(
  deps: SlackDeps,
  context: ChatContext,
  actionId: string,
  value: string,
): Promise<Reply | undefined> {
  const { actor, locale } = context;
  switch (actionId.split(':')[0]) {
    case chatActions.publishAward:
    case chatActions.hideAward: {
      const visibility = actionId.startsWith(chatActions.publishAward) ? 'public' : 'private';
      const outcome = await publishAward(deps, { actor, awardId: value, visibility, evidencePublic: false });
      if (!outcome.ok) return refusalReply(outcome.refusal, locale);
      const m = chatWords(locale);
      const words = [visibility === 'public' ? m.madePublic : m.madePrivate];
      return {
        summary: words,
        parts: [
          { kind: 'text', text: words },
          {
            kind: 'buttons',
            buttons: [
              { label: m.viewAward, url: deps.links.award(value) },
              visibility === 'public'
                ? { label: m.makePrivate, action: chatActions.hideAward, value }
                : { label: m.makePublic, action: chatActions.publishAward, value },
            ],
          },
        ],
      };
    }
    case chatActions.showPassport: {
      const outcome = await showPassport(deps, { personId: actor.personId });
      return outcome.ok
        ? passportReply(outcome.passport, locale, deps.links)
        : refusalReply(outcome.refusal, locale);
    }
    case chatActions.awardBadge: {
      const pending = pendingAward(value);
      return pending === undefined ? undefined : awardTo(deps, context, pending);
    }
    default:
      return undefined;
  }
}

async function happened(
  deps: SlackDeps,
  bot: SlackBot,
  workspaceId: string,
  request: SlackEvent,
): Promise<void> {
  const { event } = request;
  if (event.type === 'app_mention' && isMention(event)) {
    if (event.bot_id === undefined) await mentioned(deps, bot, workspaceId, request, event);
  } else if (event.type === 'message' && isMessage(event)) await said(deps, bot, workspaceId, request, event);
}

function isMention(event: SlackEvent['event']): event is SlackMentionEvent {
  return event.type === 'app_mention' && 'channel' in event && 'user' in event;
}

function isMessage(event: SlackEvent['event']): event is SlackMessageEvent {
  return event.type === 'message' && 'channel' in event && 'event_ts' in event;
}

async function mentioned(
  deps: SlackDeps,
  bot: SlackBot,
  workspaceId: string,
  request: SlackEvent,
  event: SlackMentionEvent,
): Promise<void> {
  const sender = await senderOf(deps, workspaceId, event.user);
  if (sender === undefined) return;
  const context = await contextOf(deps, bot, request, sender, {
    conversation: event.channel,
    thread: event.thread_ts ?? event.ts,
  });
  await tell(
    deps,
    bot,
    context,
    await carryOutCommand(deps, context, slackSegments(event.text, bot.botUserId)),
  );
}

/** A message: a word to the bot in a direct message, or evidence in a thread that is watched. */
async function said(
  deps: SlackDeps,
  bot: SlackBot,
  workspaceId: string,
  request: SlackEvent,
  event: SlackMessageEvent,
): Promise<void> {
  const { subtype } = event;
  if (subtype === 'message_changed' || subtype === 'message_deleted')
    return changed(deps, workspaceId, event);
  if (subtype !== undefined && subtype !== 'file_share' && subtype !== 'thread_broadcast') return;
  if (event.user === undefined || event.bot_id !== undefined || event.user === bot.botUserId) return;
  if (event.thread_ts !== undefined && event.thread_ts !== event.ts)
    return gather(deps, bot, workspaceId, event);
  if (event.channel_type !== 'im') return;
  const sender = await senderOf(deps, workspaceId, event.user);
  if (sender === undefined) return;
  const context = await contextOf(deps, bot, request, sender, { conversation: event.channel });
  await tell(
    deps,
    bot,
    context,
    await carryOutCommand(deps, context, slackSegments(event.text, bot.botUserId)),
  );
}

async function gather(
  deps: SlackDeps,
  bot: SlackBot,
  workspaceId: string,
  event: SlackMessageEvent,
): Promise<void> {
  const thread: Place = {
    workspace: `slack:${workspaceId}`,
    conversation: event.channel,
    ...(event.thread_ts === undefined ? {} : { thread: event.thread_ts }),
  };
  const text = plainText(event.text, bot.botUserId);
  const files = (event.files ?? []).map(evidenceFile);
  // A word to the bot inside the thread is a command, not evidence.
  const toBot = event.text.includes(`<@${bot.botUserId}>`) || event.text.includes(`<@${bot.botUserId}|`);
  if (toBot || (text === '' && files.length === 0)) return;
  const sender = event.user === undefined ? undefined : await senderOf(deps, workspaceId, event.user);
  if (sender === undefined) return;
  await addEvidence(deps, {
    to: { thread },
    piece: {
      sourceKey: sourceKey(workspaceId, event.channel, event.ts),
      kind: 'message',
      ...(text === '' ? {} : { text }),
      files,
      authorId: sender.person.id,
      ...(sender.person.name === undefined ? {} : { authorName: sender.person.name }),
      saidAt: new Date(Number(event.ts) * 1000),
      revision: event.ts,
    },
  });
}

async function changed(deps: SlackDeps, workspaceId: string, event: SlackMessageEvent): Promise<void> {
  const deleted = event.subtype === 'message_deleted';
  const ts = deleted ? event.deleted_ts : event.message?.ts;
  if (ts === undefined) return;
  await changeEvidence(deps, {
    sourceKey: sourceKey(workspaceId, event.channel, ts),
    revision: deleted ? event.event_ts : (event.message?.edited?.ts ?? event.event_ts),
    ...(deleted
      ? {}
      : {
          now: {
            text: plainText(event.message?.text ?? '', undefined),
            files: (event.message?.files ?? []).map(evidenceFile),
          },
        }),
  });
}

function sourceKey(workspaceId: string, channel: string, ts: string): string {
  return `slack:${workspaceId}|${channel}|${ts}`;
}

/** What a message says, without Slack's markup. */
function plainText(text: string, botUserId: string | undefined): string {
  return slackSegments(text, botUserId)
    .map((segment) => {
      if (segment.kind === 'text') return segment.text;
      if (segment.kind === 'link') return segment.url;
      return `${segment.kind === 'channel' ? '#' : '@'}${segment.label ?? segment.id}`;
    })
    .join('')
    .trim();
}

function evidenceFile(file: SlackFile): EvidenceFile {
  return {
    name: file.name ?? file.id,
    type: file.mimetype ?? 'application/octet-stream',
    size: file.size ?? 0,
    ...(file.permalink === undefined ? {} : { permalink: file.permalink }),
  };
}

async function tell(
  deps: SlackDeps,
  bot: SlackBot,
  context: ChatContext,
  reply: Reply | undefined,
): Promise<void> {
  if (reply === undefined) return;
  const workspaceId = context.platform.workspace.slice('slack:'.length);
  const result = await answer(
    deps.fetch,
    bot,
    context.answerTo,
    slackMessage(reply, workspaceId, context.locale),
  );
  if (result.kind === 'again') throw new AnswerNotTaken(result.error);
}
