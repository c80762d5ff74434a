import type { InboxItem } from '../domain/inbox-item.ts';
import type { Store } from '../ports/store.ts';

const mostAtOnce = 500;
/** Two writes on their way: while the database confirms one, the next is gathered. */
const mostWrites = 2;

type Waiting = {
  readonly item: InboxItem;
  readonly kept: () => void;
  readonly lost: (error: unknown) => void;
};

export type RequestKeeper = {
  readonly keep: (item: InboxItem) => Promise<void>;
  /** Somebody waits for an acknowledgement. */
  readonly busy: () => boolean;
};

/**
 * Keeps requests before they are acknowledged. Those that arrive while a write is on its way go along with
 * the next one, so that a crowd costs few writes. Resolves once the request is stored; the same request
 * again is stored once. Rejects when the database can't be reached.
 */
export function createRequestKeeper(deps: {
  readonly store: Pick<Store, 'inbox'>;
  /** There is something to carry out. */
  readonly onKept: () => void;
}): RequestKeeper {
  let waiting: Waiting[] = [];
  let writes = 0;

  const write = async (batch: readonly Waiting[]): Promise<void> => {
    // One write may not hold the same key twice.
    const items = new Map(batch.map(({ item }) => [item.key, item]));
    try {
      await deps.store.inbox.put([...items.values()]);
      for (const { kept } of batch) kept();
      deps.onKept();
    } catch (error) {
      for (const { lost } of batch) lost(error);
    }
  };

  const next = (): void => {
    if (waiting.length === 0 || writes >= mostWrites) return;
    const batch = waiting.slice(0, mostAtOnce);
    waiting = waiting.slice(mostAtOnce);
    writes += 1;
    void write(batch).finally(() => {
      writes -= 1;
      next();
    });
  };

  return {
    keep: (item) =>
      new Promise((kept, lost) => {
        waiting.push({ item, kept, lost });
        // What else arrived in this turn of the event loop goes along.
        if (waiting.length === 1) setImmediate(next);
      }),
    busy: () => writes > 0 || waiting.length > 0,
  };
}
