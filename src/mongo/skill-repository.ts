import { locales, type Locale } from '../domain/localized-text.ts';
import { skillNames, skillTerms, type FrameworkSkill } from '../domain/skill.ts';
import type { SkillRepository } from '../ports/skill-repository.ts';
import { startingWith } from './beginnings.ts';
import { documentSchema, optionalPart, part, text } from './document-schema.ts';
import { documents } from './documents.ts';
import type { Models } from './model-map.ts';
import type { Scope } from './scope.ts';

/** The url is the id. What is searched is stored folded, each language by itself. */
type SkillDocument = Omit<FrameworkSkill, 'url'> & {
  readonly _id: string;
  readonly labels: Readonly<Record<Locale, string>>;
  readonly terms: Readonly<Record<Locale, readonly string[]>>;
  readonly names: readonly string[];
};

export const skillSchema = documentSchema({
  framework: text,
  code: String,
  name: part,
  alt: part,
  description: optionalPart,
  labels: { nl: String, en: String },
  terms: { nl: [String], en: [String] },
  names: [String],
});

function toDocument(skill: FrameworkSkill): SkillDocument {
  const { url, ...rest } = skill;
  const [nl, en] = [skillTerms(skill, 'nl'), skillTerms(skill, 'en')];
  return {
    ...rest,
    _id: url,
    labels: { nl: nl.label, en: en.label },
    terms: { nl: nl.terms, en: en.terms },
    names: skillNames(skill),
  };
}

function toSkill(document: SkillDocument): FrameworkSkill {
  const { _id, labels: _, terms: __, names: ___, ...rest } = document;
  return { ...rest, url: _id };
}

export function skillRepository(scope: Scope, models: Models): SkillRepository {
  const skills = documents<SkillDocument>(scope, models.skills);
  return {
    async findMany(urls) {
      return urls.length === 0 ? [] : (await skills.many({ _id: { $in: urls } })).map(toSkill);
    },
    save: (saved) => skills.replaceAll(saved.map(toDocument)),
    async named(names) {
      return names.length === 0 ? [] : (await skills.many({ names: { $in: names } })).map(toSkill);
    },
    async search({ locale, whole, beginnings }, limit) {
      if (!locales.includes(locale) || beginnings.length === 0) return [];
      const sort = { [`labels.${locale}`]: 1, _id: 1 } as const;
      const first = await skills.many({ [`labels.${locale}`]: startingWith(whole) }, { sort, limit });
      if (first.length === limit) return first.map(toSkill);
      const others = await skills.many(
        {
          $and: beginnings.map((begin) => ({ [`terms.${locale}`]: { $elemMatch: startingWith(begin) } })),
        },
        { sort, limit: limit + first.length },
      );
      const seen = new Set(first.map(({ _id }) => _id));
      return [...first, ...others.filter(({ _id }) => !seen.has(_id))].slice(0, limit).map(toSkill);
    },
    async page(framework, { limit, after }) {
      const found = await skills.many(
        {
          ...(framework === undefined ? {} : { framework }),
          ...(after === undefined ? {} : { _id: { $gt: after } }),
        },
        { sort: { _id: 1 }, limit: limit + 1 },
      );
      const items = found.slice(0, limit).map(toSkill);
      const last = items.at(-1);
      return found.length > limit && last !== undefined ? { items, next: last.url } : { items };
    },
    frameworks: () => skills.countBy('framework'),
  };
}
