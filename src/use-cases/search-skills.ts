import { foldText } from '../domain/fold-text.ts';
import type { Locale } from '../domain/localized-text.ts';
import type { Skill } from '../domain/skill.ts';
import { skillOf } from '../domain/skill.ts';
import type { Store } from '../ports/store.ts';
import { badgeSkills } from './known-skills.ts';

/** More suggestions than this are no help. */
const mostFound = 10;
const shortest = 2;
const mostWords = 6;

/**
 * The skills that somebody may mean by what they typed so far: by the beginnings of words, in their language, without
 * regard to case and diacritics. First the skills of badges here, then those of frameworks. Nothing for one letter.
 */
export async function searchSkills(
  deps: { readonly store: Pick<Store, 'badges' | 'skills'> },
  query: { readonly typed: string; readonly locale: Locale },
): Promise<readonly Skill[]> {
  const whole = foldText(query.typed.slice(0, 200));
  if (whole.length < shortest) return [];
  const beginnings = [...new Set(whole.split(' '))]
    // The longest bounds what is looked at.
    .toSorted((a, b) => b.length - a.length)
    .slice(0, mostWords);
  const here = (await badgeSkills(deps)).filter(({ name }) => {
    const words = foldText(name[query.locale] ?? name.nl ?? name.en ?? '').split(' ');
    return beginnings.every((begin) => words.some((word) => word.startsWith(begin)));
  });
  const there = (await deps.store.skills.search({ locale: query.locale, whole, beginnings }, mostFound)).map(
    skillOf,
  );
  const found = new Map([...here, ...there].map((skill) => [skill.url, skill]));
  return [...found.values()].slice(0, mostFound);
}
