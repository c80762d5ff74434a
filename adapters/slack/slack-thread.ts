import { z } from 'zod';
import type { Place } from '../../src/domain/place.ts';
import type { DeliveryResult } from '../../src/ports/notifier.ts';
import type { SlackDeps } from './slack-deps.ts';
import { gather } from './slack-evidence.ts';
import { nothingThere, slackFailure } from './slack-failure.ts';
import { slackReply } from './slack-request.ts';
import type { SlackBot } from './slack-tokens.ts';

const answer = z.object({ messages: z.array(slackReply) });

/** One page. Apps that are distributed outside Slack's Marketplace get 15, and one page a minute. */
const most = 100;

/**
 * Adds what was said in a thread before it was watched, as far as one page of it goes. What cannot be read, because
 * the app is no member or may not, is left out: whoever wants it there adds it by shortcut.
 */
export async function fillThread(deps: SlackDeps, bot: SlackBot, place: Place): Promise<DeliveryResult> {
  const { conversation, thread, workspace } = place;
  if (thread === undefined) return { kind: 'delivered' };
  let found: z.infer<typeof answer>;
  try {
    found = answer.parse(
      await bot.client.conversations.replies({ channel: conversation, ts: thread, limit: most }),
    );
  } catch (error) {
    const failure = slackFailure(error);
    return failure.kind === 'again' ? failure : nothingThere;
  }
  for (const message of found.messages) {
    if (message.user === undefined || message.bot_id !== undefined || message.user === bot.botUserId)
      continue;
    if (message.subtype !== undefined && message.subtype !== 'file_share') continue;
    await gather(deps, bot, workspace.slice('slack:'.length), {
      ...message,
      channel: conversation,
      thread_ts: thread,
      edited: message.edited?.ts,
    });
  }
  return { kind: 'delivered' };
}
