import type { Award } from './award.ts';
import type { Experience } from './experience.ts';
import { gatherSkills, type PassportSkill } from './passport-skills.ts';
import type { Person } from './person.ts';

/** All that a person has earned and declared, at a moment. */
export type Passport = {
  readonly person: Person;
  /** Newest first. */
  readonly awards: readonly Award[];
  /** Latest period first. */
  readonly experiences: readonly Experience[];
  /** Vouched skills first, by how often and how recently they were shown. */
  readonly skills: readonly PassportSkill[];
};

export function composePassport(
  person: Person,
  awards: readonly Award[],
  experiences: readonly Experience[],
  now: Date,
): Passport {
  return {
    person,
    awards: awards.toSorted((a, b) => b.awardedAt.getTime() - a.awardedAt.getTime()),
    experiences: experiences.toSorted((a, b) => latestOf(b).localeCompare(latestOf(a))),
    skills: gatherSkills({ awards, experiences }, now),
  };
}

/** When an experience was last under way, as text that sorts; one that goes on has begun last. */
function latestOf(experience: Experience): string {
  return experience.until ?? experience.from ?? '';
}
