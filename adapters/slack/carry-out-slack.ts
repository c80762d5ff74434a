import type { InboxItem } from '../../src/domain/inbox-item.ts';
import { carryOutCommand } from '../chat/command/carry-out-command.ts';
import { pressButton } from '../chat/command/press-button.ts';
import { openForm } from '../chat/form/open-form.ts';
import { submitForm } from '../chat/form/submit-form.ts';
import type { SlackDeps } from './slack-deps.ts';
import { changed, reacted, replied } from './slack-evidence.ts';
import { saidMessage } from './slack-message.ts';
import {
  endedInstallation,
  isCommand,
  isEvent,
  parseSlackRequest,
  teamIdOf,
  workspaceIdOf,
  type SlackAction,
  type SlackCommand,
  type SlackEvent,
  type SlackMentionEvent,
  type SlackMessageEvent,
  type SlackReactionEvent,
  type SlackShortcut,
  type SlackSubmission,
} from './slack-request.ts';
import { contextOf, senderOf, type Sender, type Whereabouts } from './slack-sender.ts';
import { slackSegments } from './slack-text.ts';
import { tell, type At } from './slack-tell.ts';
import { troubleTold } from './slack-trouble.ts';
import { answersOf, readCarried } from './slack-view.ts';

/**
 * Carries out a request from Slack that was stored and acknowledged. May be called again with the same one.
 * One from a workspace where the app is not installed is dropped.
 */
export async function carryOutSlack(deps: SlackDeps, item: InboxItem): Promise<void> {
  const request = parseSlackRequest(item.payload);
  if (request === undefined) return;
  const workspaceId = workspaceIdOf(request);
  if (isEvent(request) && (await goneFrom(deps, request))) return;
  await troubleTold(deps, request, item, async () => {
    const bot = await deps.tokens.bot(workspaceId, teamIdOf(request));
    if (bot === undefined) return 'not-connected';
    const at: At = { deps, bot, workspaceId, item };
    if (isCommand(request)) await command(at, request);
    else if (isEvent(request)) await happened(at, request);
    else if (request.type === 'block_actions') await clicked(at, request);
    else if (request.type === 'view_submission') await submitted(at, request);
    else await shortcut(at, request);
    return 'done';
  });
}

/** The app was taken out of a workspace, or its token was revoked: what was kept of it goes. */
async function goneFrom({ tokens }: SlackDeps, request: SlackEvent): Promise<boolean> {
  const { event } = request;
  const revoked =
    event.type === 'app_uninstalled' ||
    (event.type === 'tokens_revoked' && 'tokens' in event && (event.tokens.bot ?? []).length > 0);
  if (!revoked) return false;
  await tokens.gone(endedInstallation(request));
  return true;
}

async function command(at: At, request: SlackCommand): Promise<void> {
  await by(at, request.user_id, async (sender) => {
    const where = { conversation: request.channel_id, answerAt: request.response_url };
    const context = await contextOf(at.deps, at.bot, request, sender, where);
    const result = await carryOutCommand(at.deps, context, slackSegments(request.text, at.bot.botUserId));
    await tell(at, request, context, where, result);
  });
}

async function clicked(at: At, request: SlackAction): Promise<void> {
  const [action] = request.actions;
  if (action === undefined) return;
  await by(at, request.user.id, async (sender) => {
    const thread = request.message?.thread_ts;
    const where: Whereabouts = {
      conversation: request.channel?.id ?? request.user.id,
      ...(thread === undefined ? {} : { thread }),
      ...(request.response_url === undefined ? {} : { answerAt: request.response_url }),
    };
    const context = await contextOf(at.deps, at.bot, request, sender, where);
    const asked = action.action_id.split(':')[0] ?? '';
    const result = await pressButton(at.deps, context, asked, action.value ?? '');
    await tell(at, request, context, where, result);
  });
}

/** The names of the shortcuts, as the manifest has them. */
export const shortcuts = {
  award: 'award-badge',
  awardForMessage: 'award-for-message',
  addToEvidence: 'add-to-evidence',
} as const;

async function shortcut(at: At, request: SlackShortcut): Promise<void> {
  await by(at, request.user.id, async (sender) => {
    if (request.type === 'shortcut') {
      const where = { conversation: request.user.id };
      const context = await contextOf(at.deps, at.bot, request, sender, where);
      await tell(at, request, context, where, await openForm(at.deps, context, { form: 'award' }));
      return;
    }
    const { channel, message } = request;
    const where: Whereabouts = {
      conversation: channel.id,
      ...(message.thread_ts === undefined ? {} : { thread: message.thread_ts, begun: true }),
      ...(request.response_url === undefined ? {} : { answerAt: request.response_url }),
    };
    const context = await contextOf(at.deps, at.bot, request, sender, where);
    const said = saidMessage(at.workspaceId, channel.id, message, at.bot.botUserId);
    const author =
      message.bot_id === undefined && message.user !== request.user.id ? message.user : undefined;
    const result = await openForm(
      at.deps,
      context,
      request.callback_id === shortcuts.addToEvidence
        ? { form: 'evidence', said }
        : { form: 'award', said, ...(author === undefined ? {} : { people: [author] }) },
    );
    await tell(at, request, context, where, result);
  });
}

