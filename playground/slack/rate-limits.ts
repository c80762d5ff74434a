import { textOf } from './json.ts';
import type { Arguments } from './web-api/method.ts';

export type RateLimits = {
  /** Messages a second in one channel (Slack: about one, with short bursts); unlimited when left out. */
  postsPerChannelPerSecond?: number;
  /** `distributed`: conversations.history and replies once a minute, 15 messages a call (since 2025). */
  threadReads?: 'distributed' | 'internal';
  /** Calls a minute by method, over all channels; unlimited when left out. */
  callsPerMinute?: { [method: string]: number };
};

/** Counts calls in sliding windows; answers the seconds to wait when there are too many. */
export type RateGate = (token: string, method: string, args: Arguments) => number | undefined;

const POSTS = new Set(['chat.postMessage', 'chat.postEphemeral']);
const READS = new Set(['conversations.history', 'conversations.replies']);

export function createRateGate(limits: RateLimits, now: () => number): RateGate {
  const seen = new Map<string, number[]>();
  function over(key: string, most: number, windowMs: number): number | undefined {
    const at = now();
    const recent = (seen.get(key) ?? []).filter((time) => time > at - windowMs);
    seen.set(key, recent);
    const oldest = recent.at(-most);
    if (oldest !== undefined) return Math.max(1, Math.ceil((oldest + windowMs - at) / 1000));
    recent.push(at);
    return undefined;
  }
  return (token, method, args) => {
    if (limits.threadReads === 'distributed' && READS.has(method)) {
      return over(`${token}:${method}`, 1, 60_000);
    }
    const perMinute = limits.callsPerMinute?.[method];
    const waitForMethod = perMinute === undefined ? undefined : over(`${token}:${method}`, perMinute, 60_000);
    if (waitForMethod !== undefined) return waitForMethod;
    if (limits.postsPerChannelPerSecond === undefined || !POSTS.has(method)) return undefined;
    return over(`${token}:post:${textOf(args['channel'])}`, limits.postsPerChannelPerSecond, 1000);
  };
}
