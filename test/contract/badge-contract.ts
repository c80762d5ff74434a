import { describe, expect, it } from 'vitest';
import type { Store } from '../../src/ports/store.ts';
import { buildBadge } from '../builders/build-badge.ts';
import { deterministicId, testMoment } from '../builders/deterministic-id.ts';
import { keyMet, later, several } from './store-under-test.ts';

export function badgeContract(store: () => Store): void {
  describe('badges', () => {
    it('gives a badge back as it was stored, by id and slug', async () => {
      const badge = buildBadge({
        assessment: { nl: 'Een gesprek.' },
        validFor: 'P2Y',
        level: 'NLQF 6',
        studyLoadHours: 12.5,
        language: 'nl',
      });
      await store().badges.insert(badge);
      expect(await store().badges.find(badge.id)).toStrictEqual(badge);
      expect(await store().badges.findBySlug(badge.slug)).toStrictEqual(badge);
      expect(await store().badges.find(deterministicId())).toBeUndefined();
      expect(await store().badges.findBySlug('nothing')).toBeUndefined();
    });

    it('keeps every version', async () => {
      const first = buildBadge();
      const second = { ...first, version: 2, title: { nl: 'Raadgever' }, updatedAt: later(testMoment, 1) };
      await store().badges.insert(first);
      expect(await store().badges.saveVersion(second, 1)).toBe(true);
      expect(await store().badges.find(first.id)).toStrictEqual(second);
      expect(await store().badges.findVersion(first.slug, 1)).toStrictEqual(first);
      expect(await store().badges.findVersion(first.slug, 2)).toStrictEqual(second);
      expect(await store().badges.findVersion(first.slug, 3)).toBeUndefined();
    });

    it('saves nothing over a version that was saved meanwhile', async () => {
      const badge = buildBadge();
      await store().badges.insert(badge);
      await store().badges.saveVersion({ ...badge, version: 2 }, 1);
      expect(await store().badges.saveVersion({ ...badge, version: 2, tags: ['late'] }, 1)).toBe(false);
      expect((await store().badges.findVersion(badge.slug, 2))?.tags).toEqual(badge.tags);
    });

    it('lets one of several who save at once be first', async () => {
      const badge = buildBadge();
      await store().badges.insert(badge);
      const saved = await Promise.all(
        several(8, (at) => store().badges.saveVersion({ ...badge, version: 2, tags: [`${at}`] }, 1)),
      );
      expect(saved.filter(Boolean)).toHaveLength(1);
      expect(await store().badges.findVersion(badge.slug, 2)).toStrictEqual(
        await store().badges.find(badge.id),
      );
    });

    it('refuses a slug that another badge has, and keeps no version of it', async () => {
      const badge = buildBadge();
      await store().badges.insert(badge);
      const double = buildBadge({ slug: badge.slug, version: 7 });
      expect(await keyMet(store().badges.insert(double))).toBe('badge-slug');
      expect(await store().badges.findVersion(badge.slug, 7)).toBeUndefined();
    });

    it('lists by slug, retired ones too', async () => {
      await store().badges.insert(buildBadge({ slug: 'b', status: 'retired' }));
      await store().badges.insert(buildBadge({ slug: 'a' }));
      expect((await store().badges.list()).map(({ slug }) => slug)).toEqual(['a', 'b']);
    });
  });
}
