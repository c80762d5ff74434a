import type { Place } from '../../src/domain/place.ts';
import { DuplicateKey, type Store } from '../../src/ports/store.ts';
import { conversationOf, kindOf, tenantOf, type TeamsActivity } from './teams-activity.ts';
import type { TeamsDeps } from './teams-deps.ts';

/** Under which it is kept where a message came to stand that may not have been delivered. */
const standsKey = (key: string) => `teams:stands:${key}`;

/**
 * A click on a message of ours, or a client that brings its card up to date, says where it stands. Teams can't be
 * asked for that, so it is kept: a message whose delivery was uncertain is not posted again then; and one that stands
 * twice is taken away where it was not recorded.
 */
export async function recognise(deps: TeamsDeps, activity: TeamsActivity, key: string): Promise<void> {
  const message = activity.replyToId;
  const row = message ? await deps.store.outbox.findByKey(key) : undefined;
  if (!message || row === undefined) return;
  const { id: conversation, thread } = conversationOf(activity);
  const workspace = `teams:${tenantOf(activity) ?? ''}`;
  if (row.deliveredTo !== undefined) {
    const { deliveredTo } = row;
    const twice =
      deliveredTo.workspace === workspace &&
      deliveredTo.conversation === conversation &&
      deliveredTo.message !== message;
    if (twice)
      deps.later(() => deps.connector.remove(activity.serviceUrl, activity.conversation.id, message));
    return;
  }
  const { destination } = row;
  const elsewhere =
    destination.kind === 'person'
      ? !destination.identity.startsWith(`${workspace}:`)
      : destination.place.workspace !== workspace || destination.place.conversation !== conversation;
  if (row.status !== 'waiting' || elsewhere) return;
  try {
    await deps.store.deliveries.insert({
      key: standsKey(key),
      at: deps.clock(),
      made: [workspace, conversation, kindOf(activity) === 'channel' ? (thread ?? message) : '', message],
    });
  } catch (error) {
    if (!(error instanceof DuplicateKey)) throw error;
  }
}

/** Where a message stands that was recognised. */
export async function recognised(
  store: Pick<Store, 'deliveries'>,
  key: string,
): Promise<(Place & { readonly message: string }) | undefined> {
  const [workspace, conversation, thread, message] =
    (await store.deliveries.find(standsKey(key)))?.made ?? [];
  if (workspace === undefined || conversation === undefined || message === undefined) return undefined;
  return { workspace, conversation, ...(thread ? { thread } : {}), message };
}
