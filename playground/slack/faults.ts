import { z } from 'zod';

/** A fault that the stand-in plays instead of answering as it should. */
export type Fault = {
  /** The HTTP status, such as 503; 429 is answered as `ratelimited`. */
  status?: number;
  /** Slack's error code with status 200, such as `token_revoked`. */
  error?: string;
  /** Seconds in the Retry-After header. */
  retryAfter?: number;
  /** Waits this long before anything happens. */
  delayMs?: number;
  /** Carries the call out first, then plays the fault: the app cannot know that it was done. */
  deliverThenFail?: boolean;
  /** Breaks the connection off without an answer. */
  drop?: boolean;
};

/** A call that the app made: of a Web API method, or of a `response_url`. */
export type Call = {
  method: string;
  args: { [name: string]: unknown };
  /** The clock's time in milliseconds. */
  at: number;
  status?: number;
  answer?: unknown;
};

/** Watches each call, before it is carried out and after; the call goes on when the hook is done. */
export type CallHook = (phase: 'before' | 'after', call: Call) => void | Promise<void>;

/** The faults that wait to be played, by method (`*` for any, `response_url` for those addresses). */
export type Faults = {
  next(method: string, fault: Fault, times?: number): void;
  take(method: string): Fault | undefined;
  clear(): void;
};

export function createFaults(): Faults {
  let waiting: { method: string; fault: Fault; left: number }[] = [];
  return {
    next(method, fault, times = 1) {
      z.number().int().min(1).parse(times);
      waiting.push({ method, fault, left: times });
    },
    take(method) {
      const found = waiting.find((one) => one.method === method || one.method === '*');
      if (!found) return undefined;
      found.left -= 1;
      waiting = waiting.filter((one) => one.left > 0);
      return found.fault;
    },
    clear() {
      waiting = [];
    },
  };
}
