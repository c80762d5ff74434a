import type { DeliveryResult } from '../../src/ports/notifier.ts';
import { ConnectorRefused } from './teams-connector.ts';

/** What the outbox does about a call that failed. `delivered, then 500` looks like any 5xx: it is looked for first. */
export function teamsFailure(error: unknown): Exclude<DeliveryResult, { kind: 'delivered' }> {
  if (!(error instanceof ConnectorRefused))
    return { kind: 'again', error: error instanceof Error ? error.message : String(error) };
  const words = `${error.status ?? 'no answer'} ${error.code}`;
  const after = error.retryAfterMs === undefined ? {} : { afterMs: error.retryAfterMs };
  if (error.code === 'NoToken' || error.code === 'NoServiceUrlKnown')
    return { kind: 'again', error: words, afterMs: noTokenPauseMs };
  if (isGone(error)) return { kind: 'impossible', error: words, unreachable: true };
  if (error.status !== undefined && neverTaken.has(error.status))
    return { kind: 'impossible', error: words, unreachable: false };
  if (error.status === 429) return { kind: 'again', error: words, ...after, turnedAway: true };
  const uncertain = mayStand(error) ? { afterMs: lookPauseMs, uncertain: true } : {};
  return { kind: 'again', error: words, ...uncertain, ...after };
}

/**
 * The secret of the app is wrong or has expired, or nobody of the tenant ever turned to the bot: somebody sees to that,
 * and nothing is lost until then.
 */
const noTokenPauseMs = 600_000;
/** Long enough for a client to show the message, and with that to tell us where it stands (see `teams-recognise`). */
const lookPauseMs = 15_000;

/** Not what the connector takes, however often it is tried. */
const neverTaken = new Set([400, 405, 413, 415]);

/** 403 and 404: the app was taken out, the person blocked the bot or left, the conversation is no more. */
export function isGone(error: unknown): boolean {
  return error instanceof ConnectorRefused && (error.status === 403 || error.status === 404);
}

/** The message may have been delivered all the same: 408, most of 5xx, or no answer at all. */
export function mayStand(error: unknown): boolean {
  if (!(error instanceof ConnectorRefused)) return false;
  return error.status === undefined || error.status === 408 || error.status >= 500;
}

/** It refuses the message as it is, not the conversation: a plainer one may be taken. */
export function isContentRefused(error: unknown): boolean {
  return error instanceof ConnectorRefused && (error.status === 400 || error.status === 413);
}
