import type { Clock } from '../ports/clock.ts';
import type { Store } from '../ports/store.ts';
import { releaseFiles } from './evidence-files.ts';

/** For how many days each is kept. */
export type RetentionDays = {
  readonly audit: number;
  /** Nominations that were declined or withdrawn, with their evidence; counted from when they were made. */
  readonly nominations: number;
  /** Evidence that its author withdrew. */
  readonly withdrawn: number;
  /** Messages and requests that were given up. */
  readonly undelivered: number;
};

export type RetentionDeps = {
  readonly store: Store;
  readonly clock: Clock;
  readonly retention: RetentionDays;
};

const batchSize = 200;

/** Removes what was kept as long as its owner wants. Cut off, it goes on the next time. */
export async function applyRetention(
  deps: RetentionDeps,
  proceed: () => Promise<boolean>,
): Promise<Readonly<Record<keyof RetentionDays, number>>> {
  const { store, retention } = deps;
  const now = deps.clock().getTime();
  const before = (days: number) => new Date(now - days * 86_400_000);
  const removed = { audit: 0, nominations: 0, withdrawn: 0, undelivered: 0 };
  if (await proceed()) removed.audit = await store.retention.auditBefore(before(retention.audit));
  if (await proceed())
    removed.undelivered = await store.retention.undeliveredBefore(before(retention.undelivered));
  if (await proceed())
    removed.withdrawn = await store.retention.withdrawnEvidenceBefore(before(retention.withdrawn));
  while (await proceed()) {
    const ids = await store.retention.closedNominationsBefore(before(retention.nominations), batchSize);
    if (ids.length === 0) break;
    await store.transact(async (repositories) => {
      const pieces = await repositories.evidence.ofSubjects('nomination', ids);
      await repositories.retention.removeNominations(ids);
      await releaseFiles(repositories, pieces);
    });
    removed.nominations += ids.length;
  }
  return removed;
}
