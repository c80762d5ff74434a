import type { Badge } from '../domain/badge.ts';
import type { PersonId } from '../domain/person.ts';
import { instantOf, wallTimeAt } from '../domain/zoned-time.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ids } from '../ports/ids.ts';
import type { Store } from '../ports/store.ts';
import { awardMilestones } from './award-milestones.ts';
import { inDaytime } from './in-daytime.ts';
import { automaticMilestones } from './milestone-check.ts';

export type MilestoneDeps = {
  readonly store: Store;
  readonly clock: Clock;
  readonly ids: Ids;
  /** IANA zone by whose clocks people are told in the daytime. */
  readonly timeZone: string;
};

/** As many people as are looked at together. */
const atOnce = 200;

/**
 * Awards the milestones that people have earned without an award of theirs having told so: of a badge that is new, or was
 * made of other parts since. The holders of one part are streamed, so memory stays the same however many there are. Whoever
 * is awarded hears of it in the daytime.
 */
export async function findMilestones(
  deps: MilestoneDeps,
  proceed: () => Promise<boolean>,
): Promise<{ readonly awarded: number }> {
  let awarded = 0;
  for (const milestone of partsFirst(automaticMilestones(await deps.store.badges.list()))) {
    let batch = new Set<PersonId>();
    const [first = ''] = milestone.parts;
    for await (const { personId } of deps.store.awards.all({ badgeSlug: first, status: 'active' })) {
      if (personId !== undefined) batch.add(personId);
      if (batch.size < atOnce) continue;
      if (!(await proceed())) return { awarded };
      awarded += await awardTo(deps, milestone, [...batch]);
      batch = new Set();
    }
    if (!(await proceed())) return { awarded };
    awarded += await awardTo(deps, milestone, [...batch]);
  }
  return { awarded };
}

async function awardTo(
  deps: MilestoneDeps,
  milestone: Badge,
  personIds: readonly PersonId[],
): Promise<number> {
  if (personIds.length === 0) return 0;
  const rows = await deps.store.digestFacts.held(personIds, [milestone.slug, ...milestone.parts]);
  const held = new Map<PersonId, Set<string>>();
  for (const { personId, slug } of rows)
    held.set(personId, (held.get(personId) ?? new Set<string>()).add(slug));
  const tellFrom = nextDaytime(deps.timeZone, deps.clock());
  let awarded = 0;
  // What has expired counts as held here; whether it stands is decided of each person's awards. Whoever holds what never
  // expires is passed over.
  for (const [personId, slugs] of held)
    if (
      milestone.parts.every((part) => slugs.has(part)) &&
      (milestone.validFor !== undefined || !slugs.has(milestone.slug))
    )
      awarded += (await awardMilestones(deps, { personId, milestones: [milestone], tellFrom })).length;
  return awarded;
}

/** A milestone that is part of another comes before it, so that one run awards both. */
function partsFirst(milestones: readonly Badge[]): readonly Badge[] {
  const ordered = new Set<Badge>();
  const visit = (milestone: Badge, above: readonly Badge[]) => {
    if (ordered.has(milestone) || above.includes(milestone)) return;
    for (const part of milestones)
      if (milestone.parts.includes(part.slug)) visit(part, [...above, milestone]);
    ordered.add(milestone);
  };
  for (const milestone of milestones) visit(milestone, []);
  return [...ordered];
}

/** Now, when it is day; otherwise nine o'clock. */
function nextDaytime(timeZone: string, now: Date): Date {
  if (inDaytime(timeZone, now)) return now;
  const wall = wallTimeAt(timeZone, now);
  const today = instantOf(timeZone, { ...wall, hour: 9 });
  // The day of the month may be past the month's end: the calendar turns it over.
  return today > now ? today : instantOf(timeZone, { ...wall, day: wall.day + 1, hour: 9 });
}
