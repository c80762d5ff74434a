import { z } from 'zod';
import { parseIdentity, workspaceOf } from '../../src/domain/identity.ts';
import type { OutboxMessage } from '../../src/domain/outbox-message.ts';
import type { Place } from '../../src/domain/place.ts';
import type { DeliveryResult, Notifier } from '../../src/ports/notifier.ts';
import type { Store } from '../../src/ports/store.ts';
import { nominationCard } from '../../src/use-cases/nomination-cards.ts';
import type { Links } from '../chat/reply/links.ts';
import { nominationReply } from '../chat/reply/nomination-reply.ts';
import { noticeReply } from '../chat/reply/notice-reply.ts';
import { answer, directMessages, standsInHistory } from './slack-answer.ts';
import { slackMessage, type Content } from './slack-blocks.ts';
import type { SlackDeps, SlackHomes } from './slack-deps.ts';
import { isUnreachable, nothingThere, slackErrorCode, slackFailure } from './slack-failure.ts';
import { fetchFiles } from './slack-file.ts';
import { findMarked, markOf } from './slack-history.ts';
import { slackPace } from './slack-pace.ts';
import { fillThread } from './slack-thread.ts';
import { asTaken } from './slack-taken.ts';
import type { SlackBot } from './slack-tokens.ts';

const posted = z.object({ channel: z.string(), ts: z.string() });

/** The app may be installed again; until then nothing is thrown away. */
const notInstalled: DeliveryResult = {
  kind: 'again',
  error: 'the app is not installed there',
  afterMs: 3_600_000,
};

/** What says nothing new: bringing a card up to date, or asking for something, twice is the same as once. */
const silent = new Set<OutboxMessage['notice']['kind']>(['nomination-changed', 'fetch-files', 'fill-thread']);

/** Delivers messages into Slack. */
export function slackNotifier(deps: SlackDeps & { readonly apiUrl: string }): Notifier {
  const target = async (message: OutboxMessage) => {
    const { destination } = message;
    const workspace =
      destination.kind === 'person'
        ? workspaceOf(parseIdentity(destination.identity) ?? { kind: 'email', address: '' })
        : destination.place.workspace;
    const workspaceId = workspace?.slice('slack:'.length) ?? '';
    return { workspaceId, bots: await deps.tokens.bots(workspaceId) };
  };

  const pace = slackPace(deps.clock);
  const paced = async (
    message: OutboxMessage,
    say: () => Promise<DeliveryResult>,
  ): Promise<DeliveryResult> => {
    const conversation = paceKey(message);
    const wait = pace.waitFor(conversation, message.id);
    if (wait > 0) return { kind: 'again', error: 'others go first', afterMs: wait, turnedAway: true };
    const result = await say();
    if (result.kind !== 'again' || result.turnedAway !== true) return result;
    return { ...result, afterMs: pace.turnedAway(conversation, message.id, result.afterMs ?? 0) };
  };

  const deliverBy = async (
    bot: SlackBot,
    workspaceId: string,
    message: OutboxMessage,
  ): Promise<DeliveryResult> => {
    const { notice, destination } = message;
    if (notice.kind === 'nomination-changed') return updateCard(deps, bot, workspaceId, message, notice);
    if (notice.kind === 'fetch-files') return fetchFiles(deps, bot, notice.sourceKey);
    if (notice.kind === 'fill-thread')
      return destination.kind === 'conversation'
        ? fillThread(deps, bot, destination.place)
        : { kind: 'delivered' };
    const reply = noticeReply(notice, destination.locale, deps.links, message.createdAt);
    if (reply === undefined) return { kind: 'delivered' };
    const content = slackMessage(reply, workspaceId, destination.locale);
    const result = await paced(message, () => sent(deps.fetch, bot, message, content));
    refreshHome(deps.homes, message);
    return result;
  };

  return {
    channel: 'slack',
    async deliver(message) {
      try {
        const { workspaceId, bots } = await target(message);
        let result: DeliveryResult = notInstalled;
        // Of the teams of one organisation, each that installed the app by itself has a bot that reaches its own alone.
        for (const bot of bots) {
          result = await deliverBy(bot, workspaceId, message).catch(slackFailure);
          if (result.kind !== 'impossible' || !result.unreachable) return result;
        }
        return result === nothingThere ? { kind: 'delivered' } : result;
      } catch (error) {
        return slackFailure(error);
      }
    },
    async findDelivered(message) {
      const { destination } = message;
      if (silent.has(message.notice.kind)) return undefined;
      // What only the sender saw can't be asked for: better told twice than not at all.
      if (destination.kind === 'sender-only' && !standsInHistory(destination)) return undefined;
      const thread = destination.kind === 'person' ? undefined : destination.place.thread;
      const { workspaceId, bots } = await target(message);
      for (const bot of bots) {
        const conversation = await conversationOf(bot, message).catch((error: unknown) => {
          if (isUnreachable(error)) return undefined;
          throw error;
        });
        if (conversation === undefined) continue;
        const ts = await findMarked(bot, {
          key: message.key,
          conversation,
          since: message.createdAt,
          ...(thread === undefined ? {} : { thread }),
        });
        if (ts !== undefined) return standing(workspaceId, conversation, ts, thread);
      }
      return undefined;
    },
  };
}

