import type { Place } from '../../src/domain/place.ts';
import { addEvidence, subjectsOfThread } from '../../src/use-cases/add-evidence.ts';
import { changeEvidence } from '../../src/use-cases/change-evidence.ts';
import {
  conversationOf,
  kindOf,
  momentOf,
  revisionOf,
  tenantOf,
  type TeamsActivity,
} from './teams-activity.ts';
import type { TeamsDeps } from './teams-deps.ts';
import { filesOf, messageText, sourceKey } from './teams-message.ts';
import { senderOf } from './teams-sender.ts';

/**
 * A reply below a post in a channel: evidence, where the thread is watched. The whole conversation id has the post
 * that began the thread. Group chats have no threads, so that there the message action is the way.
 */
export async function gather(deps: TeamsDeps, activity: TeamsActivity): Promise<void> {
  const thread = threadOf(activity);
  if (thread === undefined || activity.id === undefined) return;
  const text = messageText(activity.text, activity.entities, activity.recipient.id);
  const files = filesOf(activity.attachments);
  if (text === '' && files.length === 0) return;
  // Of who talks in other threads, nothing is kept.
  if ((await subjectsOfThread(deps.store, thread)).length === 0) return;
  const sender = await senderOf(deps, activity);
  if (sender === undefined) return;
  await addEvidence(deps, {
    to: { thread },
    piece: {
      sourceKey: sourceKey(tenantOf(activity) ?? '', thread.conversation, activity.id),
      kind: 'message',
      ...(text === '' ? {} : { text }),
      files,
      authorId: sender.person.id,
      ...(sender.person.name === undefined ? {} : { authorName: sender.person.name }),
      saidAt: momentOf(activity, deps.clock()),
      revision: revisionOf(activity, deps.clock()),
    },
  });
}

/** An edit, a deletion, or a deletion taken back; it may come before the message itself. */
export async function changed(deps: TeamsDeps, activity: TeamsActivity): Promise<void> {
  if (activity.id === undefined) return;
  const deleted = activity.type === 'messageDelete';
  const thread = threadOf(activity);
  const toBot = !deleted && mentionsBot(activity);
  // A word to the bot in a thread was no evidence, and does not become it by an edit.
  const watched = thread !== undefined && !toBot && (await subjectsOfThread(deps.store, thread)).length > 0;
  const sender = watched ? await senderOf(deps, activity) : undefined;
  await changeEvidence(deps, {
    sourceKey: sourceKey(tenantOf(activity) ?? '', conversationOf(activity).id, activity.id),
    revision: revisionOf(activity, deps.clock()),
    ...(deleted
      ? {}
      : {
          now: {
            text: messageText(activity.text, activity.entities, activity.recipient.id),
            files: filesOf(activity.attachments),
          },
        }),
    ...(sender === undefined || thread === undefined
      ? {}
      : {
          original: {
            thread,
            saidAt: momentOf(activity, deps.clock()),
            authorId: sender.person.id,
            ...(sender.person.name === undefined ? {} : { authorName: sender.person.name }),
          },
        }),
  });
}

/** Whether a message may be something to us at all: said to the bot, or a reply below a post in a channel. */
export function mayMatter(activity: TeamsActivity): boolean {
  return isToBot(activity) || threadOf(activity) !== undefined;
}

export function isToBot(activity: TeamsActivity): boolean {
  return kindOf(activity) === 'personal' || activity.recipient.isTargeted === true || mentionsBot(activity);
}

/** The thread of a reply; undefined for the post that begins one, and outside of channels. */
function threadOf(activity: TeamsActivity): Place | undefined {
  const { id, thread } = conversationOf(activity);
  if (kindOf(activity) !== 'channel' || thread === undefined || thread === activity.id) return undefined;
  return { workspace: `teams:${tenantOf(activity) ?? ''}`, conversation: id, thread };
}

function mentionsBot({ entities, recipient }: TeamsActivity): boolean {
  const botId = recipient.id.replace(/^28:/u, '');
  return (entities ?? []).some((entity) => {
    if (typeof entity !== 'object' || entity === null || !('mentioned' in entity)) return false;
    const { mentioned } = entity;
    if (typeof mentioned !== 'object' || mentioned === null || !('id' in mentioned)) return false;
    return typeof mentioned.id === 'string' && mentioned.id.replace(/^28:/u, '') === botId;
  });
}
