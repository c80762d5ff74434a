import type { Clock } from '../ports/clock.ts';
import type { Ids } from '../ports/ids.ts';
import type { Notifier } from '../ports/notifier.ts';
import type { Store } from '../ports/store.ts';
import { awardMilestones } from './award-milestones.ts';
import { gatherLate } from './merge-persons.ts';
import { automaticMilestones } from './milestone-check.ts';

/** The channel of the service itself: carries out what must follow a change without being said to anybody. */
export function serviceNotifier(deps: {
  readonly store: Store;
  readonly clock: Clock;
  readonly ids: Ids;
}): Notifier {
  return {
    channel: 'service',
    async deliver({ notice }) {
      switch (notice.kind) {
        case 'see-milestones':
          await awardMilestones(deps, {
            personId: notice.personId,
            milestones: automaticMilestones(await deps.store.badges.list(), notice.part),
          });
          return { kind: 'delivered' };
        case 'gather-late':
          await gatherLate(deps, notice.personId);
          return { kind: 'delivered' };
        default:
          return {
            kind: 'impossible',
            error: `the service does nothing for ${notice.kind}`,
            unreachable: false,
          };
      }
    },
    // To look again does no harm, and finds what a crash left out.
    findDelivered: () => Promise.resolve(undefined),
  };
}
