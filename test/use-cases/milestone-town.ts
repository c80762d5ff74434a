import type { Award } from '../../src/domain/award.ts';
import type { Badge } from '../../src/domain/badge.ts';
import type { Person } from '../../src/domain/person.ts';
import type { Store } from '../../src/ports/store.ts';
import { awardBadge } from '../../src/use-cases/award-badge.ts';
import { deliverNextMessage } from '../../src/use-cases/deliver-messages.ts';
import { serviceNotifier } from '../../src/use-cases/service-notifier.ts';
import { deterministicId } from '../builders/deterministic-id.ts';
import { actor, done, smallTown, type SmallTown } from './community.ts';

/** A town with two badges and a milestone that is made of them and comes by itself. */
export type MilestoneTown = SmallTown & {
  readonly first: Badge;
  readonly second: Badge;
  readonly milestone: Badge;
  give(badge: Badge, person?: Person): Promise<Award>;
  /** Everything of the service's own that is due is done. */
  settle(): Promise<void>;
  /** Their awards of the milestone, newest first. */
  milestones(person?: Person): Promise<readonly Award[]>;
};

export async function milestoneTown(store?: Store): Promise<MilestoneTown> {
  const town = await smallTown(store);
  const [first, second] = [await town.addBadge(), await town.addBadge()];
  const milestone = await town.addBadge({ award: 'automatic', parts: [first.slug, second.slug] });
  const service = serviceNotifier(town.deps);
  return {
    ...town,
    first,
    second,
    milestone,
    async give(badge, person = town.learner) {
      const { awards } = await done(
        awardBadge(town.deps, {
          actor: actor(town.awarder),
          deliveryKey: deterministicId(),
          badge: badge.slug,
          recipients: [person.id],
        }),
      );
      const [award] = awards;
      if (award === undefined) throw new Error(`${badge.slug} was not awarded`);
      return award;
    },
    async settle() {
      const deps = { ...town.deps, notifiers: new Map([[service.channel, service]]), jitter: () => 0 };
      while (await deliverNextMessage(deps));
    },
    async milestones(person = town.learner) {
      const awards = await town.store.awards.ofPerson(person.id);
      return awards.filter(({ badgeId }) => badgeId === milestone.id);
    },
  };
}
