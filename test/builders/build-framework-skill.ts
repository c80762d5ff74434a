import type { FrameworkSkill } from '../../src/domain/skill.ts';

/** A skill of a framework at an address of its own. */
export function buildFrameworkSkill(slug: string, overrides: Partial<FrameworkSkill> = {}): FrameworkSkill {
  return {
    framework: 'esco',
    url: `https://skills.example/${slug}`,
    name: { nl: slug, en: slug },
    alt: {},
    ...overrides,
  };
}
