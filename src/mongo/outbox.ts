import type { OutboxMessage } from '../domain/outbox-message.ts';
import type { Outbox } from '../ports/outbox.ts';
import { documentSchema, moment, optionalPart, part, text, whole } from './document-schema.ts';
import { documents } from './documents.ts';
import type { Models } from './model-map.ts';
import type { Scope } from './scope.ts';
import { toStored, type Stored } from './stored.ts';

type OutboxDocument = Omit<Stored<OutboxMessage>, 'status' | 'bulk'> & {
  /** What is bulk waits by a status of its own, so that one index serves both lanes. */
  readonly status: OutboxMessage['status'] | 'waiting-bulk' | 'delivered-bulk' | 'parked-bulk';
  /** When it may be taken: at its next attempt, and not while somebody holds it. */
  readonly availableAt: Date;
  /** When the attempt at hand began. */
  readonly claimedAt?: Date;
};

export const outboxSchema = documentSchema({
  key: text,
  channel: { ...text, enum: ['slack', 'teams', 'email', 'lti', 'service'] },
  destination: part,
  notice: part,
  about: [String],
  createdAt: moment,
  status: {
    ...text,
    enum: ['waiting', 'delivered', 'parked', 'waiting-bulk', 'delivered-bulk', 'parked-bulk'],
  },
  attempts: whole,
  nextAttemptAt: moment,
  lockedUntil: Date,
  uncertainSince: Date,
  deliveredAt: Date,
  deliveredTo: optionalPart,
  lastError: String,
  availableAt: moment,
  claimedAt: Date,
});

function toDocument(message: OutboxMessage): OutboxDocument {
  const { nextAttemptAt, lockedUntil } = message;
  const availableAt = lockedUntil !== undefined && lockedUntil > nextAttemptAt ? lockedUntil : nextAttemptAt;
  const { bulk, ...rest } = toStored(message);
  return { ...rest, status: bulk === true ? `${message.status}-bulk` : message.status, availableAt };
}

function toMessage(document: OutboxDocument): OutboxMessage {
  const { _id, availableAt: _, claimedAt: __, status: written, ...rest } = document;
  const { status, bulk } = statuses[written];
  return { ...rest, id: _id, status, ...(bulk ? { bulk } : {}) };
}

const statuses = {
  waiting: { status: 'waiting', bulk: false },
  delivered: { status: 'delivered', bulk: false },
  parked: { status: 'parked', bulk: false },
  'waiting-bulk': { status: 'waiting', bulk: true },
  'delivered-bulk': { status: 'delivered', bulk: true },
  'parked-bulk': { status: 'parked', bulk: true },
} as const;

const waiting = { prompt: 'waiting', bulk: 'waiting-bulk' } as const;

const dueFirst = { availableAt: 1, _id: 1 } as const;

export function outbox(scope: Scope, models: Models): Outbox {
  const messages = documents<OutboxDocument>(scope, models.outbox);
  return {
    async find(id) {
      const found = await messages.one({ _id: id });
      return found && toMessage(found);
    },
    async findByKey(key) {
      const found = await messages.one({ key });
      return found && toMessage(found);
    },
    insert: (added) => messages.add(added.map(toDocument)),
    async claim(now, lockedUntil, lane = 'prompt') {
      const claimed = await messages.take(
        { status: waiting[lane], availableAt: { $lte: now } },
        [
          {
            $set: {
              attempts: { $add: ['$attempts', 1] },
              lockedUntil,
              availableAt: lockedUntil,
              claimedAt: now,
              // A lock that is still there was never given back: that attempt may have delivered.
              uncertainSince: { $ifNull: ['$uncertainSince', '$claimedAt', '$lockedUntil', '$$REMOVE'] },
            },
          },
        ],
        // Other engines than MongoDB sort all that wait for each claim, and of these there may be a hundred thousand.
        lane === 'bulk' ? undefined : dueFirst,
      );
      return claimed && toMessage(claimed);
    },
    async save(message) {
      await messages.replace({ _id: message.id }, toDocument(message));
    },
    async nextDue(lane = 'prompt') {
      const [first] = await messages.many({ status: waiting[lane] }, { sort: dueFirst, limit: 1 });
      return first?.availableAt;
    },
    async countByStatus() {
      const counts = await messages.countBy('status');
      const both = (status: OutboxMessage['status']) =>
        (counts.get(status) ?? 0) + (counts.get(`${status}-bulk`) ?? 0);
      return { waiting: both('waiting'), delivered: both('delivered'), parked: both('parked') };
    },
    async parked(limit) {
      const found = await messages.many(
        { status: { $in: ['parked', 'parked-bulk'] } },
        { sort: dueFirst, limit },
      );
      return found.map(toMessage);
    },
    async remove(id) {
      await messages.remove({ _id: id });
    },
    async removeAbout(personId) {
      await messages.remove({ about: personId });
    },
  };
}
