import { z } from 'zod';
import { parseIdentity } from '../../src/domain/identity.ts';
import type { OutboxMessage } from '../../src/domain/outbox-message.ts';
import type { DeliveryResult } from '../../src/ports/notifier.ts';
import { plainer, type Content } from './slack-blocks.ts';
import { slackErrorCode, slackFailure } from './slack-failure.ts';
import { findMarked, markOf } from './slack-history.ts';
import { asTaken } from './slack-taken.ts';
import type { SlackBot } from './slack-tokens.ts';
import { callMs } from './slack-web-client.ts';

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

/** An answer that goes into direct messages as an ordinary message: it can be looked for there. */
export function standsInHistory(destination: SenderOnly): boolean {
  return destination.answerAt === undefined && !/^[CG]/u.test(destination.place.conversation);
}

type SenderOnly = Extract<OutboxMessage['destination'], { kind: 'sender-only' }>;

/**
 * Tells the sender alone: by the request's own answer address where there is one, since it works where the bot is
 * not a member; else in the conversation; else in their direct messages. `key` is unique to the answer.
 */
export async function answer(
  fetchUrl: typeof fetch,
  bot: SlackBot,
  destination: SenderOnly,
  content: Content,
  key: string,
): Promise<DeliveryResult> {
  const byAddress =
    destination.answerAt === undefined ? undefined : await post(fetchUrl, destination.answerAt, content);
  if (byAddress !== undefined) return byAddress;
  const identity = parseIdentity(destination.identity);
  if (identity?.kind !== 'slack') return { kind: 'impossible', error: 'no account there', unreachable: true };
  const { conversation, thread } = destination.place;
  const inThread = thread === undefined ? {} : { thread_ts: thread };
  const metadata = markOf(key);
  const direct = async () => {
    const channel = await directMessages(bot, identity.user);
    return asTaken(content, (taken) => bot.client.chat.postMessage({ channel, ...taken, metadata }));
  };
  try {
    if (conversation.startsWith('D'))
      await asTaken(content, (taken) =>
        bot.client.chat.postMessage({ channel: conversation, ...taken, ...inThread, metadata }),
      );
    else if (/^[UW]/u.test(conversation)) await direct();
    else
      await asTaken(content, (taken) =>
        bot.client.chat.postEphemeral({ channel: conversation, user: identity.user, ...taken, ...inThread }),
      );
    return { kind: 'delivered' };
  } catch (error) {
    if (!notHere.has(slackErrorCode(error) ?? '')) return slackFailure(error);
  }
  try {
    await direct();
    return { kind: 'delivered' };
  } catch (error) {
    return slackFailure(error);
  }
}

/** Whether an answer that may have arrived stands in the direct messages that it was for. */
export async function answeredAlready(
  bot: SlackBot,
  destination: SenderOnly,
  key: string,
  since: Date,
): Promise<boolean> {
  const identity = parseIdentity(destination.identity);
  if (identity?.kind !== 'slack' || !standsInHistory(destination)) return false;
  const { conversation, thread } = destination.place;
  const channel = conversation.startsWith('D') ? conversation : await directMessages(bot, identity.user);
  const wanted = { key, conversation: channel, since, ...(thread === undefined ? {} : { thread }) };
  return (await findMarked(bot, wanted)) !== undefined;
}

/** Undefined when the address takes nothing any more (5 uses, 30 minutes): the other ways remain. */
async function post(
  fetchUrl: typeof fetch,
  address: string,
  content: Content,
): Promise<DeliveryResult | undefined> {
  for (const taken of [content, ...plainer(content)]) {
    const response = await fetchUrl(address, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...taken, response_type: 'ephemeral', replace_original: false }),
      signal: AbortSignal.timeout(callMs),
    });
    if (response.ok) return { kind: 'delivered' };
    const { status } = response;
    if (status === 429 || status >= 500) {
      const seconds = Number(response.headers.get('retry-after'));
      return {
        kind: 'again',
        error: `answer address: ${status}`,
        ...(status === 429 ? { turnedAway: true } : {}),
        ...(seconds > 0 ? { afterMs: seconds * 1000 } : {}),
      };
    }
    // 400: what was said was not taken; anything else: nothing is taken here any more.
    if (status !== 400) return undefined;
  }
  return undefined;
}
