import type { Repositories } from '../../ports/store.ts';
import { fault, ok, type Check } from './check.ts';

/** How the messages that wait to be delivered and the requests that wait to be carried out stand. */
export async function checkMessages({
  outbox,
  inbox,
}: Pick<Repositories, 'outbox' | 'inbox'>): Promise<readonly Check[]> {
  const sent = await outbox.countByStatus();
  const received = await inbox.countByStatus();
  const [oldest] = sent.parked > 0 ? await outbox.parked(1) : [];
  const due = await outbox.nextDue();
  const found = `${sent.waiting} waiting${due === undefined ? '' : ` (next due ${due.toISOString()})`}, ${sent.delivered} delivered, ${sent.parked} parked`;
  const requests = `${received.waiting} waiting, ${received.done} done, ${received.failed} given up`;
  return [
    sent.parked === 0
      ? ok('outbox', found)
      : fault(
          'outbox',
          found,
          `Parked messages were given up after the last try. The oldest says: ${oldest?.lastError ?? 'nothing'}.`,
        ),
    received.failed === 0
      ? ok('inbox', requests)
      : fault('inbox', requests, 'The log of the service says why; search it for the delivery key.'),
  ];
}
