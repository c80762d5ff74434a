import type { Badge } from '../domain/badge.ts';
import type { BadgeName } from '../domain/refusal.ts';
import { badgeName } from './badge-card.ts';

/** Badges that are earned by their parts. */
export function milestonesAmong(badges: readonly Badge[]): readonly Badge[] {
  return badges.filter(({ parts, status }) => status === 'active' && parts.length > 1);
}

/** The milestones of which somebody who holds these badges lacks one part, and which part that is. */
export function nearlyEarned(
  milestones: readonly Badge[],
  badges: readonly Badge[],
  held: ReadonlySet<string>,
): readonly { readonly milestone: Badge; readonly badge: BadgeName; readonly missing: BadgeName }[] {
  return milestones.flatMap((milestone) => {
    if (held.has(milestone.slug)) return [];
    const lacking = milestone.parts.filter((slug) => !held.has(slug));
    const missing = lacking.length === 1 ? badges.find(({ slug }) => slug === lacking[0]) : undefined;
    // What is given no longer can't be what they lack.
    return missing === undefined || missing.status === 'retired'
      ? []
      : [{ milestone, badge: badgeName(milestone), missing: badgeName(missing) }];
  });
}
