import type { OutboxMessage } from '../domain/outbox-message.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ids } from '../ports/ids.ts';
import type { Repositories } from '../ports/store.ts';
import { destinationBy, digestWays, type Channels } from './digest-destination.ts';
import { outboxMessage } from './outbox-message.ts';

/** The end of the key of a digest that goes by the other way, since the first one failed. */
const otherWay = ':other-way';

/**
 * What follows when a digest can't be delivered: it goes by the other way that is left, mail for a chat that
 * refuses it. A chat that refuses this person for good is not tried again. When no way is left, their digests stop,
 * and their settings say so.
 */
export async function digestUndeliverable(
  deps: { readonly clock: Clock; readonly ids: Ids; readonly channels: Channels },
  repositories: Pick<Repositories, 'persons' | 'digestStates' | 'outbox'>,
  message: OutboxMessage,
  unreachable: boolean,
): Promise<void> {
  const { destination, channel } = message;
  if (message.notice.kind !== 'digest' || destination.kind !== 'person') return;
  const person = await repositories.persons.find(destination.personId);
  if (person === undefined) return;
  const now = deps.clock();
  const state = (await repositories.digestStates.find(person.id)) ?? {};
  const refused = unreachable && channel !== 'email';
  if (refused) await repositories.digestStates.mark(person.id, { chatRefusedAt: now });
  const left = digestWays(person, refused ? { chatRefusedAt: now } : state, deps.channels).filter(
    ({ key, identity }) => key !== destination.identity && identity.kind !== channel,
  );
  const [next] = message.key.endsWith(otherWay) ? [] : left;
  if (next !== undefined)
    await repositories.outbox.insert([
      {
        ...outboxMessage(
          deps,
          `${message.key}${otherWay}`,
          destinationBy(person, next),
          message.notice,
          message.about,
        ),
        bulk: true,
      },
    ]);
  else if (unreachable) await repositories.digestStates.mark(person.id, { stoppedAt: now });
}
