import type { Badge } from '../domain/badge.ts';
import type { Issuer } from '../domain/issuer.ts';
import { refused, type Outcome } from '../domain/refusal.ts';
import type { Store } from '../ports/store.ts';
import { endorsementsOf, type ShownEndorsement } from './signed-endorsements.ts';

/** Fewer holders than that could be told apart. */
const fewestShown = 5;
/** Counted no further: the page needs an idea, not a scan of a million awards. */
const mostCounted = 100;

/** How often a badge was given: not told when few have it, `more` when counting stopped. */
export type AwardedCount = { readonly count: number; readonly more: boolean };

export type ShownBadge = {
  readonly badge: Badge;
  readonly issuer: Issuer;
  readonly awarded?: AwardedCount;
  /** The badges that together earn this one, as far as they are known. */
  readonly parts: readonly Badge[];
  /** Other organisations that stand behind it. */
  readonly endorsements: readonly ShownEndorsement[];
};

/** A badge as anybody may see it, retired or not. Refused: `unknown-badge`. */
export async function showBadge(
  deps: { readonly store: Store },
  query: { readonly slug: string },
): Promise<Outcome<ShownBadge>> {
  const { store } = deps;
  const badge = await store.badges.findBySlug(query.slug);
  const issuer = badge === undefined ? undefined : await store.issuers.find(badge.issuerId);
  if (badge === undefined || issuer === undefined)
    return refused({ code: 'unknown-badge', said: query.slug, nearest: [] });
  const [page, endorsements, parts] = await Promise.all([
    store.awards.page({ badgeSlug: badge.slug, status: 'active' }, { limit: mostCounted + 1 }),
    endorsementsOf(store, { kind: 'badge', slug: badge.slug }),
    Promise.all(badge.parts.map((slug) => store.badges.findBySlug(slug))),
  ]);
  const found = page.items.length;
  return {
    ok: true,
    badge,
    issuer,
    endorsements,
    parts: parts.filter((part) => part !== undefined),
    ...(found < fewestShown
      ? {}
      : { awarded: { count: Math.min(found, mostCounted), more: found > mostCounted } }),
  };
}
