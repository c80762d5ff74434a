import { z } from 'zod';
import { parseIdentity } from '../../src/domain/identity.ts';
import type { OutboxMessage } from '../../src/domain/outbox-message.ts';
import type { DeliveryResult } from '../../src/ports/notifier.ts';
import type { slackMessage } from './slack-blocks.ts';
import { slackErrorCode, slackFailure } from './slack-failure.ts';
import type { SlackBot } from './slack-tokens.ts';

export type Content = ReturnType<typeof slackMessage>;

const opened = z.object({ channel: z.object({ id: z.string() }) });

/** The direct messages between the bot and somebody. */
export async function directMessages(bot: SlackBot, user: string): Promise<string> {
  return opened.parse(await bot.client.conversations.open({ users: user })).channel.id;
}

/** Errors that mean: not in this conversation; the person's own messages with the bot remain. */
const notHere = new Set([
  'not_in_channel',
  'channel_not_found',
  'user_not_in_channel',
  'is_archived',
  'restricted_action',
]);

/**
 * Tells the sender alone: by the request's own answer address where there is one, since it works where the bot is
 * not a member; else in the conversation; else in their direct messages.
 */
export async function answer(
  fetchUrl: typeof fetch,
  bot: SlackBot,
  destination: Extract<OutboxMessage['destination'], { kind: 'sender-only' }>,
  content: Content,
): Promise<DeliveryResult> {
  const byAddress =
    destination.answerAt === undefined ? undefined : await post(fetchUrl, destination.answerAt, content);
  if (byAddress !== undefined) return byAddress;
  const identity = parseIdentity(destination.identity);
  if (identity?.kind !== 'slack') return { kind: 'impossible', error: 'no account there', unreachable: true };
  const { conversation, thread } = destination.place;
  try {
    if (conversation.startsWith('D'))
      await bot.client.chat.postMessage({
        channel: conversation,
        ...content,
        ...(thread === undefined ? {} : { thread_ts: thread }),
      });
    else if (/^[UW]/u.test(conversation)) await direct(bot, identity.user, content);
    else
      await bot.client.chat.postEphemeral({
        channel: conversation,
        user: identity.user,
        ...content,
        ...(thread === undefined ? {} : { thread_ts: thread }),
      });
    return { kind: 'delivered' };
  } catch (error) {
    if (!notHere.has(slackErrorCode(error) ?? '')) return slackFailure(error);
  }
  try {
    await direct(bot, identity.user, content);
    return { kind: 'delivered' };
  } catch (error) {
    return slackFailure(error);
  }
}

async function direct(bot: SlackBot, user: string, content: Content): Promise<void> {
  await bot.client.chat.postMessage({ channel: await directMessages(bot, user), ...content });
}

/** Undefined when the address takes nothing any more (5 uses, 30 minutes): the other ways remain. */
async function post(
  fetchUrl: typeof fetch,
  address: string,
  content: Content,
): Promise<DeliveryResult | undefined> {
  const response = await fetchUrl(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...content, response_type: 'ephemeral', replace_original: false }),
    signal: AbortSignal.timeout(5_000),
  });
  if (response.ok) return { kind: 'delivered' };
  if (response.status !== 429 && response.status < 500) return undefined;
  const seconds = Number(response.headers.get('retry-after'));
  return {
    kind: 'again',
    error: `answer address: ${response.status}`,
    ...(seconds > 0 ? { afterMs: seconds * 1000 } : {}),
  };
}
