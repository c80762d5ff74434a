import type { Locale } from '../domain/localized-text.ts';
import type { OutboxMessage } from '../domain/outbox-message.ts';
import type { Place } from '../domain/place.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ids } from '../ports/ids.ts';
import { outboxMessage } from './outbox-message.ts';

/**
 * Where a badge was given or asked for. `begun`: in a thread in which others spoke before, so that what they said is
 * evidence too, as far as the platform still tells it.
 */
export type AnnounceAt = {
  readonly place: Place;
  readonly locale: Locale;
  readonly begun?: boolean;
  /** Everybody in the workspace can read along there. */
  readonly open?: boolean;
};

/** The message by which a platform is asked what was said in a thread before; none where there was nothing. */
export function threadFill(
  deps: { readonly clock: Clock; readonly ids: Ids },
  key: string,
  announceAt: AnnounceAt | undefined,
): OutboxMessage[] {
  if (announceAt?.begun !== true || announceAt.place.thread === undefined) return [];
  const { place, locale } = announceAt;
  return [
    outboxMessage(
      deps,
      `${key}:thread`,
      { kind: 'conversation', place, locale },
      { kind: 'fill-thread' },
      [],
    ),
  ];
}
