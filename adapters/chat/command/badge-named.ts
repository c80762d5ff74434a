import type { BadgeName } from '../../../src/domain/refusal.ts';
import type { ListedBadge } from '../../../src/use-cases/list-badges.ts';
import { badgeWords, type BadgePhrase } from '../grammar/badge-phrase.ts';
import { resolveBadge } from '../grammar/resolve-badge.ts';
import type { Understood } from './resolve-people.ts';

/** What a command is carried out with: what was said, and the badges that there are. */
export type Spoken = { readonly understood: Understood; readonly listed: readonly ListedBadge[] };

export type Known = { readonly slug: string; readonly titles: readonly string[] };

/** The badges as the grammar knows them. */
export function knownBadges(listed: readonly ListedBadge[]): readonly Known[] {
  return listed.map(({ badge }) => ({
    slug: badge.slug,
    titles: [...Object.values(badge.title), ...badge.aliases],
  }));
}

/** The badge that a phrase names, with the reason behind it; or the refusal with the nearest ones. */
export function badgeNamed(
  phrase: BadgePhrase,
  listed: readonly ListedBadge[],
):
  | { readonly ok: true; readonly slug: string; readonly reason?: string }
  | {
      readonly ok: false;
      readonly refusal: {
        readonly code: 'unknown-badge';
        readonly said: string;
        readonly nearest: readonly BadgeName[];
      };
    } {
  const resolved = resolveBadge(phrase, knownBadges(listed));
  if (resolved.ok)
    return {
      ok: true,
      slug: resolved.badge.slug,
      ...(resolved.reason === undefined ? {} : { reason: resolved.reason }),
    };
  const nearest = resolved.nearest.flatMap(({ slug }) =>
    listed.flatMap(({ badge }) => (badge.slug === slug ? [{ slug, title: badge.title }] : [])),
  );
  return { ok: false, refusal: { code: 'unknown-badge', said: badgeWords(phrase).join(' '), nearest } };
}
