import { createHash } from 'node:crypto';
import type { Badge, BadgeContent } from '../domain/badge.ts';
import type { Community } from '../domain/community.ts';
import type { FileReference } from '../domain/file-reference.ts';
import type { BadgeImage, Issuer } from '../domain/issuer.ts';
import type { LocalizedText } from '../domain/localized-text.ts';
import type { FrameworkSkill } from '../domain/skill.ts';
import type { Refusal } from '../domain/refusal.ts';
import type { Store } from '../ports/store.ts';
import type { CatalogueContent, CataloguePicture, Difference } from './catalogue-content.ts';
import { contentRefusal } from './create-badge.ts';
import { compareSkills } from './import-skills.ts';
import { planCatalogueRoles, type PlannedGrant } from './plan-catalogue-roles.ts';

type PlannedIssuer = {
  readonly issuer: Omit<Issuer, 'id' | 'createdAt' | 'updatedAt'>;
  readonly picture: CataloguePicture;
  readonly difference: Difference;
};

export type PlannedBadge = {
  readonly slug: string;
  readonly issuerSlug: string;
  readonly content: BadgeContent;
  readonly picture: CataloguePicture;
  readonly known?: Badge;
  /** A retired badge that stands in the files again has the field `status` among its changed ones. */
  readonly difference: Difference;
};

/** What an import would do. */
export type CataloguePlan = {
  readonly community: { readonly community: Community; readonly difference: Difference };
  /** Skills of frameworks that are new, and that would say something else. */
  readonly skills: { readonly added: readonly FrameworkSkill[]; readonly changed: readonly FrameworkSkill[] };
  readonly issuers: readonly PlannedIssuer[];
  readonly badges: readonly PlannedBadge[];
  readonly grants: readonly (PlannedGrant & { readonly difference: Difference })[];
  /** Active badges of these issuers that the files do not hold; they are left alone. */
  readonly badgesElsewhere: readonly { readonly slug: string; readonly issuerSlug: string }[];
  /** Roles for these issuers that the files do not name; they are left alone. */
  readonly grantsElsewhere: readonly PlannedGrant[];
  /** What stands in the way; with any of these, nothing is imported. */
  readonly refusals: readonly { readonly about: string; readonly refusal: Refusal }[];
};

/** Compares a catalogue with what is stored, and changes nothing. */
export async function planCatalogue(
  deps: { readonly store: Store },
  query: { readonly catalogue: CatalogueContent; readonly publicUrl: string },
): Promise<CataloguePlan> {
  const { store } = deps;
  const { catalogue } = query;
  // Badges first: of a badge that another import makes meanwhile, the issuer is then known too.
  const knownBadges = await store.badges.list();
  const knownIssuers = await store.issuers.list();
  const issuerBySlug = new Map(knownIssuers.map((issuer) => [issuer.slug, issuer]));
  const slugOfIssuer = new Map(knownIssuers.map(({ id, slug }) => [id, slug]));
  const badgeBySlug = new Map(knownBadges.map((badge) => [badge.slug, badge]));

  const badges = catalogue.badges.map((badge) =>
    plannedBadge(badge, badgeBySlug.get(badge.slug), query.publicUrl),
  );
  const roles = await planCatalogueRoles(store, catalogue, issuerBySlug);
  const ours = new Set(catalogue.issuers.map(({ slug }) => slug));
  const inFiles = new Set(badges.map(({ slug }) => slug));
  const { community } = catalogue;
  const difference = differenceOf(community, await store.community.find(), communityFields);
  return {
    community: { community, difference },
    skills: await compareSkills(store, catalogue.skills ?? []),
    issuers: catalogue.issuers.map((issuer) => plannedIssuer(issuer, issuerBySlug.get(issuer.slug))),
    badges,
    grants: roles.grants,
    badgesElsewhere: knownBadges.flatMap(({ slug, status, issuerId }) => {
      const issuerSlug = slugOfIssuer.get(issuerId) ?? '';
      return status === 'active' && ours.has(issuerSlug) && !inFiles.has(slug) ? [{ slug, issuerSlug }] : [];
    }),
    grantsElsewhere: roles.elsewhere,
    refusals: [
      ...badges.flatMap(({ slug, issuerSlug, content, known }) => {
        // A badge never moves to another issuer: its awards were given in the name of the one that it has.
        const moved = known !== undefined && slugOfIssuer.get(known.issuerId) !== issuerSlug;
        const refusal: Refusal | undefined = moved ? { code: 'slug-taken', slug } : contentRefusal(content);
        return refusal === undefined ? [] : [{ about: `badge ${slug}`, refusal }];
      }),
      ...roles.refusals,
    ],
  };
}

