import { foldText } from '../domain/fold-text.ts';
import { locales, type Locale } from '../domain/localized-text.ts';
import type { Skill } from '../domain/skill.ts';
import type { Store } from '../ports/store.ts';

/** Skills that people here can name: those of the badges. */
export async function knownSkills(deps: { readonly store: Store }): Promise<readonly Skill[]> {
  const badges = await deps.store.badges.list();
  return [...new Map(badges.flatMap(({ skills }) => skills).map((skill) => [skill.url, skill])).values()];
}

/**
 * The skill that somebody means by what they typed: a known one of that name in either language, or else one of
 * their own, which is the same for everybody who types the same. Undefined when nothing was typed.
 */
export function skillNamed(typed: string, known: readonly Skill[], locale: Locale): Skill | undefined {
  const name = typed.trim().replaceAll(/\s+/gu, ' ').slice(0, 120);
  const folded = foldText(name);
  if (folded === '') return undefined;
  return (
    known.find((skill) => locales.some((each) => foldText(skill.name[each] ?? '') === folded)) ?? {
      framework: 'own',
      url: `urn:speldje:own-skill:${encodeURIComponent(folded)}`,
      name: locale === 'nl' ? { nl: name } : { en: name },
    }
  );
}
