import { z } from 'zod';
import { NotNow } from '../../src/ports/not-now.ts';
import { slackFailure } from './slack-failure.ts';
import type { SlackBot } from './slack-tokens.ts';

/** The metadata under which a message of ours can be recognised among those of a conversation. */
const eventType = 'speldje_message';

export function markOf(key: string) {
  return { event_type: eventType, event_payload: { key } };
}

const page = z.object({
  messages: z.array(
    z.object({
      ts: z.string(),
      metadata: z
        .object({ event_type: z.string(), event_payload: z.object({ key: z.string().optional() }) })
        .optional(),
    }),
  ),
  response_metadata: z.object({ next_cursor: z.string().optional() }).optional(),
});

/** Clocks of two machines differ a little; a message is looked for from this long before it came about. */
const clockSkewS = 60;
const perPage = 200;
/** A conversation with more messages than that since then is no place where people read. */
const mostPages = 20;

/**
 * The time stamp of the message of ours that carries a key, if it stands in a conversation. Throws NotNow when
 * Slack wants to be asked later; undefined when it can't be asked at all, as where the app is no member any more.
 */
export async function findMarked(
  bot: SlackBot,
  wanted: {
    readonly key: string;
    readonly conversation: string;
    readonly thread?: string;
    readonly since: Date;
  },
): Promise<string | undefined> {
  const { key, conversation, thread, since } = wanted;
  let cursor: string | undefined;
  for (let read = 0; read < mostPages; read += 1) {
    const query = {
      channel: conversation,
      oldest: String(since.getTime() / 1000 - clockSkewS),
      include_all_metadata: true,
      limit: perPage,
      ...(cursor === undefined ? {} : { cursor }),
    };
    let answer: z.infer<typeof page>;
    try {
      answer = page.parse(
        thread === undefined
          ? await bot.client.conversations.history(query)
          : await bot.client.conversations.replies({ ...query, ts: thread }),
      );
    } catch (error) {
      const failure = slackFailure(error);
      if (failure.kind === 'impossible') return undefined;
      if (failure.turnedAway !== true) throw error;
      // Apps that are distributed outside Slack's Marketplace read one page a minute, so there is no second one.
      if (read > 0) return undefined;
      throw new NotNow(failure.error, failure.afterMs ?? 0, { cause: error });
    }
    const ours = answer.messages.find(
      ({ metadata }) => metadata?.event_type === eventType && metadata.event_payload.key === key,
    );
    if (ours !== undefined) return ours.ts;
    cursor = answer.response_metadata?.next_cursor;
    if (!cursor) return undefined;
  }
  return undefined;
}
