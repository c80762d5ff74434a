import { foldText } from './fold-text.ts';
import type { Locale, LocalizedText } from './localized-text.ts';

/** An entry of a framework with which a badge or an experience is aligned. */
export type Skill = {
  /** `esco`, `competentnl`, or the community's own `community`; other frameworks by their own short name. */
  readonly framework: string;
  /** Identifies the skill within the world: the framework's own URI. */
  readonly url: string;
  readonly code?: string;
  readonly name: LocalizedText;
};

/** A skill as a framework publishes it, with the other words by which people look for it. */
export type FrameworkSkill = Skill & {
  readonly alt: LocalizedWords;
  readonly description?: LocalizedText;
};

/** Words for the same in each language. */
export type LocalizedWords = Readonly<Partial<Record<Locale, readonly string[]>>>;

/** What stands in a badge of a framework's skill. */
export function skillOf({ framework, url, code, name }: FrameworkSkill): Skill {
  return { framework, url, ...(code === undefined ? {} : { code }), name };
}

/**
 * The skill with what another edition of the framework says of it: files come one a language, so what this one does not
 * speak of stays.
 */
export function mergedSkill(known: FrameworkSkill | undefined, read: FrameworkSkill): FrameworkSkill {
  if (known === undefined) return read;
  const { code = known.code, description } = read;
  return {
    framework: read.framework,
    url: read.url,
    ...(code === undefined ? {} : { code }),
    name: { ...known.name, ...read.name },
    alt: { ...known.alt, ...read.alt },
    ...(known.description === undefined && description === undefined
      ? {}
      : { description: { ...known.description, ...description } }),
  };
}

/** The words of a skill as they are searched in a language; in the other one where it has no name in that. */
export function skillTerms(
  skill: FrameworkSkill,
  locale: Locale,
): { readonly label: string; readonly terms: readonly string[] } {
  const spoken = skill.name[locale] === undefined ? (locale === 'nl' ? 'en' : 'nl') : locale;
  const label = foldText(skill.name[spoken] ?? '');
  const terms = [label, ...(skill.alt[spoken] ?? []).map(foldText)].flatMap((text) => text.split(' '));
  return { label, terms: [...new Set(terms)].filter((term) => term !== '') };
}

/** Every whole name of a skill, folded: whoever types one of them means it. */
export function skillNames(skill: FrameworkSkill): readonly string[] {
  const { nl, en } = skill.name;
  const names = [nl, en, ...(skill.alt.nl ?? []), ...(skill.alt.en ?? [])];
  return [...new Set(names.map((name) => foldText(name ?? '')))].filter((name) => name !== '');
}
