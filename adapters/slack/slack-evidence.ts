import type { Place } from '../../src/domain/place.ts';
import { NotNow } from '../../src/ports/not-now.ts';
import { addEvidence } from '../../src/use-cases/add-evidence.ts';
import { changeEvidence } from '../../src/use-cases/change-evidence.ts';
import { granteeKeysOf } from '../../src/use-cases/held-roles.ts';
import { confirmEvidence } from '../../src/use-cases/withdraw-evidence.ts';
import type { SlackDeps } from './slack-deps.ts';
import { evidenceFile, messageText, momentOf, sourceKey } from './slack-message.ts';
import type { SlackMessageEvent, SlackReactionEvent } from './slack-request.ts';
import { senderOf, type Sender } from './slack-sender.ts';
import type { SlackBot } from './slack-tokens.ts';

/** As often as a reply or a reaction is looked at again, in case the announcement above it is only just being recorded: eight minutes. */
const patience = 9;

/** A message in a thread, as it was said or as it is told afterwards. */
export type ThreadMessage = Pick<
  SlackMessageEvent,
  'text' | 'files' | 'user' | 'ts' | 'thread_ts' | 'channel'
> & {
  /** When it was edited last. */
  readonly edited?: string | undefined;
};

/** A reply in a thread: evidence, where the thread is watched. A word to the bot in it is not. Whether it was added. */
export async function gather(
  deps: SlackDeps,
  bot: SlackBot,
  workspaceId: string,
  said: ThreadMessage,
): Promise<'evidence' | 'no-evidence' | 'not-watched'> {
  const text = messageText(said.text, bot.botUserId);
  const files = (said.files ?? []).map(evidenceFile);
  const toBot = said.text.includes(`<@${bot.botUserId}>`) || said.text.includes(`<@${bot.botUserId}|`);
  if (toBot || (text === '' && files.length === 0)) return 'no-evidence';
  const sender = said.user === undefined ? undefined : await senderOf(deps, workspaceId, said.user);
  if (sender === undefined) return 'no-evidence';
  const subjects = await addEvidence(deps, {
    to: { thread: threadOf(workspaceId, said.channel, said.thread_ts) },
    piece: {
      sourceKey: sourceKey(workspaceId, said.channel, said.ts),
      kind: 'message',
      ...(text === '' ? {} : { text }),
      files,
      authorId: sender.person.id,
      ...(sender.person.name === undefined ? {} : { authorName: sender.person.name }),
      saidAt: momentOf(said.ts),
      revision: said.edited ?? said.ts,
    },
  });
  return subjects.length > 0 ? 'evidence' : 'not-watched';
}

/** A reply as it comes; one below a message of ours that is not known yet to be an announcement is looked at again. */
export async function replied(
  deps: SlackDeps,
  bot: SlackBot,
  workspaceId: string,
  event: SlackMessageEvent,
  attempts: number,
): Promise<void> {
  const became = await gather(deps, bot, workspaceId, event);
  if (became === 'not-watched' && event.parent_user_id === bot.botUserId && attempts < patience)
    throw new NotNow('a reply below a message of ours whose thread is not watched yet', 0);
}

/** An edit or a deletion, which may come before the message itself. */
export async function changed(deps: SlackDeps, workspaceId: string, event: SlackMessageEvent): Promise<void> {
  const deleted = event.subtype === 'message_deleted' || event.message?.subtype === 'tombstone';
  const before = event.previous_message;
  const now = event.message ?? before;
  const ts = event.deleted_ts ?? now?.ts;
  if (ts === undefined) return;
  const thread = now?.thread_ts ?? before?.thread_ts;
  const user = now?.user ?? before?.user;
  const bot = (now?.bot_id ?? before?.bot_id) !== undefined;
  const inThread = thread !== undefined && thread !== ts && user !== undefined && !bot;
  const sender = inThread ? await senderOf(deps, workspaceId, user) : undefined;
  await changeEvidence(deps, {
    sourceKey: sourceKey(workspaceId, event.channel, ts),
    revision: deleted ? event.event_ts : (event.message?.edited?.ts ?? event.event_ts),
    ...(deleted
      ? {}
      : {
          now: {
            text: messageText(event.message?.text ?? '', undefined),
            files: (event.message?.files ?? []).map(evidenceFile),
          },
        }),
    ...(sender === undefined || thread === undefined
      ? {}
      : {
          original: {
            thread: threadOf(workspaceId, event.channel, thread),
            saidAt: momentOf(ts),
            authorId: sender.person.id,
            ...(sender.person.name === undefined ? {} : { authorName: sender.person.name }),
          },
        }),
  });
}

const confirming = new Set(['white_check_mark', 'heavy_check_mark', 'ballot_box_with_check']);

/** ✅ by who awards or reviews marks a reply as evidence until they take it away; by others it is just a reaction. */
export async function reacted(
  deps: SlackDeps,
  workspaceId: string,
  event: SlackReactionEvent,
  attempts: number,
): Promise<void> {
  if (!confirming.has(event.reaction)) return;
  const { channel, ts } = event.item;
  const pieces = await deps.store.evidence.findBySource(sourceKey(workspaceId, channel, ts));
  const sender = await senderOf(deps, workspaceId, event.user);
  if (sender === undefined) return;
  for (const piece of pieces)
    await confirmEvidence(deps, {
      actor: sender.actor,
      evidenceId: piece.id,
      stands: event.type === 'reaction_added',
      revision: event.event_ts,
    });
  // It may have overtaken its message; of a reaction by who has no say, nobody needs to know.
  if (pieces.length === 0 && attempts < patience && (await hasSomeRole(deps, sender)))
    throw new NotNow('a reaction below a message that is not known yet', 0);
}

async function hasSomeRole({ store }: SlackDeps, { actor }: Sender): Promise<boolean> {
  return (await store.roles.ofGrantees(granteeKeysOf(actor))).length > 0;
}

function threadOf(workspaceId: string, conversation: string, thread: string | undefined): Place {
  return { workspace: `slack:${workspaceId}`, conversation, ...(thread === undefined ? {} : { thread }) };
}
