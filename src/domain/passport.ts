import type { Award } from './award.ts';
import type { Experience } from './experience.ts';
import { importedStandingOf, type ImportedCredential } from './imported-credential.ts';
import { gatherSkills, momentOf, type PassportSkill, type SkillSource } from './passport-skills.ts';
import type { Person } from './person.ts';

/** What a passport is made of. */
export type PassportParts = {
  readonly awards: readonly Award[];
  readonly experiences: readonly Experience[];
  readonly imported: readonly ImportedCredential[];
};

/** All that a person has earned and declared, at a moment. */
export type Passport = {
  readonly person: Person;
  /** Newest first. */
  readonly awards: readonly Award[];
  /** Latest period first. */
  readonly experiences: readonly Experience[];
  /** Badges from elsewhere, newest issue first. */
  readonly imported: readonly ImportedCredential[];
  /** Vouched skills first, by how often and how recently they were shown. */
  readonly skills: readonly PassportSkill[];
};

export function composePassport(
  person: Person,
  { awards, experiences, imported }: PassportParts,
  now: Date,
): Passport {
  return {
    person,
    awards: awards.toSorted((a, b) => b.awardedAt.getTime() - a.awardedAt.getTime()),
    experiences: experiences.toSorted((a, b) => latestOf(b).localeCompare(latestOf(a))),
    imported: imported.toSorted((a, b) => issuedText(b).localeCompare(issuedText(a))),
    skills: gatherSkills(
      { awards, experiences, imported: imported.flatMap((each) => skillSource(each, now)) },
      now,
    ),
  };
}

/** When an experience was last under way, as text that sorts; one that goes on has begun last. */
function latestOf(experience: Experience): string {
  return experience.until ?? experience.from ?? '';
}

/** When a badge from elsewhere was issued: `YYYY-MM-DD`, or undefined where it does not say so readably. */
export function issuedOn({ summary }: Pick<ImportedCredential, 'summary'>): string | undefined {
  return momentOf(summary.issuedAt)?.toISOString().slice(0, 10);
}

function issuedText(imported: ImportedCredential): string {
  return issuedOn(imported) ?? '';
}

/** One that nobody could check, that expired, or that is hidden shows no skill. */
function skillSource(imported: ImportedCredential, now: Date): readonly SkillSource[] {
  if (imported.visibility === 'hidden' || importedStandingOf(imported, now) !== 'valid') return [];
  const at = momentOf(imported.summary.issuedAt);
  const name = imported.summary.issuer.name ?? imported.summary.issuer.id;
  return [
    {
      kind: 'imported',
      skills: imported.skills,
      ...(at === undefined ? {} : { at }),
      ...(name === undefined ? {} : { by: { nl: name, en: name } }),
    },
  ];
}
