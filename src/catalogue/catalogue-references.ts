import type { FaultInFile } from './catalogue-fault.ts';
import { nearestWord } from './nearest-word.ts';
import type { YamlFile } from './yaml-file.ts';
import { z } from 'zod';

/** What of a badge's file other files can contradict, read as far as it can be read. */
export interface BadgeReferences {
  readonly folder: string;
  readonly yaml: YamlFile;
  readonly slug: string;
  readonly issuer?: string | undefined;
  /** It comes by itself when its parts are held. */
  readonly automatic: boolean;
  readonly repeatable: boolean;
  readonly parts: readonly { readonly slug: string; readonly index: number }[];
  readonly aliases: readonly { readonly alias: string; readonly index: number }[];
  readonly skills: readonly {
    readonly url: string;
    readonly nl: string;
    readonly en: string;
    readonly index: number;
  }[];
}

export interface BadgeFault {
  readonly folder: string;
  readonly fault: FaultInFile;
}

const record = z.record(z.string(), z.unknown()).catch({});
const list = z.array(z.unknown()).catch([]);
const skillForm = z.object({ url: z.string(), name: z.object({ nl: z.string(), en: z.string() }) });

/** Reads a badge's references also from a file with other faults, so that those do not hide these. */
export function badgeReferences(folder: string, yaml: YamlFile): BadgeReferences {
  const data = record.parse(yaml.data);
  const strings = (key: string) =>
    list
      .parse(data[key])
      .flatMap((value, index) => (typeof value === 'string' ? [{ value: value.trim(), index }] : []));
  return {
    folder,
    yaml,
    slug: typeof data['slug'] === 'string' ? data['slug'].trim() : folder,
    issuer: typeof data['issuer'] === 'string' ? data['issuer'].trim() : undefined,
    automatic: typeof data['award'] === 'string' && data['award'].trim() === 'automatic',
    repeatable: data['repeatable'] === true,
    parts: strings('parts').map(({ value, index }) => ({ slug: value, index })),
    aliases: strings('aliases').map(({ value, index }) => ({ alias: value, index })),
    skills: list.parse(data['skills']).flatMap((value, index) => {
      const { data: skill } = skillForm.safeParse(value);
      return skill ? [{ url: skill.url, nl: skill.name.nl.trim(), en: skill.name.en.trim(), index }] : [];
    }),
  };
}

/** Everything in which the badges contradict each other, the issuers, or their own folders. */
export function findReferenceFaults(
  badges: readonly BadgeReferences[],
  issuers: readonly string[],
): readonly BadgeFault[] {
  return [
    ...slugFaults(badges),
    ...badges.flatMap((badge) => issuerFaults(badge, issuers)),
    ...partFaults(badges),
    ...cycleFaults(badges),
    ...badges.flatMap(automaticFaults),
    ...aliasFaults(badges),
    ...skillFaults(badges),
  ];
}

function at(
  badge: BadgeReferences,
  path: readonly PropertyKey[],
  code: FaultInFile['code'],
  message: string,
): BadgeFault {
  return { folder: badge.folder, fault: { code, ...badge.yaml.placeOf(path), message } };
}

function slugFaults(badges: readonly BadgeReferences[]): BadgeFault[] {
  const first = new Map<string, string>();
  return badges.flatMap((badge) => {
    const faults: BadgeFault[] = [];
    const earlier = first.get(badge.slug);
    if (earlier === undefined) first.set(badge.slug, badge.folder);
    else {
      const message = `slug ${badge.slug} is already that of the badge in badges/${earlier}; give this one another`;
      faults.push(at(badge, ['slug'], 'duplicate-slug', message));
    }
    if (badge.slug !== badge.folder) {
      const message = `slug ${badge.slug} must be the name of its folder, ${badge.folder}; rename one of them`;
      faults.push(at(badge, ['slug'], 'slug-not-folder', message));
    }
    return faults;
  });
}

