import { deliverNextMessage, type DeliverDeps } from '../src/use-cases/deliver-messages.ts';
import { createDrain, type Drain } from './drain.ts';

/** Longest rest that a platform can have us take. */
const longestPauseMs = 60_000;
const atOnce = 4;

/**
 * Delivers what nobody waits for, beside the rest and slower. When a platform says that it takes no more for now,
 * all of it rests: thousands of refused calls would help nobody, and would use up the messages' attempts.
 */
export function bulkDrain(
  deps: DeliverDeps,
  how: { readonly busy: () => boolean; readonly onFault: (error: unknown) => void },
): Drain {
  let restUntil = new Date(0);
  const onLimited = (milliseconds: number) => {
    restUntil = new Date(deps.clock().getTime() + Math.min(longestPauseMs, milliseconds));
  };
  return createDrain({
    step: () =>
      deps.clock() < restUntil ? Promise.resolve(false) : deliverNextMessage({ ...deps, onLimited }, 'bulk'),
    nextDue: async () => {
      const due = await deps.store.outbox.nextDue('bulk');
      return due !== undefined && due < restUntil ? restUntil : due;
    },
    now: deps.clock,
    atOnce,
    yields: how.busy,
    onFault: how.onFault,
  });
}
