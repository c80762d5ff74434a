import type { Catalogue, CatalogueBadge, CatalogueIssuer } from './catalogue.ts';
import { type CatalogueFault, compareFaults } from './catalogue-fault.ts';
import type { CatalogueFiles } from './catalogue-files.ts';
import { badgeReferences, type BadgeReferences, findReferenceFaults } from './catalogue-references.ts';
import { badgeShape, communityShape, issuerShape, slugForm, slugRule } from './catalogue-shape.ts';
import type { FrameworkSkill } from '../domain/skill.ts';
import { readFolderSkills, resolvedSkills, type WrittenSkill } from './catalogue-skills.ts';
import type { DrawPicture } from '../ports/draw-picture.ts';
import { drawPngApart } from './draw-png-apart.ts';
import { FolderReading } from './folder-reading.ts';
import { readYaml } from './yaml-file.ts';

/** A catalogue, or everything that must be mended before it is one; by file, from top to bottom. */
export type CatalogueReading =
  | { readonly ok: true; readonly catalogue: Catalogue }
  | { readonly ok: false; readonly faults: readonly CatalogueFault[] };

export interface CatalogueDeps {
  readonly files: CatalogueFiles;
  /** Draws the pictures; without it, each in a process of its own. */
  readonly draw?: DrawPicture;
  /** The skills of frameworks that the deployment knows by these urls; without it, those of the folder alone are known. */
  readonly skills?: (urls: readonly string[]) => Promise<readonly FrameworkSkill[]>;
}

/**
 * Reads a folder with `community.yaml`, `skills/<framework>.csv` where there are any, `issuers/<slug>.yaml` with a picture beside each, and
 * `badges/<slug>/` with `badge.yaml`, the criteria as Markdown and a picture. Whatever the files hold, it
 * resolves; it rejects only when `files` does.
 */
export async function readCatalogue(folder: string, deps: CatalogueDeps): Promise<CatalogueReading> {
  const reading = new FolderReading(folder.replace(/\/+$/u, ''), deps.files, deps.draw ?? drawPngApart);
  const community = await reading.shaped('community.yaml', communityShape);
  const issuers = await readIssuers(reading);
  const badges = await readBadges(reading);
  const skills = await readFolderSkills(reading);
  const resolved = await resolvedSkills(
    reading,
    badges.map(({ references, written = [] }) => ({ references, written })),
    skills,
    deps.skills,
  );
  const references = badges.map((read) => read.references);
  for (const { folder: badge, fault } of findReferenceFaults(
    references,
    issuers.map(({ slug }) => slug),
  ))
    reading.add(`badges/${badge}/badge.yaml`, fault);

  if (reading.faults.length > 0 || !community?.value)
    return { ok: false, faults: reading.faults.toSorted(compareFaults) };
  return {
    ok: true,
    catalogue: {
      community: community.value,
      issuers: issuers.flatMap(({ issuer }) => issuer ?? []),
      badges: badges.flatMap(({ badge }, at) =>
        badge === undefined ? [] : [{ ...badge, skills: resolved[at] ?? [] }],
      ),
      skills,
    },
  };
}

async function readIssuers(
  reading: FolderReading,
): Promise<{ readonly slug: string; readonly issuer: CatalogueIssuer | undefined }[]> {
  const names = await reading.namesIn('issuers', 'file');
  for (const name of names.filter((other) => other.endsWith('.yml')))
    reading.addAt(`issuers/${name}`, 'file-name', `name the file ${name.slice(0, -3)}yaml`);
  const slugs = names.filter((name) => name.endsWith('.yaml')).map((name) => name.slice(0, -5));
  for (const slug of slugs.filter((other) => !slugForm.test(other)))
    reading.addAt(`issuers/${slug}.yaml`, 'bad-slug', `the file's name is the slug: ${slugRule}`);
  if (slugs.length === 0)
    reading.addAt('issuers', 'file-missing', 'there is no issuer; add issuers/<slug>.yaml');
  return inGroups(slugs, async (slug) => ({ slug, issuer: await readIssuer(reading, slug) }));
}

async function readIssuer(reading: FolderReading, slug: string): Promise<CatalogueIssuer | undefined> {
  const path = `issuers/${slug}.yaml`;
  const file = await reading.shaped(path, issuerShape);
  if (!file?.value) return undefined;
  const { image: picture, ...rest } = file.value;
  const image = await reading.picture('issuers', picture, path, file.yaml.placeOf(['image']));
  return image && { slug, ...rest, image };
}

interface BadgeReading {
  readonly references: BadgeReferences;
  readonly badge: Omit<CatalogueBadge, 'skills'> | undefined;
  /** The skills as the file names them. */
  readonly written?: readonly WrittenSkill[];
}

async function readBadges(reading: FolderReading): Promise<BadgeReading[]> {
  for (const name of await reading.namesIn('badges', 'file'))
    if (/\.ya?ml$/u.test(name))
      reading.addAt(
        `badges/${name}`,
        'file-misplaced',
        'a badge has a folder of its own: badges/<slug>/badge.yaml',
      );
  const folders = await reading.namesIn('badges', 'folder');
  return inGroups(folders, (folder) => readBadge(reading, folder));
}

/** As many files open, and pictures drawn, at a time as do no harm. */
async function inGroups<T, R>(items: readonly T[], perform: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (let start = 0; start < items.length; start += 8)
    results.push(...(await Promise.all(items.slice(start, start + 8).map(perform))));
  return results;
}

async function readBadge(reading: FolderReading, name: string): Promise<BadgeReading> {
  const folder = `badges/${name}`;
  const path = `${folder}/badge.yaml`;
  const file = await reading.shaped(path, badgeShape);
  // Of a file that cannot be read its folder still says which badge it is: other badges may refer to it.
  const references = badgeReferences(name, file?.yaml ?? readYaml(''));
  if (!file?.value) return { references, badge: undefined };
  const { criteria: named, image: picture, skills: written, ...rest } = file.value;
  const nl = await reading.criteria(folder, named.nl, path, file.yaml.placeOf(['criteria', 'nl']));
  const en = await reading.criteria(folder, named.en, path, file.yaml.placeOf(['criteria', 'en']));
  const image = await reading.picture(folder, picture, path, file.yaml.placeOf(['image']));
  if (nl === undefined || en === undefined || !image) return { references, written, badge: undefined };
  return { references, written, badge: { ...rest, criteria: { nl, en }, image } };
}
