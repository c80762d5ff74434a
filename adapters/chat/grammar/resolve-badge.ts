import { type BadgePhrase, reasonAfter } from './badge-phrase.ts';
import { joinedKey } from './fold-text.ts';
import type { KnownBadge } from './known-badge.ts';
import { nearestBadges } from './nearest-badges.ts';

/**
 * What the phrase means.
 * - `badge`, with the reason as typed (less outer quotation marks), absent when none was given.
 * - `ambiguous`: several badges bear this title; `nearest` are those.
 * - `unknown`: none does; `nearest` are the closest, best first, at most five, perhaps none.
 */
export type ResolvedBadge<B extends KnownBadge> =
  | { ok: true; badge: B; reason?: string }
  | { ok: false; refusal: 'ambiguous' | 'unknown'; nearest: readonly B[] };

// Past this many words no title is sought: 24 words hold the longest title a badge may have.
const LONGEST_TITLE = 24;

/**
 * Finds the badge with whose slug or title (dashes, spaces, case, diacritics alike) the phrase begins, the
 * longest one where several do, a slug before a title; the address of a badge's page does too. What follows
 * is the reason. Give only badges that the person may use; their order is of no importance.
 */
export function resolveBadge<B extends KnownBadge>(
  phrase: BadgePhrase,
  badges: readonly B[],
): ResolvedBadge<B> {
  const index = indexOf(badges);
  for (let start = 0; start <= phrase.badgeAt; start += 1) {
    const match = longestMatch(phrase, start, index);
    if (match === undefined) continue;
    const [badge] = match.badges;
    if (badge === undefined || match.badges.length > 1) {
      return { ok: false, refusal: 'ambiguous', nearest: bySlug(match.badges) };
    }
    const reason = reasonAfter(phrase, match.end);
    return { ok: true, badge, ...(reason === undefined ? {} : { reason }) };
  }
  return { ok: false, refusal: 'unknown', nearest: nearestBadges(phrase, badges) };
}

interface BadgeIndex<B> {
  slugs: ReadonlyMap<string, readonly B[]>;
  titles: ReadonlyMap<string, readonly B[]>;
}

function indexOf<B extends KnownBadge>(badges: readonly B[]): BadgeIndex<B> {
  const slugs = new Map<string, B[]>();
  const titles = new Map<string, B[]>();
  for (const badge of badges) {
    add(slugs, joinedKey(badge.slug), badge);
    for (const title of new Set(badge.titles.map(joinedKey))) add(titles, title, badge);
  }
  return { slugs, titles };
}

function add<B>(index: Map<string, B[]>, key: string, badge: B): void {
  const bearers = index.get(key);
  if (bearers === undefined) index.set(key, [badge]);
  else bearers.push(badge);
}

function longestMatch<B>(
  phrase: BadgePhrase,
  start: number,
  index: BadgeIndex<B>,
): { badges: readonly B[]; end: number } | undefined {
  const slug = phrase.words[start]?.slug;
  const linked = slug === undefined ? undefined : index.slugs.get(joinedKey(slug));
  if (linked !== undefined) return { badges: linked, end: start + 1 };
  let found: { badges: readonly B[]; end: number } | undefined;
  let key = '';
  for (let end = start + 1; end <= Math.min(phrase.words.length, start + LONGEST_TITLE); end += 1) {
    key += joinedKey(phrase.words[end - 1]?.folded ?? '');
    const badges = index.slugs.get(key) ?? index.titles.get(key);
    if (badges !== undefined && key !== '') found = { badges, end };
  }
  return found;
}

function bySlug<B extends KnownBadge>(badges: readonly B[]): B[] {
  return badges.toSorted((one, other) => (one.slug < other.slug ? -1 : 1));
}
