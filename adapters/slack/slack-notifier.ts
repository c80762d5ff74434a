import { z } from 'zod';
import { parseIdentity, workspaceOf } from '../../src/domain/identity.ts';
import type { OutboxMessage } from '../../src/domain/outbox-message.ts';
import type { Place } from '../../src/domain/place.ts';
import type { DeliveryResult, Notifier } from '../../src/ports/notifier.ts';
import type { Links } from '../chat/reply/links.ts';
import { noticeReply } from '../chat/reply/notice-reply.ts';
import { slackMessage } from './slack-blocks.ts';
import { slackFailure } from './slack-failure.ts';
import type { SlackBot, SlackTokens } from './slack-tokens.ts';

/** The metadata under which a message of ours can be recognised among those of a conversation. */
const eventType = 'speldje_message';

const posted = z.object({ channel: z.string(), ts: z.string() });
const opened = z.object({ channel: z.object({ id: z.string() }) });
const found = z.object({
  messages: z.array(
    z.object({
      ts: z.string(),
      metadata: z
        .object({ event_type: z.string(), event_payload: z.object({ key: z.string().optional() }) })
        .optional(),
    }),
  ),
});

/** Clocks of two machines differ a little; a message is looked for from this long before its first attempt. */
const clockSkewS = 60;

/** Delivers messages into Slack. */
export function slackNotifier(deps: {
  readonly tokens: SlackTokens;
  readonly links: Links;
  readonly fetch: typeof fetch;
}): Notifier {
  const target = async (message: OutboxMessage) => {
    const { destination } = message;
    const workspace =
      destination.kind === 'person'
        ? workspaceOf(parseIdentity(destination.identity) ?? { kind: 'email', address: '' })
        : destination.place.workspace;
    const workspaceId = workspace?.slice('slack:'.length) ?? '';
    return { workspaceId, bot: await deps.tokens.bot(workspaceId) };
  };

  return {
    channel: 'slack',
    async deliver(message) {
      try {
        const { workspaceId, bot } = await target(message);
        if (bot === undefined)
          return { kind: 'impossible', error: 'the app is not installed there', unreachable: true };
        const reply = noticeReply(message.notice, message.destination.locale, deps.links, message.createdAt);
        if (reply === undefined) return { kind: 'delivered' };
        const content = slackMessage(reply, workspaceId, message.destination.locale);
        return await send(deps.fetch, bot, message, content);
      } catch (error) {
        return slackFailure(error);
      }
    },
    async findDelivered(message) {
      const { workspaceId, bot } = await target(message);
      // What only the sender saw can't be asked for: better told twice than not at all.
      if (bot === undefined || message.destination.kind === 'sender-only') return undefined;
      const conversation = await conversationOf(bot, message);
      const thread =
        message.destination.kind === 'conversation' ? message.destination.place.thread : undefined;
      const query = {
        channel: conversation,
        oldest: String(message.createdAt.getTime() / 1000 - clockSkewS),
        include_all_metadata: true,
        limit: 15,
      };
      const answer = found.parse(
        thread === undefined
          ? await bot.client.conversations.history(query)
          : await bot.client.conversations.replies({ ...query, ts: thread }),
      );
      const ours = answer.messages.find(
        ({ metadata }) => metadata?.event_type === eventType && metadata.event_payload.key === message.key,
      );
      return ours && standing(workspaceId, conversation, ours.ts, thread);
    },
  };
}

type Content = ReturnType<typeof slackMessage>;

function standing(workspaceId: string, conversation: string, ts: string, thread: string | undefined) {
  const place: Place & { message: string } = {
    workspace: `slack:${workspaceId}`,
    conversation,
    thread: thread ?? ts,
    message: ts,
  };
  return place;
}

async function conversationOf(bot: SlackBot, message: OutboxMessage): Promise<string> {
  const { destination } = message;
  if (destination.kind !== 'person') return destination.place.conversation;
  const identity = parseIdentity(destination.identity);
  const users = identity?.kind === 'slack' ? identity.user : '';
  return opened.parse(await bot.client.conversations.open({ users })).channel.id;
}

async function send(
  fetchUrl: typeof fetch,
  bot: SlackBot,
  message: OutboxMessage,
  content: Content,
): Promise<DeliveryResult> {
  const { destination } = message;
  if (destination.kind === 'sender-only') return answer(fetchUrl, bot, destination, content);
  const channel = await conversationOf(bot, message);
  const thread = destination.kind === 'conversation' ? destination.place.thread : undefined;
  const result = posted.parse(
    await bot.client.chat.postMessage({
      channel,
      ...content,
      ...(thread === undefined ? {} : { thread_ts: thread }),
      unfurl_links: false,
      unfurl_media: false,
      metadata: { event_type: eventType, event_payload: { key: message.key } },
    }),
  );
  const identity = destination.kind === 'person' ? parseIdentity(destination.identity) : undefined;
  const workspaceId =
    destination.kind === 'conversation'
      ? destination.place.workspace.slice('slack:'.length)
      : identity?.kind === 'slack'
        ? identity.workspace
        : '';
  return { kind: 'delivered', to: standing(workspaceId, result.channel, result.ts, thread) };
}

/** By the request's own answer address where there is one: it works where the bot is not a member. */
export async function answer(
  fetchUrl: typeof fetch,
  bot: SlackBot,
  destination: Extract<OutboxMessage['destination'], { kind: 'sender-only' }>,
  content: Content,
): Promise<DeliveryResult> {
  if (destination.answerAt !== undefined) {
    const response = await fetchUrl(destination.answerAt, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...content, response_type: 'ephemeral', replace_original: false }),
      signal: AbortSignal.timeout(5_000),
    });
    if (response.ok) return { kind: 'delivered' };
    if (response.status === 429 || response.status >= 500) {
      const seconds = Number(response.headers.get('retry-after'));
      return {
        kind: 'again',
        error: `answer address: ${response.status}`,
        ...(seconds > 0 ? { afterMs: seconds * 1000 } : {}),
      };
    }
    // Used up or expired (5 uses, 30 minutes): the other way remains.
  }
  const identity = parseIdentity(destination.identity);
  if (identity?.kind !== 'slack') return { kind: 'impossible', error: 'no account there', unreachable: true };
  const { conversation, thread } = destination.place;
  if (conversation.startsWith('D')) await bot.client.chat.postMessage({ channel: conversation, ...content });
  else
    await bot.client.chat.postEphemeral({
      channel: conversation,
      user: identity.user,
      ...content,
      ...(thread === undefined ? {} : { thread_ts: thread }),
    });
  return { kind: 'delivered' };
}
