import type { PersonId } from './person.ts';
import { refused, type Outcome } from './refusal.ts';
import type { Skill } from './skill.ts';

export const experienceKinds = [
  'education',
  'course',
  'certificate',
  'work',
  'volunteering',
  'project',
  'informal',
] as const;
export type ExperienceKind = (typeof experienceKinds)[number];

/** What a learner says of an experience. */
export type ExperienceFacts = {
  readonly kind: ExperienceKind;
  readonly title: string;
  readonly organisation?: string;
  /** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */
  readonly from?: string;
  readonly until?: string;
  readonly description?: string;
  readonly skills?: readonly Skill[];
  /** Where it can be seen: https or http addresses. */
  readonly links?: readonly string[];
};

/** A passport entry that the learner declares: formal or informal learning, work, volunteering. */
export type Experience = ExperienceFacts & {
  readonly id: string;
  readonly personId: PersonId;
  readonly skills: readonly Skill[];
  readonly links: readonly string[];
  readonly visibility: 'shown' | 'hidden';
  readonly createdAt: Date;
  readonly updatedAt: Date;
};

export const mostExperienceSkills = 20;
export const mostExperienceLinks = 10;
const longest = { title: 200, organisation: 200, description: 2000 } as const;
const longestLink = 1000;
const moment = /^\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?$/u;

/** The facts trimmed and without what is empty, or the first fault found: `invalid` with its field. */
export function checkedFacts(
  facts: ExperienceFacts,
  now: Date,
): Outcome<{ readonly facts: ExperienceFacts & Pick<Experience, 'skills' | 'links'> }> {
  const texts = {
    title: facts.title.trim(),
    organisation: facts.organisation?.trim() ?? '',
    description: facts.description?.trim() ?? '',
  };
  if (texts.title === '') return refused({ code: 'invalid', field: 'title', problem: 'empty' });
  for (const field of ['title', 'organisation', 'description'] as const)
    if (texts[field].length > longest[field]) return refused({ code: 'invalid', field, problem: 'too-long' });
  const period = checkedPeriod(facts, now);
  if (!period.ok) return period;
  const links = [...new Set(facts.links?.map((link) => link.trim()).filter((link) => link !== ''))];
  if (links.some((link) => link.length > longestLink || !isWebAddress(link)))
    return refused({ code: 'invalid', field: 'links', problem: 'not-a-link' });
  const skills = [...new Map(facts.skills?.map((skill) => [skill.url, skill])).values()];
  if (links.length > mostExperienceLinks)
    return refused({ code: 'invalid', field: 'links', problem: 'too-long' });
  if (skills.length > mostExperienceSkills)
    return refused({ code: 'invalid', field: 'skills', problem: 'too-long' });
  return {
    ok: true,
    facts: {
      kind: facts.kind,
      title: texts.title,
      ...(texts.organisation ? { organisation: texts.organisation } : {}),
      ...period.period,
      ...(texts.description ? { description: texts.description } : {}),
      skills,
      links,
    },
  };
}

function checkedPeriod(
  { from, until }: ExperienceFacts,
  now: Date,
): Outcome<{ readonly period: Pick<ExperienceFacts, 'from' | 'until'> }> {
  for (const [field, value] of Object.entries({ from, until }))
    if (value !== undefined && !(moment.test(value) && isOnCalendar(value)))
      return refused({ code: 'invalid', field, problem: 'not-a-date' });
  if (from !== undefined && from > now.toISOString().slice(0, from.length))
    return refused({ code: 'invalid', field: 'from', problem: 'in-the-future' });
  // Compared as far as both say: `2023` does not end before `2023-09` began.
  if (from !== undefined && until !== undefined && until < from.slice(0, until.length))
    return refused({ code: 'invalid', field: 'until', problem: 'before-it-began' });
  return {
    ok: true,
    period: { ...(from === undefined ? {} : { from }), ...(until === undefined ? {} : { until }) },
  };
}

/** 31 June is no day, however well it is written. */
function isOnCalendar(written: string): boolean {
  const date = new Date(written);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(written);
}

function isWebAddress(link: string): boolean {
  return /^https?:\/\/[^\s/]/iu.test(link) && URL.canParse(link);
}
