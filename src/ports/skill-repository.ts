import type { Locale } from '../domain/localized-text.ts';
import type { FrameworkSkill } from '../domain/skill.ts';
import type { Page, PageRequest } from './page.ts';

export type SkillSearch = {
  readonly locale: Locale;
  /** Folded; a label that begins so comes first. */
  readonly whole: string;
  /** Folded beginnings of words, all of which the label and its other names must have. */
  readonly beginnings: readonly string[];
};

/** The skills of frameworks, by their urls. */
export interface SkillRepository {
  /** In no particular order; urls that nobody has are left out. */
  findMany(urls: readonly string[]): Promise<readonly FrameworkSkill[]>;
  /** Inserts or replaces, by url. */
  save(skills: readonly FrameworkSkill[]): Promise<void>;
  /** Those whose label, or another name, is one of these, folded; in either language. */
  named(names: readonly string[]): Promise<readonly FrameworkSkill[]>;
  /** First those whose label begins as was typed, then those that have the words, each by label. */
  search(query: SkillSearch, limit: number): Promise<readonly FrameworkSkill[]>;
  /** By url; of one framework or of all. */
  page(framework: string | undefined, page: PageRequest): Promise<Page<FrameworkSkill>>;
  /** How many skills each framework has. */
  frameworks(): Promise<ReadonlyMap<string, number>>;
}
