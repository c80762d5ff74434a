import type { BadgePhrase } from './badge-phrase.ts';
import { BEFORE_BADGE, CONNECTIVES } from './connectives.ts';
import { foldText, joinedKey } from './fold-text.ts';
import type { KnownBadge } from './known-badge.ts';
import { editDistance, shared, trigrams } from './text-distance.ts';

const MOST_SUGGESTIONS = 5;
const LEAST_LIKENESS = 0.4;
const WORDS_LOOKED_AT = 8;
const LONGEST_KEY = 80;

/**
 * The badges whose slug or title is most like some words of the phrase, best first, at most five; none when
 * nothing is near. Equal likeness is settled by the slug, so the answer is always the same.
 */
export function nearestBadges<B extends KnownBadge>(phrase: BadgePhrase, badges: readonly B[]): B[] {
  const windows = windowsOf(phrase);
  const scored = badges.map((badge) => ({ badge, likeness: likenessOf(badge, windows) }));
  return scored
    .filter(({ likeness }) => likeness >= LEAST_LIKENESS)
    .toSorted((one, other) => other.likeness - one.likeness || (one.badge.slug < other.badge.slug ? -1 : 1))
    .slice(0, MOST_SUGGESTIONS)
    .map(({ badge }) => badge);
}

interface Window {
  key: string;
  pieces: ReadonlySet<string>;
}

function windowsOf(phrase: BadgePhrase): Window[] {
  const words = phrase.words.slice(phrase.badgeAt, phrase.badgeAt + WORDS_LOOKED_AT);
  const keys = new Set<string>();
  for (let start = 0; start < words.length; start += 1) {
    let key = '';
    for (let end = start; end < words.length; end += 1) {
      key += joinedKey(words[end]?.slug ?? words[end]?.folded ?? '');
      if (key.length >= 3) keys.add(key.slice(0, LONGEST_KEY));
    }
  }
  return [...keys].map((key) => ({ key, pieces: trigrams(key) }));
}

function likenessOf(badge: KnownBadge, windows: readonly Window[]): number {
  const keys = new Set([badge.slug, ...badge.titles].map((name) => joinedKey(name).slice(0, LONGEST_KEY)));
  let best = 0;
  for (const key of keys) {
    const pieces = trigrams(key);
    for (const window of windows) best = Math.max(best, likenessOfKey(key, pieces, window));
  }
  // A single word of a title ("lerende") is a fair hint too, but never as good as most of the title.
  const words = new Set([badge.slug, ...badge.titles].flatMap((name) => foldText(name).split(/[\s-]+/u)));
  const telling = windows.filter(
    ({ key }) => key.length > 3 && !BEFORE_BADGE.has(key) && !CONNECTIVES.has(key),
  );
  const known = telling.some((window) => words.has(window.key));
  return known ? Math.max(best, LEAST_LIKENESS) : best;
}

function likenessOfKey(key: string, pieces: ReadonlySet<string>, window: Window): number {
  const common = shared(window.pieces, pieces);
  if (common === 0) return 0;
  const dice = (2 * common) / (window.pieces.size + pieces.size);
  // The edit distance costs more, so only those that share enough are measured by it.
  if (dice < 0.3) return dice;
  const longest = Math.max(key.length, window.key.length);
  return (dice + 1 - editDistance(key, window.key) / longest) / 2;
}
