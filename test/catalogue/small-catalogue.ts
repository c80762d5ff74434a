import type { CatalogueEntry, CatalogueFiles } from '../../src/catalogue/catalogue-files.ts';

/** A picture that passes every check. */
export const smallSvg =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><path d="M0 0H8V8Z"/></svg>\n';

const issuer = `name:
  nl: De Werkplaats
  en: The Workshop
description:
  nl: Leert lassen.
  en: Teaches welding.
image: werkplaats.svg
owners:
  - email:Owner@Example.ORG
awarders:
  - everyone: slack:T1
`;

/** A badge's file with every required key; line 1 is the slug, line 2 the issuer. */
export function badgeYaml(slug: string, more = ''): string {
  return `slug: ${slug}
issuer: werkplaats
title:
  nl: Speldje
  en: Pin
description:
  nl: Kan iets.
  en: Can do something.
criteria:
  nl: criteria.nl.md
  en: criteria.en.md
assessment:
  nl: Kijken.
  en: Watching.
image: badge.svg
${more}`;
}

/** The line on which the text given as `more` to {@link badgeYaml} starts. */
export const MORE_LINE = 16;

/** Path (from the catalogue's folder) to content; `null` takes a file away. */
export type FileContents = Readonly<Record<string, string | Uint8Array | null>>;

/** A whole catalogue with one issuer and one badge, and with `changes` made to it; it stands in `cat`. */
export function smallCatalogue(changes: FileContents = {}): CatalogueFiles {
  return memoryFiles({
    'community.yaml': 'name:\n  nl: Streek\n  en: Region\ndescription:\n  nl: Een streek.\n  en: A region.\n',
    'issuers/werkplaats.yaml': issuer,
    'issuers/werkplaats.svg': smallSvg,
    ...badgeFolder('lassen'),
    ...changes,
  });
}

/** The files of one more badge. */
export function badgeFolder(folder: string, yaml = badgeYaml(folder)): FileContents {
  return {
    [`badges/${folder}/badge.yaml`]: yaml,
    [`badges/${folder}/criteria.nl.md`]: '- last een hoeknaad\n',
    [`badges/${folder}/criteria.en.md`]: '- welds a fillet joint\n',
    [`badges/${folder}/badge.svg`]: smallSvg,
  };
}

function memoryFiles(contents: FileContents): CatalogueFiles {
  const files = new Map<string, Uint8Array>();
  for (const [path, content] of Object.entries(contents))
    if (content !== null)
      files.set(`cat/${path}`, typeof content === 'string' ? new TextEncoder().encode(content) : content);
  return {
    list: (folder) => {
      const kinds = new Map<string, CatalogueEntry['kind']>();
      for (const path of files.keys()) {
        if (!path.startsWith(`${folder}/`)) continue;
        const [name = '', ...rest] = path.slice(folder.length + 1).split('/');
        kinds.set(name, rest.length > 0 ? 'folder' : 'file');
      }
      const entries = [...kinds].map(([name, kind]) => ({ name, kind }));
      return Promise.resolve(entries.length > 0 ? entries : undefined);
    },
    read: (file) => Promise.resolve(files.get(file)),
  };
}
