import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Difference } from '../use-cases/catalogue-content.ts';
import type { CatalogueImport } from '../use-cases/import-catalogue.ts';
import { changesNothing, type CataloguePlan } from '../use-cases/plan-catalogue.ts';

/** What an import would do, line by line: `+` new, `~` changed, `=` as it is, `?` not in the files. */
export function planLines(catalogue: Catalogue, plan: CataloguePlan): readonly string[] {
  const grants = plan.grants.map(({ role, grantee, issuerSlug, difference }) => ({
    name: `${role} ${grantee} of ${issuerSlug}`,
    difference,
  }));
  const lines = [
    `${catalogue.community.name.nl} / ${catalogue.community.name.en}`,
    ...group('community', [{ name: 'community', difference: plan.community.difference }]),
    ...skillLines(plan),
    ...group(
      'issuer',
      plan.issuers.map(({ issuer, difference }) => ({ name: `issuer ${issuer.slug}`, difference })),
    ),
    ...group(
      'badge',
      plan.badges.map(({ slug, known, difference }) => ({
        name: `badge ${slug}${known === undefined || difference.kind !== 'changed' ? '' : `, version ${known.version + 1}`}`,
        difference,
      })),
    ),
    ...group('role', grants),
    ...plan.badgesElsewhere.map(
      ({ slug, issuerSlug }) => `  ? badge ${slug} of ${issuerSlug}: not in these files, left alone`,
    ),
    ...plan.grantsElsewhere.map(
      ({ role, grantee, issuerSlug }) =>
        `  ? ${role} ${grantee} of ${issuerSlug}: not in these files, left alone`,
    ),
  ];
  return changesNothing(plan) ? [...lines, 'Nothing to change.'] : lines;
}

/** Of thousands of skills the names help nobody. */
function skillLines({ skills: { added, changed } }: CataloguePlan): readonly string[] {
  return [
    ...(added.length === 0 ? [] : [`  + ${counted(added.length, 'skill')} of frameworks`]),
    ...(changed.length === 0 ? [] : [`  ~ ${counted(changed.length, 'skill')} of frameworks`]),
  ];
}

function group(
  word: string,
  entries: readonly { readonly name: string; readonly difference: Difference }[],
): readonly string[] {
  const unchanged = entries.filter(({ difference }) => difference.kind === 'unchanged').length;
  return [
    ...entries.flatMap(({ name, difference }) => {
      if (difference.kind === 'new') return [`  + ${name}`];
      return difference.kind === 'changed' ? [`  ~ ${name}: ${difference.fields.join(', ')}`] : [];
    }),
    ...(unchanged === 0 ? [] : [`  = ${counted(unchanged, word)} unchanged`]),
  ];
}

/** A plan as data, without the pictures' bytes. */
export function planData(plan: CataloguePlan): Readonly<Record<string, unknown>> {
  return {
    community: plan.community.difference,
    skills: { added: plan.skills.added.length, changed: plan.skills.changed.length },
    issuers: plan.issuers.map(({ issuer, difference }) => ({ slug: issuer.slug, ...difference })),
    badges: plan.badges.map(({ slug, issuerSlug, known, difference }) => ({
      slug,
      issuer: issuerSlug,
      ...(known === undefined ? {} : { knownVersion: known.version }),
      ...difference,
    })),
    roles: plan.grants.map(({ issuerSlug, role, grantee, difference }) => ({
      issuer: issuerSlug,
      role,
      grantee,
      ...difference,
    })),
    notInFiles: {
      badges: plan.badgesElsewhere.map(({ slug, issuerSlug }) => ({ slug, issuer: issuerSlug })),
      roles: plan.grantsElsewhere.map(({ issuerSlug, role, grantee }) => ({
        issuer: issuerSlug,
        role,
        grantee,
      })),
    },
  };
}

/** What an import did, in one line. */
export function reportLine(report: CatalogueImport): string {
  const { community, skills, issuers, badges, grants } = report;
  const parts = [
    ...(community.changed ? ['community saved'] : []),
    ...(skills.added + skills.changed === 0
      ? []
      : [`${counted(skills.added, 'skill')} added, ${skills.changed} changed`]),
    `${counted(issuers.added.length, 'issuer')} added, ${issuers.changed.length} changed`,
    `${counted(badges.added.length, 'badge')} added, ${badges.changed.length} changed`,
    `${counted(grants, 'role')} granted`,
  ];
  return `Applied: ${parts.join('; ')}.`;
}

function counted(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}
