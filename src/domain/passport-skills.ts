import { standingOf, type Award } from './award.ts';
import type { Experience } from './experience.ts';
import type { LocalizedText } from './localized-text.ts';
import type { Skill } from './skill.ts';

/** How a skill was shown: somebody here vouches for it, somebody elsewhere does, or the learner says so. */
export const showingKinds = ['awarded', 'imported', 'declared'] as const;
export type ShowingKind = (typeof showingKinds)[number];

/** One time that a skill was shown. */
export type SkillShowing = {
  readonly kind: ShowingKind;
  readonly at?: Date;
  /** Who vouches for it; for a declared one, where it was. */
  readonly by?: LocalizedText;
};

/** How a skill stands in a passport. */
export type PassportSkill = {
  readonly skill: Skill;
  /** Awards that show it and are valid now. */
  readonly awarded: number;
  /** Credentials from elsewhere that show it and were found sound. */
  readonly imported: number;
  /** Experiences that the learner declared with it. */
  readonly declared: number;
  /** Those who vouch for it, each once: issuers here and elsewhere. */
  readonly vouchedBy: readonly LocalizedText[];
  /** When it was last shown by whichever means. */
  readonly latest?: Date;
  /** Every time that it was shown, latest first; those without a date last. */
  readonly showings: readonly SkillShowing[];
};

/** A credential from elsewhere as far as skills go. */
export type SkillSource = SkillShowing & { readonly skills: readonly Skill[] };

/**
 * The skills of a passport: those that most often somebody vouched for first, then the most recent. What is hidden,
 * expired, suspended or revoked shows nothing.
 */
export function gatherSkills(
  sources: {
    readonly awards: readonly Award[];
    readonly experiences: readonly Experience[];
    readonly imported?: readonly SkillSource[];
  },
  now: Date,
): readonly PassportSkill[] {
  const shown = [
    ...sources.awards.flatMap((award) => ofAward(award, now)),
    ...(sources.imported ?? []),
    ...sources.experiences.flatMap(ofExperience),
  ];
  const bySkill = new Map<string, { readonly skill: Skill; readonly showings: SkillShowing[] }>();
  for (const { skills, ...showing } of shown)
    for (const skill of skills) {
      const known = bySkill.get(skill.url) ?? { skill, showings: [] };
      bySkill.set(skill.url, { skill: known.skill, showings: [...known.showings, showing] });
    }
  return [...bySkill.values()].map(({ skill, showings }) => standing(skill, showings)).toSorted(firstShown);
}

function ofAward(award: Award, now: Date): readonly SkillSource[] {
  if (award.hidden === true || standingOf(award, now) !== 'valid') return [];
  const { skills, issuerName } = award.badge;
  return [{ kind: 'awarded', at: award.awardedAt, by: issuerName, skills }];
}

function ofExperience(experience: Experience): readonly SkillSource[] {
  if (experience.visibility === 'hidden') return [];
  const { organisation, skills } = experience;
  const at = momentOf(experience.until ?? experience.from);
  return [
    {
      kind: 'declared',
      skills,
      ...(at === undefined ? {} : { at }),
      ...(organisation === undefined ? {} : { by: { nl: organisation, en: organisation } }),
    },
  ];
}

/** The first moment of `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, in UTC. */
export function momentOf(written: string | undefined): Date | undefined {
  const moment = new Date(written ?? '');
  return Number.isNaN(moment.getTime()) ? undefined : moment;
}

function standing(skill: Skill, showings: readonly SkillShowing[]): PassportSkill {
  const latestFirst = showings.toSorted((a, b) => (b.at?.getTime() ?? -1) - (a.at?.getTime() ?? -1));
  const count = (kind: ShowingKind) => showings.filter((showing) => showing.kind === kind).length;
  const vouchers = new Map<string, LocalizedText>();
  for (const { kind, by } of latestFirst)
    if (kind !== 'declared' && by !== undefined) vouchers.set(JSON.stringify([by.nl, by.en]), by);
  const latest = latestFirst[0]?.at;
  return {
    skill,
    awarded: count('awarded'),
    imported: count('imported'),
    declared: count('declared'),
    vouchedBy: [...vouchers.values()],
    ...(latest === undefined ? {} : { latest }),
    showings: latestFirst,
  };
}

function firstShown(a: PassportSkill, b: PassportSkill): number {
  return (
    b.awarded + b.imported - (a.awarded + a.imported) ||
    (b.latest?.getTime() ?? 0) - (a.latest?.getTime() ?? 0) ||
    b.declared - a.declared ||
    (a.skill.url < b.skill.url ? -1 : 1)
  );
}
