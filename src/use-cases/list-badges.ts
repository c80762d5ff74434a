import type { Badge } from '../domain/badge.ts';
import type { Issuer } from '../domain/issuer.ts';
import type { Store } from '../ports/store.ts';

export type ListedBadge = { readonly badge: Badge; readonly issuer: Issuer };

const fold = (text: string) => text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();

/** The badges that can be earned, by issuer and slug; with `words` only those in which each word occurs. */
export async function listBadges(
  deps: { readonly store: Store },
  query: { readonly words?: string; readonly issuerSlug?: string },
): Promise<readonly ListedBadge[]> {
  const [badges, issuers] = await Promise.all([deps.store.badges.list(), deps.store.issuers.list()]);
  const byId = new Map(issuers.map((issuer) => [issuer.id, issuer]));
  const words = fold(query.words ?? '')
    .split(/\s+/u)
    .filter(Boolean);
  return badges
    .flatMap((badge) => {
      const issuer = byId.get(badge.issuerId);
      if (issuer === undefined || badge.status === 'retired') return [];
      if (query.issuerSlug !== undefined && issuer.slug !== query.issuerSlug) return [];
      const text = fold(
        [
          badge.slug,
          ...Object.values(badge.title),
          ...Object.values(badge.description),
          ...badge.tags,
          ...badge.aliases,
          ...badge.skills.flatMap((skill) => Object.values(skill.name)),
          ...Object.values(issuer.name),
        ].join(' '),
      );
      return words.every((word) => text.includes(word)) ? [{ badge, issuer }] : [];
    })
    .toSorted((a, b) => compare(a.issuer.slug, b.issuer.slug) || compare(a.badge.slug, b.badge.slug));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