/** Whether an import of this plan would change nothing. */
export function changesNothing(plan: CataloguePlan): boolean {
  if (plan.skills.added.length + plan.skills.changed.length > 0) return false;
  return [plan.community, ...plan.issuers, ...plan.badges, ...plan.grants].every(
    ({ difference }) => difference.kind === 'unchanged',
  );
}

function plannedIssuer(
  written: CatalogueContent['issuers'][number],
  known: Issuer | undefined,
): PlannedIssuer {
  const { owners: _, awarders: __, reviewers: ___, image: picture, ...rest } = written;
  const issuer = { ...rest, image: imageOf(picture, undefined, known?.image) };
  return { issuer, picture, difference: differenceOf(issuer, known, issuerFields) };
}

const communityFields = ['name', 'description', 'url'] as const;

const issuerFields = ['name', 'description', 'url', 'email', 'image'] as const;

function plannedBadge(
  written: CatalogueContent['badges'][number],
  known: Badge | undefined,
  publicUrl: string,
): PlannedBadge {
  const { slug, issuer: issuerSlug, image: picture, imageDescription, skills, ...rest } = written;
  const content: BadgeContent = {
    ...rest,
    image: imageOf(picture, imageDescription, known?.image),
    skills: skills.map((skill) => ({ ...skill, url: skillUrl(skill.url, publicUrl) })),
  };
  // Whatever stands in the files can be earned.
  const difference = differenceOf({ ...content, status: 'active' }, known, badgeFields);
  return { slug, issuerSlug, content, picture, ...(known === undefined ? {} : { known }), difference };
}

const badgeFields = [
  'title',
  'description',
  'criteria',
  'assessment',
  'image',
  'skills',
  'tags',
  'aliases',
  'repeatable',
  'whoMayNominate',
  'award',
  'evidence',
  'confirmEvidence',
  'validFor',
  'parts',
  'level',
  'studyLoadHours',
  'language',
  'status',
] as const satisfies readonly (keyof BadgeContent | 'status')[];

/** The community's own skills are written `community:<slug>`: where they are depends on the deployment. */
function skillUrl(url: string, publicUrl: string): string {
  const prefix = 'community:';
  return url.startsWith(prefix) ? `${publicUrl}/skills/${url.slice(prefix.length)}` : url;
}

/**
 * The picture as referred to. Of an unchanged drawing the known PNG stays, so that another version of the
 * drawing library makes no new version of every badge.
 */
function imageOf(
  picture: CataloguePicture,
  alt: LocalizedText | undefined,
  known: BadgeImage | undefined,
): BadgeImage {
  const svg = referenceOf(picture.svg, 'image/svg+xml');
  const png = known?.svg?.id === svg.id ? known.png : referenceOf(picture.png, 'image/png');
  return { svg, png, ...(alt === undefined ? {} : { alt }) };
}

function referenceOf(bytes: Uint8Array, type: string): FileReference {
  return { id: createHash('sha256').update(bytes).digest('hex'), type, size: bytes.byteLength };
}

function differenceOf<K extends string>(
  written: { readonly [key in K]?: unknown },
  known: { readonly [key in K]?: unknown } | undefined,
  fields: readonly K[],
): Difference {
  if (known === undefined) return { kind: 'new' };
  const changed = fields.filter((field) => canonical(written[field]) !== canonical(known[field]));
  return changed.length === 0 ? { kind: 'unchanged' } : { kind: 'changed', fields: changed };
}

/** One text for equal values, whatever the order of their keys. */
function canonical(value: unknown): string {
  return (
    JSON.stringify(value, (_, inner: unknown) =>
      typeof inner === 'object' && inner !== null && !Array.isArray(inner)
        ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)))
        : inner,
    ) ?? ''
  );
}