async function submitted(at: At, request: SlackSubmission): Promise<void> {
  const carried = readCarried(request.view.private_metadata);
  if (carried === undefined) return;
  await by(at, request.user.id, async (sender) => {
    const { conversation, thread, begun, answerAt } = carried;
    const where: Whereabouts = {
      conversation,
      ...(thread === undefined ? {} : { thread }),
      ...(begun === undefined ? {} : { begun }),
      ...(answerAt === undefined ? {} : { answerAt }),
    };
    const context = await contextOf(at.deps, at.bot, request, sender, where);
    const result = await submitForm(at.deps, context, carried.request, answersOf(request));
    await tell(at, request, context, where, result);
  });
}

async function happened(at: At, request: SlackEvent): Promise<void> {
  const { event } = request;
  const { deps, workspaceId } = at;
  if (isMention(event)) {
    if (event.bot_id === undefined) await mentioned(at, request, event);
  } else if (isMessage(event)) await said(at, request, event);
  else if (isReaction(event)) await reacted(deps, workspaceId, event, at.item.attempts);
  else if (event.type === 'app_home_opened' && 'tab' in event) {
    if (event.tab === 'home') await deps.homes.publish(workspaceId, event.user, teamIdOf(request));
  } else if (event.type === 'user_change' && 'user' in event && typeof event.user === 'object') {
    deps.directory.forget(workspaceId, event.user.id);
    await senderOf(deps, workspaceId, event.user.id);
  }
}

function isMention(event: SlackEvent['event']): event is SlackMentionEvent {
  return event.type === 'app_mention' && 'channel' in event && 'user' in event;
}

function isMessage(event: SlackEvent['event']): event is SlackMessageEvent {
  return event.type === 'message' && 'channel' in event && 'event_ts' in event;
}

function isReaction(event: SlackEvent['event']): event is SlackReactionEvent {
  return (event.type === 'reaction_added' || event.type === 'reaction_removed') && 'item' in event;
}

async function mentioned(at: At, request: SlackEvent, event: SlackMentionEvent): Promise<void> {
  await by(at, event.user, async (sender) => {
    const where: Whereabouts = {
      conversation: event.channel,
      thread: event.thread_ts ?? event.ts,
      begun: event.thread_ts !== undefined && event.thread_ts !== event.ts,
    };
    const context = await contextOf(at.deps, at.bot, request, sender, where);
    const result = await carryOutCommand(at.deps, context, slackSegments(event.text, at.bot.botUserId));
    await tell(at, request, context, where, result);
  });
}

/** A message: a word to the bot in a direct message, or evidence in a thread that is watched. */
async function said(at: At, request: SlackEvent, event: SlackMessageEvent): Promise<void> {
  const { deps, bot, workspaceId } = at;
  const { subtype } = event;
  if (subtype === 'message_changed' || subtype === 'message_deleted')
    return changed(deps, workspaceId, event);
  if (subtype !== undefined && subtype !== 'file_share' && subtype !== 'thread_broadcast') return;
  if (event.user === undefined || event.bot_id !== undefined || event.user === bot.botUserId) return;
  if (event.channel_type !== 'im') {
    if (event.thread_ts !== undefined && event.thread_ts !== event.ts)
      await replied(deps, bot, workspaceId, event, at.item.attempts);
    return;
  }
  await by(at, event.user, async (sender) => {
    const where: Whereabouts = {
      conversation: event.channel,
      ...(event.thread_ts === undefined ? {} : { thread: event.thread_ts }),
    };
    const context = await contextOf(deps, bot, request, sender, where);
    await tell(
      at,
      request,
      context,
      where,
      await carryOutCommand(deps, context, slackSegments(event.text, bot.botUserId)),
    );
  });
}

/** Does what somebody asked, unless Slack does not know them; what changed shows on their home page. */
async function by(at: At, user: string, work: (sender: Sender) => Promise<void>): Promise<void> {
  const sender = await senderOf(at.deps, at.workspaceId, user);
  if (sender === undefined) return;
  await work(sender);
  at.deps.homes.refresh(at.workspaceId, user);
}
