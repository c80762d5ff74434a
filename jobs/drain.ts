/** Works through a queue in the database whenever there is something in it. */
export interface Drain {
  /** There is something new; work starts at once. */
  wake(): void;
  /** No new work is begun; resolves when the work in hand is done. */
  stop(): Promise<void>;
}

/** How long at most until the queue is looked at again without being woken: another instance may have died. */
const longestRestMs = 5_000;
const afterFaultMs = 1_000;

/**
 * @param deps.step takes one piece of work and does it; false when there was none
 * @param deps.nextDue when the next piece is due, if one waits
 * @param deps.atOnce how many pieces are worked on at the same time
 * @param deps.yields whether something more urgent is going on; one piece at a time is worked on then
 */
export function createDrain(deps: {
  readonly step: () => Promise<boolean>;
  readonly nextDue: () => Promise<Date | undefined>;
  readonly now: () => Date;
  readonly atOnce: number;
  readonly yields?: () => boolean;
  readonly onFault: (error: unknown) => void;
}): Drain {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  const lanes = new Set<Promise<void>>();
  // A wake during the last look at the queue must not be lost.
  let wakes = 0;

  const rest = (ms: number) => {
    clearTimeout(timer);
    if (!stopped) timer = setTimeout(() => open(), ms);
  };

  const lane = async (): Promise<void> => {
    try {
      for (;;) {
        const seen = wakes;
        if (stopped || (lanes.size > 1 && deps.yields?.() === true)) return;
        if (await deps.step()) {
          // Where there was one there may be more: another lane helps.
          open();
          continue;
        }
        if (seen === wakes) break;
      }
      if (lanes.size > 1) return;
      const due = await deps.nextDue();
      const wait = due === undefined ? longestRestMs : due.getTime() - deps.now().getTime();
      rest(Math.min(longestRestMs, Math.max(10, wait)));
    } catch (error) {
      deps.onFault(error);
      rest(afterFaultMs);
    }
  };

  const open = () => {
    const room = deps.yields?.() === true ? 1 : deps.atOnce;
    if (stopped || lanes.size >= room) return;
    const running = lane().finally(() => lanes.delete(running));
    lanes.add(running);
  };

  rest(0);
  return {
    wake() {
      wakes += 1;
      open();
    },
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await Promise.all(lanes);
    },
  };
}
