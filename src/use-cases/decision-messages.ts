import type { Actor } from '../domain/actor.ts';
import type { Nomination } from '../domain/nomination.ts';
import type { OutboxMessage } from '../domain/outbox-message.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ids } from '../ports/ids.ts';
import type { Repositories } from '../ports/store.ts';
import { badgeCard } from './badge-card.ts';
import { outboxMessage } from './outbox-message.ts';
import { personName } from './person-name.ts';
import { reach } from './reach.ts';

/**
 * A decision reaches nominator and nominee. Of an acceptance the nominee hears by the award itself, so only
 * the nominator is told.
 */
export async function decisionMessages(
  deps: { readonly clock: Clock; readonly ids: Ids },
  repositories: Repositories,
  actor: Actor,
  nomination: Nomination,
): Promise<OutboxMessage[]> {
  const { nominatorId, nomineeId } = nomination;
  const [badge, issuer, persons] = await Promise.all([
    repositories.badges.find(nomination.badgeId),
    repositories.issuers.find(nomination.issuerId),
    repositories.persons.findMany([nominatorId, nomineeId]),
  ]);
  const nominee = persons.find((person) => person.id === nomineeId);
  if (badge === undefined || issuer === undefined || nominee === undefined) return [];
  const accepted = nomination.status === 'accepted';
  return persons.flatMap((person) => {
    if (accepted && person.id === nomineeId) return [];
    const to = reach(person, actor.workspace);
    if (to === undefined) return [];
    const key = `nomination:${nomination.id}:decision:${person.id}`;
    return [
      outboxMessage(
        deps,
        key,
        to,
        {
          kind: 'nomination-decided',
          nominationId: nomination.id,
          badge: badgeCard(badge, issuer),
          nominee: personName(nominee, actor.workspace),
          accepted,
          ...(nomination.decisionReason === undefined ? {} : { reason: nomination.decisionReason }),
          ...(nomination.awardId === undefined ? {} : { awardId: nomination.awardId }),
          toNominee: person.id === nomineeId,
        },
        [nominatorId, nomineeId],
      ),
    ];
  });
}
