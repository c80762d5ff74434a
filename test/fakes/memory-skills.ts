import { skillNames, skillTerms, type FrameworkSkill } from '../../src/domain/skill.ts';
import type { SkillRepository } from '../../src/ports/skill-repository.ts';
import { pageAfter } from './memory-order.ts';
import type { Access } from './memory-tables.ts';

export function memorySkills({ read, write }: Access): SkillRepository {
  const where = (fits: (skill: FrameworkSkill) => boolean) => read().skills.where(fits);
  const byUrl = (a: FrameworkSkill, b: FrameworkSkill) => (a.url < b.url ? -1 : 1);
  return {
    findMany: async (urls) => where(({ url }) => urls.includes(url)),
    save: (saved) =>
      write(({ skills }) => {
        for (const skill of saved) skills.put(skill);
      }),
    named: async (names) => where((skill) => skillNames(skill).some((name) => names.includes(name))),
    async search({ locale, whole, beginnings }, limit) {
      if (beginnings.length === 0) return [];
      const sorted = (fits: (skill: FrameworkSkill) => boolean) =>
        where(fits).toSorted((a, b) => {
          const [one, other] = [skillTerms(a, locale).label, skillTerms(b, locale).label];
          return one === other ? byUrl(a, b) : one < other ? -1 : 1;
        });
      const first = sorted((skill) => skillTerms(skill, locale).label.startsWith(whole));
      const others = sorted((skill) =>
        beginnings.every((begin) => skillTerms(skill, locale).terms.some((term) => term.startsWith(begin))),
      );
      const urls = new Set(first.map(({ url }) => url));
      return [...first, ...others.filter(({ url }) => !urls.has(url))].slice(0, limit);
    },
    page: async (framework, page) =>
      pageAfter(
        where((skill) => framework === undefined || skill.framework === framework).toSorted(byUrl),
        page,
        ({ url }) => url,
      ),
    async frameworks() {
      const counts = new Map<string, number>();
      for (const { framework } of where(() => true)) counts.set(framework, (counts.get(framework) ?? 0) + 1);
      return counts;
    },
  };
}
