import type { PersonId } from './person.ts';
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

/** A passport entry that the learner declares: formal or informal learning, work, volunteering. */
export type Experience = {
  readonly id: string;
  readonly personId: PersonId;
  readonly kind: ExperienceKind;
  readonly title: string;
  readonly organisation?: string;
  /** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */
  readonly from?: string;
  readonly until?: string;
  readonly description?: string;
  readonly skills: readonly Skill[];
  readonly links: readonly string[];
  readonly visibility: 'shown' | 'hidden';
  readonly createdAt: Date;
  readonly updatedAt: Date;
};
