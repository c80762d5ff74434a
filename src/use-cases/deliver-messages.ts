import type { OutboxMessage } from '../domain/outbox-message.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ids } from '../ports/ids.ts';
import { NotNow } from '../ports/not-now.ts';
import type { DeliveryResult, Notifier } from '../ports/notifier.ts';
import type { OutboxLane } from '../ports/outbox.ts';
import type { Repositories, Store } from '../ports/store.ts';
import { digestUndeliverable } from './digest-undeliverable.ts';
import { notAnnounced } from './not-announced.ts';

export type DeliverDeps = {
  readonly store: Store;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly notifiers: ReadonlyMap<OutboxMessage['channel'], Notifier>;
  /** A number from 0 to 1, evenly drawn, so that many retries do not come at the same moment. */
  readonly jitter: () => number;
  /** A platform takes no more for that long: what nobody waits for rests meanwhile. */
  readonly onLimited?: (milliseconds: number) => void;
};

/** Longer than any call that a channel makes; a message is taken again after it when its worker died. */
const lockMs = 10_000;
const firstPauseMs = 2_000;
const longestPauseMs = 3_600_000;
/** With the growing pauses, about a day and a half. */
const mostAttempts = 40;

/**
 * Delivers the message that has been due longest, if any: claimed under a lock, handed to its channel, its
 * outcome written. A message whose outcome was lost in a crash is first looked for where it would stand, so
 * that it is not said twice. A digest that its reader turned off meanwhile is withdrawn. Returns false when nothing
 * was due. Bulk messages are a lane of their own.
 */
export async function deliverNextMessage(deps: DeliverDeps, lane: OutboxLane = 'prompt'): Promise<boolean> {
  const now = deps.clock();
  const message = await deps.store.outbox.claim(now, new Date(now.getTime() + lockMs), lane);
  if (message === undefined) return false;
  if (await turnedOff(deps.store, message)) {
    await deps.store.outbox.remove(message.id);
    return true;
  }
  const notifier = deps.notifiers.get(message.channel);
  const result: DeliveryResult =
    notifier === undefined
      ? { kind: 'again', error: `the channel ${message.channel} is not configured`, afterMs: longestPauseMs }
      : await attempt(notifier, message);
  await record(deps, message, result);
  if (result.kind === 'again' && result.turnedAway === true) deps.onLimited?.(result.afterMs ?? firstPauseMs);
  return true;
}

async function turnedOff({ persons }: Store, { notice, destination }: OutboxMessage): Promise<boolean> {
  if (notice.kind !== 'digest' || destination.kind !== 'person') return false;
  return (await persons.find(destination.personId))?.preferences?.digest === 'off';
}

async function attempt(notifier: Notifier, message: OutboxMessage): Promise<DeliveryResult> {
  try {
    if (message.uncertainSince !== undefined) {
      const to = await notifier.findDelivered(message);
      if (to !== undefined) return { kind: 'delivered', to };
    }
    return await notifier.deliver(message);
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    if (error instanceof NotNow)
      return { kind: 'again', error: words, afterMs: error.afterMs, turnedAway: true };
    // A notifier that throws does not know what came of it, just as after a crash.
    return { kind: 'again', error: words, uncertain: true };
  }
}

async function record(deps: DeliverDeps, message: OutboxMessage, result: DeliveryResult): Promise<void> {
  const now = deps.clock();
  const { lockedUntil: _, uncertainSince, ...free } = message;
  if (result.kind === 'delivered') {
    const delivered: OutboxMessage = {
      ...free,
      status: 'delivered',
      deliveredAt: now,
      ...(result.to === undefined ? {} : { deliveredTo: result.to }),
    };
    // Most messages announce nothing: one write then.
    if (!announcements.has(message.notice.kind)) return deps.store.outbox.save(delivered);
    await deps.store.transact(async (repositories) => {
      await repositories.outbox.save(delivered);
      await watchThread(repositories, delivered);
    });
    return;
  }
  const error = { lastError: result.error.slice(0, 500) };
  if (result.kind === 'impossible' || message.attempts >= mostAttempts) {
    await deps.store.transact(async (repositories) => {
      await repositories.outbox.save({ ...free, ...error, status: 'parked' });
      await repositories.outbox.insert(await notAnnounced(deps, repositories, message));
      const gone = result.kind === 'impossible' && result.unreachable;
      await digestUndeliverable(
        { ...deps, channels: new Set(deps.notifiers.keys()) },
        repositories,
        message,
        gone,
      );
    });
    return;
  }
  const pause =
    result.afterMs ?? Math.min(longestPauseMs, firstPauseMs * 2 ** Math.min(message.attempts - 1, 20));
  const doubt = uncertainSince ?? (result.uncertain === true ? now : undefined);
  await deps.store.outbox.save({
    ...free,
    ...error,
    attempts: result.turnedAway === true ? message.attempts - 1 : message.attempts,
    ...(doubt === undefined ? {} : { uncertainSince: doubt }),
    nextAttemptAt: new Date(now.getTime() + Math.round(pause * (1 + 0.2 * deps.jitter()))),
  });
}

const announcements: ReadonlySet<OutboxMessage['notice']['kind']> = new Set([
  'award-announced',
  'nomination-announced',
]);

/** From now on, replies below an announcement are evidence of what it announced. */
async function watchThread(
  repositories: Repositories,
  { notice, deliveredTo }: OutboxMessage,
): Promise<void> {
  if (deliveredTo === undefined) return;
  const { message: _, ...thread } = deliveredTo;
  if (notice.kind === 'award-announced') {
    for (const award of await repositories.awards.findMany(notice.recipients.map(({ awardId }) => awardId)))
      if (award.place !== undefined && award.place.thread === undefined)
        await repositories.awards.save({ ...award, place: thread }, award.revision);
  } else if (notice.kind === 'nomination-announced') {
    const nomination = await repositories.nominations.find(notice.nominationId);
    if (nomination?.place !== undefined && nomination.place.thread === undefined)
      await repositories.nominations.save({ ...nomination, place: thread }, nomination.version);
  }
}
