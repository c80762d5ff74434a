import type { CatalogueContent } from '../../src/use-cases/catalogue-content.ts';

type WrittenIssuer = CatalogueContent['issuers'][number];
type WrittenBadge = CatalogueContent['badges'][number];

const bytes = (text: string) => new TextEncoder().encode(text);

/** A picture whose PNG need not be one: nobody draws it here. */
export function drawn(text: string, png = `${text} as png`): WrittenIssuer['image'] {
  return { svg: bytes(`<svg>${text}</svg>`), png: bytes(png) };
}

export function writtenIssuer(slug: string, more: Partial<WrittenIssuer> = {}): WrittenIssuer {
  return {
    slug,
    name: { nl: 'De Werkplaats', en: 'The Workshop' },
    description: { nl: 'Leert lassen.', en: 'Teaches welding.' },
    image: drawn(slug),
    owners: [],
    awarders: [],
    reviewers: [],
    ...more,
  };
}

export function writtenBadge(slug: string, more: Partial<WrittenBadge> = {}): WrittenBadge {
  return {
    slug,
    issuer: 'werkplaats',
    title: { nl: 'Lassen', en: 'Welding' },
    description: { nl: 'Kan lassen.', en: 'Can weld.' },
    criteria: { nl: '- een hoeknaad', en: '- a fillet joint' },
    image: drawn(slug),
    skills: [],
    tags: [],
    aliases: [],
    repeatable: false,
    whoMayNominate: 'everyone',
    award: 'direct',
    evidence: 'optional',
    confirmEvidence: false,
    parts: [],
    ...more,
  };
}

/** One issuer and its badges. */
export function written(
  badges: readonly WrittenBadge[],
  issuer: WrittenIssuer = writtenIssuer('werkplaats'),
): CatalogueContent {
  return { community: { name: { nl: 'De Streek', en: 'The Region' } }, issuers: [issuer], badges };
}