/** Messages of one conversation, or to one person, wait for each other. */
function paceKey({ destination }: OutboxMessage): string {
  return destination.kind === 'conversation'
    ? `${destination.place.workspace}|${destination.place.conversation}`
    : destination.identity;
}

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
  return directMessages(bot, users);
}

/** What came of it, whether Slack answered or not. */
async function sent(...given: Parameters<typeof send>): Promise<DeliveryResult> {
  try {
    return await send(...given);
  } catch (error) {
    return slackFailure(error);
  }
}

async function send(
  fetchUrl: typeof fetch,
  bot: SlackBot,
  message: OutboxMessage,
  content: Content,
): Promise<DeliveryResult> {
  const { destination } = message;
  if (destination.kind === 'sender-only') return answer(fetchUrl, bot, destination, content, message.key);
  const channel = await conversationOf(bot, message);
  const thread = destination.kind === 'conversation' ? destination.place.thread : undefined;
  const result = await asTaken(content, async (taken) =>
    posted.parse(
      await bot.client.chat.postMessage({
        channel,
        ...taken,
        ...(thread === undefined ? {} : { thread_ts: thread }),
        unfurl_links: false,
        unfurl_media: false,
        metadata: markOf(message.key),
      }),
    ),
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

/** Errors that mean: the card is not there any more, so there is nothing to bring up to date. */
const cardGone = new Set(['message_not_found', 'cant_update_message', 'edit_window_closed', 'is_archived']);
const cardOnItsWayMs = 1_000;
const mostUpdates = 5;

/**
 * Shows a nomination's card as things stand. What changed while Slack was told is shown too: of several who bring the same
 * card up to date at once, whoever comes last at Slack looks once more afterwards.
 */
async function updateCard(
  deps: { readonly store: Store; readonly links: Links },
  bot: SlackBot,
  workspaceId: string,
  message: OutboxMessage,
  notice: Extract<OutboxMessage['notice'], { kind: 'nomination-changed' }>,
): Promise<DeliveryResult> {
  const { locale } = message.destination;
  let shown = '';
  for (let update = 0; update < mostUpdates; update += 1) {
    const found = await nominationCard(deps, { ...notice, workspace: `slack:${workspaceId}` });
    if (found.kind === 'not-yet')
      return { kind: 'again', error: 'the card is on its way', afterMs: cardOnItsWayMs, turnedAway: true };
    if (found.kind === 'none') return { kind: 'delivered' };
    const kind =
      found.card.notice.kind === 'nomination-to-review' ? 'nomination-to-review' : 'nomination-announced';
    const content = slackMessage(nominationReply(found.view, kind, locale, deps.links), workspaceId, locale);
    const written = JSON.stringify(content);
    if (written === shown) return { kind: 'delivered' };
    shown = written;
    try {
      await asTaken(content, (taken) =>
        bot.client.chat.update({
          channel: found.at.conversation,
          ts: found.at.message,
          ...taken,
          metadata: markOf(notice.card),
        }),
      );
    } catch (error) {
      if (!cardGone.has(slackErrorCode(error) ?? '')) throw error;
      return nothingThere;
    }
  }
  return { kind: 'again', error: 'it changes all the time', afterMs: cardOnItsWayMs, turnedAway: true };
}

/** What reaches somebody mostly shows on their home page too. */
function refreshHome(homes: SlackHomes, { destination }: OutboxMessage): void {
  if (destination.kind !== 'person') return;
  const identity = parseIdentity(destination.identity);
  if (identity?.kind === 'slack') homes.refresh(identity.workspace, identity.user);
}
