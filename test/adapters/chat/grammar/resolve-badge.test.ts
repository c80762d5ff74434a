import { describe, expect, it } from 'vitest';
import { badgeWords, phraseOf } from '../../../../adapters/chat/grammar/badge-phrase.ts';
import type { KnownBadge } from '../../../../adapters/chat/grammar/known-badge.ts';
import { resolveBadge } from '../../../../adapters/chat/grammar/resolve-badge.ts';

const BADGES: readonly KnownBadge[] = [
  { slug: 'lasser', titles: ['Lasser', 'Welder'] },
  { slug: 'lasser-mig', titles: ['Lasser MIG'] },
  { slug: 'lasser-tig', titles: ['Lasser TIG'] },
  { slug: 'lasser-arc', titles: ['Lasser boog'] },
  { slug: 'lasser-pro', titles: ['Lasser pro'] },
  { slug: 'lasser-top', titles: ['Lasser top'] },
  { slug: 'samen-a', titles: ['Samen werken'] },
  { slug: 'samen-b', titles: ['Samen werken'] },
  { slug: 'mentor', titles: ['Buddy'] },
  { slug: 'buddy', titles: ['Maatje'] },
];

function resolve(text: string, badges: readonly KnownBadge[] = BADGES) {
  const phrase = phraseOf(text);
  if (phrase === undefined) throw new Error(`no phrase in ${text}`);
  const resolved = resolveBadge(phrase, badges);
  return resolved.ok
    ? { badge: resolved.badge.slug, reason: resolved.reason }
    : { refusal: resolved.refusal, nearest: resolved.nearest.map((badge) => badge.slug) };
}

describe('finding the badge that was meant', () => {
  it('takes the longest title with which the phrase begins', () => {
    expect(resolve('lasser mig netjes')).toEqual({ badge: 'lasser-mig', reason: 'netjes' });
    expect(resolve('lasser netjes')).toEqual({ badge: 'lasser', reason: 'netjes' });
    expect(resolve('welder')).toEqual({ badge: 'lasser', reason: undefined });
  });

  it('takes a slug before the same title of another badge', () => {
    expect(resolve('buddy')).toEqual({ badge: 'buddy', reason: undefined });
  });

  it('does not find a title inside a longer word', () => {
    expect(resolve('lassersgilde')).toMatchObject({ refusal: 'unknown' });
  });

  it('refuses as ambiguous a title that several badges bear, and names them', () => {
    expect(resolve('samen werken')).toEqual({ refusal: 'ambiguous', nearest: ['samen-a', 'samen-b'] });
  });

  it('refuses as unknown what no badge is called, with at most five near ones, always the same', () => {
    const near = resolve('laser').nearest;
    expect(near).toHaveLength(5);
    expect(near?.[0]).toBe('lasser');
    expect(resolve('laser', BADGES.toReversed()).nearest).toEqual(near);
  });

  it('suggests nothing when nothing is near or there are no badges', () => {
    expect(resolve('xyzzy')).toEqual({ refusal: 'unknown', nearest: [] });
    expect(resolve('lasser', [])).toEqual({ refusal: 'unknown', nearest: [] });
  });

  it('looks past a name before the badge for its suggestions', () => {
    expect(resolve('jan lasser-mig').nearest?.[0]).toBe('lasser-mig');
  });

  it('tells where a marked reason begins without a catalogue', () => {
    const phrase = phraseOf('de badge lasser basis – "omdat" hij het kan');
    expect(phrase && badgeWords(phrase)).toEqual(['lasser', 'basis']);
    expect(phrase?.reason).toBe('"omdat" hij het kan');
    expect(phraseOf(' – 🎉 ')).toBeUndefined();
  });
});
