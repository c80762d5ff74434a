import { createHash } from 'node:crypto';
import { operator, type Actor } from '../domain/actor.ts';
import type { Award } from '../domain/award.ts';
import type { Badge } from '../domain/badge.ts';
import type { PersonId } from '../domain/person.ts';
import { earnsMilestone } from '../domain/policy.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ids } from '../ports/ids.ts';
import type { Store } from '../ports/store.ts';
import { giveAwards } from './award-badge.ts';

/**
 * Awards the milestones of these that somebody has earned now and does not hold; returns the awards. In any order, any
 * number of times and at the same moment: each comes once, by its business key and by a delivery key made of its parts.
 */
export async function awardMilestones(
  deps: { readonly store: Store; readonly clock: Clock; readonly ids: Ids },
  command: {
    readonly personId: PersonId;
    readonly milestones: readonly Badge[];
    /** From when on the learner may be told, for many at once and not at night. */
    readonly tellFrom?: Date;
  },
): Promise<readonly Award[]> {
  const { store } = deps;
  if (command.milestones.length === 0) return [];
  const person = await store.persons.find(command.personId);
  if (person === undefined) return [];
  const awards = await store.awards.ofPerson(person.id);
  const given: Award[] = [];
  for (const milestone of command.milestones) {
    const parts = earnsMilestone(milestone, awards, deps.clock());
    const issuer = parts === undefined ? undefined : await store.issuers.find(milestone.issuerId);
    if (parts === undefined || issuer === undefined) continue;
    const outcome = await giveAwards(
      deps,
      {
        actor: itself(parts),
        deliveryKey: deliveryKey(milestone, person.id, parts),
        badge: milestone.slug,
        recipients: [person.id],
        madeOf: parts,
        ...(command.tellFrom === undefined ? {} : { tellFrom: command.tellFrom }),
      },
      milestone,
      issuer,
      new Map([[person.id, person]]),
    );
    if (outcome.ok && !outcome.repeated) given.push(...outcome.awards);
  }
  return given;
}

/** Nobody; the learner is told where the last part was given. */
function itself(parts: readonly Award[]): Actor {
  const [last] = parts.toSorted((a, b) => b.awardedAt.getTime() - a.awardedAt.getTime());
  const workspace = last?.place?.workspace;
  return {
    personId: operator,
    standing: 'member',
    via: 'job',
    ...(workspace === undefined ? {} : { workspace }),
  };
}

/** The same parts earn it once, whenever that is looked into. */
function deliveryKey(milestone: Badge, personId: PersonId, parts: readonly Award[]): string {
  const ids = parts.map(({ id }) => id).toSorted();
  const hash = createHash('sha256').update(ids.join(' ')).digest('hex').slice(0, 32);
  return `milestone:${milestone.id}:${personId}:${hash}`;
}
