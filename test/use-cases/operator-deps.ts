import type { Clock } from '../../src/ports/clock.ts';
import type { Ids } from '../../src/ports/ids.ts';
import type { Store } from '../../src/ports/store.ts';
import { deterministicId, testMoment } from '../builders/deterministic-id.ts';
import { createMemoryStore } from '../fakes/memory-store.ts';

/** An empty store, a clock that stands until it is set, and ids and tokens in a row. */
export function operatorDeps(): {
  readonly store: Store;
  readonly clock: Clock;
  readonly ids: Ids;
  now: Date;
} {
  let tokens = 0;
  const deps = {
    store: createMemoryStore(),
    clock: () => deps.now,
    ids: { id: deterministicId, token: () => `token-${(tokens += 1)}`, below: () => 0 },
    now: testMoment,
  };
  return deps;
}
