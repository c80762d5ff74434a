import { foldText } from '../domain/fold-text.ts';
import { locales, type Locale } from '../domain/localized-text.ts';
import { skillNames, skillOf, type FrameworkSkill, type Skill } from '../domain/skill.ts';
import type { Store } from '../ports/store.ts';

/** The skills of the badges here, each once. */
export async function badgeSkills(deps: {
  readonly store: Pick<Store, 'badges'>;
}): Promise<readonly Skill[]> {
  const badges = await deps.store.badges.list();
  return [...new Map(badges.flatMap(({ skills }) => skills).map((skill) => [skill.url, skill])).values()];
}

/**
 * The skills that somebody means by what they typed: one that they had under that name, one of the badges here, one of a
 * framework, in either language, or else one of their own, which is the same for everybody who types the same. What is
 * empty is left out.
 */
export async function skillsNamed(
  deps: { readonly store: Pick<Store, 'badges' | 'skills'> },
  query: {
    readonly typed: readonly string[];
    readonly locale: Locale;
    readonly had?: readonly Skill[];
  },
): Promise<readonly Skill[]> {
  const here = [...(query.had ?? []), ...(await badgeSkills(deps))];
  const names = query.typed.map(foldText).filter((name) => name !== '');
  const unknown = names.filter((name) => !here.some((skill) => isCalled(skill, name)));
  const found = unknown.length === 0 ? [] : await deps.store.skills.named(unknown);
  return query.typed.flatMap((typed) => skillNamed(typed, here, found, query.locale) ?? []);
}

function isCalled(skill: Skill, folded: string): boolean {
  return locales.some((locale) => foldText(skill.name[locale] ?? '') === folded);
}

function skillNamed(
  typed: string,
  here: readonly Skill[],
  there: readonly FrameworkSkill[],
  locale: Locale,
): Skill | undefined {
  const folded = foldText(typed);
  if (folded === '') return undefined;
  // A label goes before another name of some other skill.
  const met = here.find((skill) => isCalled(skill, folded));
  if (met !== undefined) return met;
  const framed =
    there.find((skill) => isCalled(skill, folded)) ??
    there.find((skill) => skillNames(skill).includes(folded));
  if (framed !== undefined) return skillOf(framed);
  const name = typed.trim().replaceAll(/\s+/gu, ' ').slice(0, longestOwn);
  return {
    framework: 'own',
    url: `urn:speldje:own-skill:${encodeURIComponent(foldText(name))}`,
    name: locale === 'nl' ? { nl: name } : { en: name },
  };
}

/** Of what people name themselves; the names of frameworks are longer. */
const longestOwn = 120;
