import { createHash } from 'node:crypto';
import type { Award } from '../domain/award.ts';
import type { Locale } from '../domain/localized-text.ts';
import type { BadgeCard, OutboxMessage, PersonName } from '../domain/outbox-message.ts';
import type { Place } from '../domain/place.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ids } from '../ports/ids.ts';
import { outboxMessage } from './outbox-message.ts';

/** A column of a course's gradebook, and whose row: `conversation` is the line item's address, `thread` the `sub`. */
export type GradePlace = Place & { readonly thread: string };

/** The message that puts an award into a gradebook: once for each award and line item. */
export function gradeMessage(
  deps: { readonly clock: Clock; readonly ids: Ids },
  award: Pick<Award, 'id' | 'personId'>,
  place: GradePlace,
  told: { readonly badge: BadgeCard; readonly by: PersonName; readonly locale: Locale },
): OutboxMessage {
  const column = createHash('sha256').update(place.conversation).digest('hex').slice(0, 16);
  return outboxMessage(
    deps,
    `award:${award.id}:grade:${column}`,
    { kind: 'conversation', place, locale: told.locale },
    { kind: 'you-were-awarded', badge: told.badge, by: told.by, awardId: award.id },
    award.personId === undefined ? [] : [award.personId],
  );
}
