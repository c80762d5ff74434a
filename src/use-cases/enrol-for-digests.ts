import type { DigestState } from '../domain/digest-state.ts';
import type { Clock } from '../ports/clock.ts';
import type { Store } from '../ports/store.ts';

const batchSize = 500;
/** Clocks of instances differ, and a transaction takes its time: so far back is looked again. */
const overlapMs = 10 * 60_000;
/** Under this name stands how far enrolment has come. */
const markName = 'digest-enrolment';

/**
 * Gives everybody who became known since the last time a place in the schedule of digests. Their first digest tells
 * of what came after they became known; of those who were there before digests were, of what comes from now on.
 */
export async function enrolForDigests(
  deps: { readonly store: Store; readonly clock: Clock },
  proceed: () => Promise<boolean>,
): Promise<{ readonly examined: number }> {
  const { store } = deps;
  const now = deps.clock();
  const mark = await store.jobRuns.mark(markName);
  // A mark in the future was set by a clock that was wrong.
  const since =
    mark === undefined ? new Date(0) : new Date(Math.min(mark.getTime(), now.getTime()) - overlapMs);
  let examined = 0;
  let after: string | undefined;
  while (await proceed()) {
    const page = await store.persons.knownSince(since, {
      limit: batchSize,
      ...(after === undefined ? {} : { after }),
    });
    const living = page.items.filter(({ mergedInto }) => mergedInto === undefined);
    await store.digestStates.enrol(
      living.map(
        ({ id, createdAt }): DigestState => ({
          personId: id,
          dueAt: now,
          // What made them known may have been an award of that very moment.
          coveredUntil: mark === undefined || createdAt > now ? now : new Date(createdAt.getTime() - 1),
        }),
      ),
    );
    examined += living.length;
    after = page.next;
    if (after === undefined) {
      await store.jobRuns.setMark(markName, now);
      break;
    }
  }
  return { examined };
}
