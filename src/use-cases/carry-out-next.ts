import type { InboxItem } from '../domain/inbox-item.ts';
import type { Clock } from '../ports/clock.ts';
import { NotNow } from '../ports/not-now.ts';
import type { Store } from '../ports/store.ts';

export type CarryOutDeps = {
  readonly store: Store;
  readonly clock: Clock;
  /** What carries out a platform's requests; must bear being called again with the same item. */
  readonly handlers: ReadonlyMap<InboxItem['source'], (item: InboxItem) => Promise<void>>;
  readonly onFault: (item: InboxItem, error: unknown) => void;
};

/** A request whose worker died is taken again after it; one that takes longer is harmless when done twice. */
const lockMs = 10_000;
const pauseMs = 2_000;
const mostAttempts = 12;

/**
 * Carries out the acknowledged request that waits longest, if any. One that fails is tried again with growing
 * pauses; one that was cut off by a crash is taken again once its lock runs out. Returns false when none waits.
 */
export async function carryOutNext(deps: CarryOutDeps): Promise<boolean> {
  const now = deps.clock();
  const item = await deps.store.inbox.claim(now, new Date(now.getTime() + lockMs));
  if (item === undefined) return false;
  const handle = deps.handlers.get(item.source);
  try {
    if (handle === undefined) throw new Error(`the integration ${item.source} is not configured`);
    await handle(item);
    await deps.store.inbox.done(item.key, deps.clock());
  } catch (error) {
    deps.onFault(item, error);
    const again = item.attempts < mostAttempts;
    const growing = pauseMs * 2 ** Math.min(item.attempts - 1, 10);
    const pause = error instanceof NotNow ? Math.max(error.afterMs, growing) : growing;
    const next = new Date(deps.clock().getTime() + pause);
    const words = error instanceof Error ? error.message : String(error);
    await deps.store.inbox.failed(item.key, words.slice(0, 500), again ? next : undefined);
  }
  return true;
}
