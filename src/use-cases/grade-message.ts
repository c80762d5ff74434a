import { createHash } from 'node:crypto';
import type { Award } from '../domain/award.ts';
import type { Locale } from '../domain/localized-text.ts';
import type { BadgeCard, OutboxMessage, PersonName } from '../domain/outbox-message.ts';
import type { GradePlace } from '../domain/place.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ids } from '../ports/ids.ts';
import { badgeName } from './badge-card.ts';
import { outboxMessage } from './outbox-message.ts';

type Deps = { readonly clock: Clock; readonly ids: Ids };

/** The message that puts an award into a gradebook: once for each award and line item. */
export function gradeMessage(
  deps: Deps,
  award: Pick<Award, 'id' | 'personId'>,
  place: GradePlace,
  told: { readonly badge: BadgeCard; readonly by?: PersonName; readonly locale: Locale },
): OutboxMessage {
  return outboxMessage(
    deps,
    gradeKey(award, place),
    { kind: 'conversation', place, locale: told.locale },
    {
      kind: 'you-were-awarded',
      badge: told.badge,
      ...(told.by === undefined ? {} : { by: told.by }),
      awardId: award.id,
    },
    award.personId === undefined ? [] : [award.personId],
  );
}

/** The message that takes a revoked award out of a gradebook again; nothing of the reason goes there. */
export function gradeTakenBackMessage(
  deps: Deps,
  award: Pick<Award, 'id' | 'personId' | 'badge'>,
  place: GradePlace,
): OutboxMessage {
  return outboxMessage(
    deps,
    `${gradeKey(award, place)}:back`,
    { kind: 'conversation', place, locale: 'nl' },
    { kind: 'award-revoked', badge: badgeName(award.badge), awardId: award.id, reason: '' },
    award.personId === undefined ? [] : [award.personId],
  );
}

function gradeKey(award: Pick<Award, 'id'>, place: GradePlace): string {
  const column = createHash('sha256').update(place.conversation).digest('hex').slice(0, 16);
  return `award:${award.id}:grade:${column}`;
}
