import { standingOf, type Award } from './award.ts';
import type { Experience } from './experience.ts';
import type { Person } from './person.ts';
import type { Skill } from './skill.ts';

/** How a skill stands in a passport: shown by awards, or only declared. */
export type PassportSkill = {
  readonly skill: Skill;
  /** Awards that show it and are valid now. */
  readonly awarded: number;
  /** Experiences that the learner declared with it. */
  readonly declared: number;
  /** Slugs of the issuers who vouch for it. */
  readonly vouchedBy: readonly string[];
  readonly latest?: Date;
};

/** All that a person has earned and declared, at a moment. */
export type Passport = {
  readonly person: Person;
  /** Newest first. */
  readonly awards: readonly Award[];
  /** Latest period first. */
  readonly experiences: readonly Experience[];
  /** Awarded skills first, by how often and how recently they were shown. */
  readonly skills: readonly PassportSkill[];
};

export function composePassport(
  person: Person,
  awards: readonly Award[],
  experiences: readonly Experience[],
  now: Date,
): Passport {
  const skills = new Map<string, PassportSkill>();
  const at = (skill: Skill): PassportSkill =>
    skills.get(skill.url) ?? { skill, awarded: 0, declared: 0, vouchedBy: [] };
  for (const award of awards) {
    if (standingOf(award, now) !== 'valid') continue;
    for (const skill of award.badge.skills) {
      const known = at(skill);
      skills.set(skill.url, {
        ...known,
        awarded: known.awarded + 1,
        vouchedBy: known.vouchedBy.includes(award.badge.issuerSlug)
          ? known.vouchedBy
          : [...known.vouchedBy, award.badge.issuerSlug],
        latest: known.latest !== undefined && known.latest > award.awardedAt ? known.latest : award.awardedAt,
      });
    }
  }
  for (const experience of experiences)
    for (const skill of experience.skills) {
      const known = at(skill);
      skills.set(skill.url, { ...known, declared: known.declared + 1 });
    }
  return {
    person,
    awards: awards.toSorted((a, b) => b.awardedAt.getTime() - a.awardedAt.getTime()),
    experiences: experiences.toSorted((a, b) => (b.from ?? '').localeCompare(a.from ?? '')),
    skills: [...skills.values()].toSorted(
      (a, b) =>
        b.awarded - a.awarded ||
        (b.latest?.getTime() ?? 0) - (a.latest?.getTime() ?? 0) ||
        b.declared - a.declared,
    ),
  };
}