function issuerFaults(badge: BadgeReferences, issuers: readonly string[]): BadgeFault[] {
  if (badge.issuer === undefined || issuers.includes(badge.issuer)) return [];
  const message = `no issuer ${badge.issuer}${suggestion(badge.issuer, issuers, `add issuers/${badge.issuer}.yaml`)}`;
  return [at(badge, ['issuer'], 'unknown-issuer', message)];
}

function partFaults(badges: readonly BadgeReferences[]): BadgeFault[] {
  const slugs = badges.map(({ slug }) => slug);
  return badges.flatMap((badge) =>
    badge.parts
      .filter((part) => !slugs.includes(part.slug))
      .map(({ slug, index }) => {
        const message = `no badge ${slug}${suggestion(slug, slugs, `add badges/${slug}/badge.yaml`)}`;
        return at(badge, ['parts', index], 'unknown-part', message);
      }),
  );
}

/** What comes by itself comes of something, and once. */
function automaticFaults(badge: BadgeReferences): BadgeFault[] {
  if (!badge.automatic) return [];
  const faults: BadgeFault[] = [];
  if (new Set(badge.parts.map(({ slug }) => slug)).size < 2) {
    const message =
      'award: automatic needs at least two different badges in parts; add them, or write award: direct';
    faults.push(at(badge, ['award'], 'automatic-without-parts', message));
  }
  if (badge.repeatable) {
    const message = 'award: automatic comes once; take repeatable out';
    faults.push(at(badge, ['repeatable'], 'automatic-repeatable', message));
  }
  return faults;
}

function suggestion(word: string, known: readonly string[], otherwise: string): string {
  const nearest = nearestWord(word, known);
  return nearest === undefined ? `; ${otherwise}` : `; did you mean ${nearest}?`;
}

/** Reports each part that closes a circle, once. */
function cycleFaults(badges: readonly BadgeReferences[]): BadgeFault[] {
  const bySlug = new Map(badges.map((badge) => [badge.slug, badge]));
  const faults: BadgeFault[] = [];
  const done = new Set<string>();
  const trail: string[] = [];
  function walk(badge: BadgeReferences): void {
    trail.push(badge.slug);
    for (const part of badge.parts) {
      const start = trail.indexOf(part.slug);
      if (start >= 0) {
        const circle = [...trail.slice(start), part.slug].join(' → ');
        const message = `a badge cannot be part of itself: ${circle}; take one of them out`;
        faults.push(at(badge, ['parts', part.index], 'cyclic-parts', message));
        continue;
      }
      const next = bySlug.get(part.slug);
      if (next && !done.has(part.slug)) walk(next);
    }
    trail.pop();
    done.add(badge.slug);
  }
  for (const badge of bySlug.values()) if (!done.has(badge.slug)) walk(badge);
  return faults;
}

function aliasFaults(badges: readonly BadgeReferences[]): BadgeFault[] {
  const holders = new Map<string, BadgeReferences>(badges.map((badge) => [badge.slug, badge]));
  return badges.flatMap((badge) =>
    badge.aliases.flatMap(({ alias, index }) => {
      const folded = alias.toLowerCase();
      const holder = holders.get(folded);
      if (!holder) holders.set(folded, badge);
      if (!holder || holder === badge) return [];
      const message = `${alias} already leads to the badge ${holder.slug}; an alias belongs to one badge`;
      return [at(badge, ['aliases', index], 'duplicate-alias', message)];
    }),
  );
}

function skillFaults(badges: readonly BadgeReferences[]): BadgeFault[] {
  const first = new Map<string, { nl: string; en: string; slug: string }>();
  return badges.flatMap((badge) =>
    badge.skills.flatMap(({ url, nl, en, index }) => {
      const known = first.get(url);
      if (!known) first.set(url, { nl, en, slug: badge.slug });
      if (!known || (known.nl === nl && known.en === en)) return [];
      const message = `the skill ${url} is called ${known.nl} / ${known.en} in ${known.slug}; a skill has one name`;
      return [at(badge, ['skills', index, 'name'], 'skill-differs', message)];
    }),
  );
}
