import { locales } from '../domain/localized-text.ts';
import { mergedSkill, skillOf, type FrameworkSkill } from '../domain/skill.ts';
import type { CatalogueSkill } from './catalogue.ts';
import type { BadgeReferences } from './catalogue-references.ts';
import type { FolderReading } from './folder-reading.ts';
import { readSkillsCsv } from './skills-csv.ts';

/** A skill as a badge's file names it: whole, or by its url alone. */
export type WrittenSkill = {
  readonly url: string;
  readonly framework?: string;
  readonly code?: string;
  readonly name?: CatalogueSkill['name'];
};

const fileForm = /^(?<framework>[a-z][a-z0-9-]{0,39})(?:\.(?<locale>nl|en))?\.csv$/u;
/** A catalogue holds the skills that its badges use; a whole framework is taken in by `skills import`. */
const mostFaults = 50;

/**
 * The skills of `skills/<framework>.csv`, and of `skills/<framework>.nl.csv` and `.en.csv` for files of one language, merged
 * by url.
 */
export async function readFolderSkills(reading: FolderReading): Promise<readonly FrameworkSkill[]> {
  const skills = new Map<string, FrameworkSkill>();
  for (const name of await reading.namesIn('skills', 'file')) {
    const path = `skills/${name}`;
    const { framework, locale } = fileForm.exec(name)?.groups ?? {};
    if (framework === undefined) {
      if (name.endsWith('.csv'))
        reading.addAt(
          path,
          'file-name',
          'name the file after its framework, such as esco.csv or esco.nl.csv',
        );
      continue;
    }
    const bytes = await reading.bytes(path);
    if (bytes === undefined) continue;
    const spoken = locales.find((known) => known === locale);
    const options = { framework, ...(spoken === undefined ? {} : { locale: spoken }) };
    let faults = 0;
    for await (const row of readSkillsCsv(once(bytes), options)) {
      if (row.ok) skills.set(row.skill.url, mergedSkill(skills.get(row.skill.url), row.skill));
      else if ((faults += 1) <= mostFaults) reading.add(path, row.fault);
    }
  }
  return [...skills.values()];
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

/** The skills of each badge, with what a framework says of those that are named by their url alone. */
export async function resolvedSkills(
  reading: FolderReading,
  badges: readonly {
    readonly references: BadgeReferences;
    readonly written: readonly WrittenSkill[];
  }[],
  folder: readonly FrameworkSkill[],
  lookUp: ((urls: readonly string[]) => Promise<readonly FrameworkSkill[]>) | undefined,
): Promise<readonly (readonly CatalogueSkill[])[]> {
  const known = new Map(folder.map((skill) => [skill.url, skill]));
  const alone = badges.flatMap(({ written }) =>
    written.flatMap((skill) => (isAlone(skill) ? [skill.url] : [])),
  );
  const elsewhere = [...new Set(alone)].filter((url) => !known.has(url));
  if (elsewhere.length > 0)
    for (const skill of (await lookUp?.(elsewhere)) ?? []) known.set(skill.url, skill);
  return badges.map(({ references, written }) =>
    written.flatMap((skill, index) => {
      const { framework, name, url, code } = skill;
      if (framework !== undefined && name !== undefined)
        return [{ framework, url, name, ...(code === undefined ? {} : { code }) }];
      const found = known.get(url);
      if (found !== undefined) return [skillOf(found)];
      reading.add(`badges/${references.folder}/badge.yaml`, {
        code: 'unknown-skill',
        ...references.yaml.placeOf(['skills', index, 'url']),
        message: `no framework here knows the skill ${url}; add it to skills/<framework>.csv, take the framework in with skills import, or give it framework and name`,
      });
      return [];
    }),
  );
}

function isAlone({ framework, name }: WrittenSkill): boolean {
  return framework === undefined || name === undefined;
}
