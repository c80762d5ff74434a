import type { InboxItem } from '../domain/inbox-item.ts';
import type { Inbox } from '../ports/inbox.ts';
import { documentSchema, moment, optionalPart, text, whole } from './document-schema.ts';
import { documents } from './documents.ts';
import type { Models } from './model-map.ts';
import type { Scope } from './scope.ts';

type InboxDocument = Omit<InboxItem, 'key'> & {
  readonly _id: string;
  /** When it may be taken: at its next attempt, and not while somebody holds it. */
  readonly availableAt: Date;
  readonly doneAt?: Date;
};

export const inboxSchema = documentSchema({
  source: { ...text, enum: ['slack', 'teams', 'lti'] },
  payload: optionalPart,
  receivedAt: moment,
  status: { ...text, enum: ['waiting', 'done', 'failed'] },
  attempts: whole,
  nextAttemptAt: moment,
  lockedUntil: Date,
  lastError: String,
  availableAt: moment,
  doneAt: Date,
});

function toDocument({ key, ...rest }: InboxItem): InboxDocument {
  const { nextAttemptAt, lockedUntil } = rest;
  const availableAt = lockedUntil !== undefined && lockedUntil > nextAttemptAt ? lockedUntil : nextAttemptAt;
  return { ...rest, _id: key, availableAt };
}

function toItem(document: InboxDocument): InboxItem {
  const { _id, availableAt: _, doneAt: __, ...rest } = document;
  return { ...rest, key: _id };
}

const dueFirst = { availableAt: 1, _id: 1 } as const;

export function inbox(scope: Scope, models: Models): Inbox {
  const items = documents<InboxDocument>(scope, models.inbox);

  const known = async (keys: readonly string[]): Promise<ReadonlySet<string>> => {
    const found = await items.fields<{ readonly _id: string }>({ _id: { $in: keys } }, { _id: 1 });
    return new Set(found.map(({ _id }) => _id));
  };

  return {
    async put(added) {
      const fresh = [...new Map(added.map((item) => [item.key, item])).values()];
      if (scope.options.session === undefined)
        return new Set(await items.addNew(fresh.map((item) => toDocument(item))));
      // In a transaction a clash would undo everything, so what is there is looked up first.
      const before = await known(fresh.map((item) => item.key));
      await items.add(fresh.filter(({ key }) => !before.has(key)).map((item) => toDocument(item)));
      return before;
    },
    async claim(now, lockedUntil) {
      const claimed = await items.take(
        { status: 'waiting', availableAt: { $lte: now } },
        [{ $set: { attempts: { $add: ['$attempts', 1] }, lockedUntil, availableAt: lockedUntil } }],
        dueFirst,
      );
      return claimed && toItem(claimed);
    },
    async done(key, at) {
      await items.change(
        { _id: key },
        {
          $set: { status: 'done', doneAt: at },
          $unset: { payload: true, lockedUntil: true, lastError: true },
        },
      );
    },
    async failed(key, error, nextAttemptAt) {
      await items.change(
        { _id: key },
        {
          $set: {
            lastError: error,
            ...(nextAttemptAt === undefined
              ? { status: 'failed' }
              : { nextAttemptAt, availableAt: nextAttemptAt }),
          },
          $unset: { lockedUntil: true },
        },
      );
    },
    async nextDue() {
      const [first] = await items.many({ status: 'waiting' }, { sort: dueFirst, limit: 1 });
      return first?.availableAt;
    },
    async countByStatus() {
      const counts = await items.countBy('status');
      return {
        waiting: counts.get('waiting') ?? 0,
        done: counts.get('done') ?? 0,
        failed: counts.get('failed') ?? 0,
      };
    },
  };
}
