import type { OutboxMessage } from '../domain/outbox-message.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ids } from '../ports/ids.ts';
import type { Repositories } from '../ports/store.ts';
import { outboxMessage } from './outbox-message.ts';
import { reach } from './reach.ts';

/**
 * Tells who awarded or nominated that the conversation does not take the announcement, for instance because the
 * service was taken out of it in between. None for any other message, or where they can't be reached.
 */
export async function notAnnounced(
  deps: { readonly clock: Clock; readonly ids: Ids },
  repositories: Pick<Repositories, 'persons'>,
  { notice, destination, key }: OutboxMessage,
): Promise<OutboxMessage[]> {
  if (destination.kind !== 'conversation') return [];
  if (notice.kind !== 'award-announced' && notice.kind !== 'nomination-announced') return [];
  const person = await repositories.persons.find(notice.by.personId);
  const to = person && reach(person, destination.place.workspace);
  if (to === undefined) return [];
  const badge = { slug: notice.badge.slug, title: notice.badge.title };
  const what = notice.kind === 'award-announced' ? 'award' : 'nomination';
  return [
    outboxMessage(deps, `${key}:not-announced`, to, { kind: 'not-announced', badge, what }, [
      notice.by.personId,
    ]),
  ];
}
