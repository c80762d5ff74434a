import type { InboxItem } from '../../src/domain/inbox-item.ts';
import type { OutboxMessage } from '../../src/domain/outbox-message.ts';
import type { Inbox } from '../../src/ports/inbox.ts';
import type { Outbox } from '../../src/ports/outbox.ts';
import { byMoment } from './memory-order.ts';
import type { Access } from './memory-tables.ts';

type Queued = Pick<InboxItem | OutboxMessage, 'nextAttemptAt' | 'lockedUntil'>;

/** When it may be taken: at its next attempt, and not while somebody holds it. */
const availableAt = ({ nextAttemptAt, lockedUntil }: Queued): Date =>
  lockedUntil !== undefined && lockedUntil > nextAttemptAt ? lockedUntil : nextAttemptAt;

const messageDue = byMoment<{ readonly message: OutboxMessage }>(
  1,
  ({ message }) => availableAt(message),
  ({ message }) => message.id,
);
const itemDue = byMoment<InboxItem>(1, availableAt, ({ key }) => key);

const laneOf = ({ bulk }: OutboxMessage) => (bulk === true ? 'bulk' : 'prompt');

function tally<S extends string>(
  rows: readonly { readonly status: S }[],
  counts: Record<S, number>,
): Record<S, number> {
  for (const { status } of rows) counts[status] += 1;
  return counts;
}

export function memoryOutbox({ read, write }: Access): Outbox {
  const messages = (wanted: (message: OutboxMessage) => boolean): OutboxMessage[] =>
    read()
      .outbox.where(({ message }) => wanted(message))
      .toSorted(messageDue)
      .map(({ message }) => message);
  return {
    find: async (id) => read().outbox.get(id)?.message,
    findByKey: async (key) => messages((message) => message.key === key)[0],
    insert: (added) => write(({ outbox }) => outbox.insert(added.map((message) => ({ message })))),
    claim: (now, lockedUntil, lane = 'prompt') =>
      write(({ outbox }) => {
        const [due] = outbox
          .where(
            ({ message }) =>
              message.status === 'waiting' && laneOf(message) === lane && availableAt(message) <= now,
          )
          .toSorted(messageDue);
        if (due === undefined) return undefined;
        const { message, claimedAt } = due;
        const uncertainSince = message.uncertainSince ?? claimedAt ?? message.lockedUntil;
        const claimed = {
          ...message,
          attempts: message.attempts + 1,
          lockedUntil,
          ...(uncertainSince === undefined ? {} : { uncertainSince }),
        };
        outbox.put({ message: claimed, claimedAt: now });
        return claimed;
      }),
    save: (message) =>
      write(({ outbox }) => {
        if (outbox.has(message.id)) outbox.put({ message });
      }),
    async nextDue(lane = 'prompt') {
      const [first] = messages((message) => message.status === 'waiting' && laneOf(message) === lane);
      return first && availableAt(first);
    },
    async countByStatus() {
      return tally(
        messages(() => true),
        { waiting: 0, delivered: 0, parked: 0 },
      );
    },
    parked: async (limit) => messages(({ status }) => status === 'parked').slice(0, limit),
    remove: (id) => write(({ outbox }) => void outbox.remove(id)),
    removeAbout: (personId) =>
      write(({ outbox }) => {
        for (const { message } of outbox.where(({ message: { about } }) => about.includes(personId)))
          outbox.remove(message.id);
      }),
  };
}

export function memoryInbox({ read, write }: Access): Inbox {
  return {
    put: (items) =>
      write(({ inbox }) => {
        const fresh = [...new Map(items.map((item) => [item.key, item])).values()];
        const repeated = fresh.filter(({ key }) => inbox.has(key)).map(({ key }) => key);
        inbox.insert(fresh.filter(({ key }) => !inbox.has(key)));
        return new Set(repeated);
      }),
    claim: (now, lockedUntil) =>
      write(({ inbox }) => {
        const [due] = inbox
          .where((item) => item.status === 'waiting' && availableAt(item) <= now)
          .toSorted(itemDue);
        if (due === undefined) return undefined;
        const claimed = { ...due, attempts: due.attempts + 1, lockedUntil };
        inbox.put(claimed);
        return claimed;
      }),
    done: (key) =>
      write(({ inbox }) => {
        const known = inbox.get(key);
        if (known === undefined) return;
        const { lockedUntil: _, lastError: __, ...rest } = known;
        inbox.put({ ...rest, status: 'done', payload: undefined });
      }),
    failed: (key, error, nextAttemptAt) =>
      write(({ inbox }) => {
        const known = inbox.get(key);
        if (known === undefined) return;
        const { lockedUntil: _, ...rest } = known;
        inbox.put(
          nextAttemptAt === undefined
            ? { ...rest, lastError: error, status: 'failed' }
            : { ...rest, lastError: error, nextAttemptAt },
        );
      }),
    async nextDue() {
      const [first] = read()
        .inbox.where(({ status }) => status === 'waiting')
        .toSorted(itemDue);
      return first && availableAt(first);
    },
    async countByStatus() {
      return tally(read().inbox.where(), { waiting: 0, done: 0, failed: 0 });
    },
  };
}
