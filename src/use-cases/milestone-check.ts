import type { Badge } from '../domain/badge.ts';
import type { OutboxMessage } from '../domain/outbox-message.ts';
import type { PersonId } from '../domain/person.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ids } from '../ports/ids.ts';
import { outboxMessage } from './outbox-message.ts';

/** The milestones that come by themselves; with `part` those of which that badge (its slug) is a part. */
export function automaticMilestones(badges: readonly Badge[], part?: string): readonly Badge[] {
  return badges.filter(
    ({ award, status, parts }) =>
      award === 'automatic' && status === 'active' && (part === undefined || parts.includes(part)),
  );
}

/**
 * The message by which is looked into, after the change that it goes with, which milestones somebody has earned.
 * Two parts that are awarded at the same moment do not see each other; whoever of the two is looked into last sees both.
 */
export function milestoneCheck(
  deps: { readonly clock: Clock; readonly ids: Ids },
  cause: string,
  personId: PersonId,
  part?: string,
): OutboxMessage {
  return outboxMessage(
    deps,
    `${cause}:milestones`,
    {
      kind: 'conversation',
      place: { workspace: 'service:milestones', conversation: personId },
      locale: 'nl',
    },
    { kind: 'see-milestones', personId, ...(part === undefined ? {} : { part }) },
    [personId],
  );
}
