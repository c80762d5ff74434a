import type { PersonId } from './person.ts';
import { refused, type InvalidProblem, type Outcome } from './refusal.ts';
import type { Skill } from './skill.ts';
import { parseUrl } from './parse-url.ts';

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

/** What can't be, of one of the facts. */
export type FactFault = { readonly field: keyof ExperienceFacts; readonly problem: InvalidProblem };

/** The facts trimmed and without what is empty, or the first fault found: `invalid` with its field. */
export function checkedFacts(
  facts: ExperienceFacts,
  now: Date,
): Outcome<{ readonly facts: ExperienceFacts & Pick<Experience, 'skills' | 'links'> }> {
  const [fault] = faultsOf(facts, now);
  if (fault !== undefined) return refused({ code: 'invalid', ...fault });
  const { title, organisation, description, skills, links } = trimmed(facts);
  const { kind, from, until } = facts;
  return {
    ok: true,
    facts: {
      kind,
      title,
      ...(organisation === '' ? {} : { organisation }),
      ...(from === undefined ? {} : { from }),
      ...(until === undefined ? {} : { until }),
      ...(description === '' ? {} : { description }),
      skills,
      links,
    },
  };
}

/** All that is wrong with the facts, each fact at most once. */
export function faultsOf(facts: ExperienceFacts, now: Date): readonly FactFault[] {
  const { skills, links, ...texts } = trimmed(facts);
  const faults: FactFault[] = [];
  if (texts.title === '') faults.push({ field: 'title', problem: 'empty' });
  for (const field of ['title', 'organisation', 'description'] as const)
    if (texts[field].length > longest[field]) faults.push({ field, problem: 'too-long' });
  faults.push(...periodFaults(facts, now));
  if (links.some((link) => link.length > longestLink || !isWebAddress(link)))
    faults.push({ field: 'links', problem: 'not-a-link' });
  else if (links.length > mostExperienceLinks) faults.push({ field: 'links', problem: 'too-long' });
  if (skills.length > mostExperienceSkills) faults.push({ field: 'skills', problem: 'too-long' });
  return faults;
}

function trimmed(facts: ExperienceFacts) {
  return {
    title: facts.title.trim(),
    organisation: facts.organisation?.trim() ?? '',
    description: facts.description?.trim() ?? '',
    skills: [...new Map(facts.skills?.map((skill) => [skill.url, skill])).values()],
    links: [...new Set(facts.links?.map((link) => link.trim()).filter((link) => link !== ''))],
  };
}

function periodFaults(facts: ExperienceFacts, now: Date): readonly FactFault[] {
  const { from, until } = facts;
  const unreadable = (['from', 'until'] as const).filter((field) => {
    const value = facts[field];
    return value !== undefined && !(moment.test(value) && isOnCalendar(value));
  });
  if (unreadable.length > 0) return unreadable.map((field) => ({ field, problem: 'not-a-date' }));
  if (from !== undefined && from > now.toISOString().slice(0, from.length))
    return [{ field: 'from', problem: 'in-the-future' }];
  // Compared as far as both say: `2023` does not end before `2023-09` began.
  return from !== undefined && until !== undefined && until < from.slice(0, until.length)
    ? [{ field: 'until', problem: 'before-it-began' }]
    : [];
}

/** 31 June is no day, however well it is written. */
function isOnCalendar(written: string): boolean {
  const date = new Date(written);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(written);
}

function isWebAddress(link: string): boolean {
  return /^https?:\/\/[^\s/]/iu.test(link) && parseUrl(link) !== undefined;
}
