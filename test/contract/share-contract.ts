import { describe, expect, it } from 'vitest';
import type { PassportShare } from '../../src/domain/passport-share.ts';
import type { Store } from '../../src/ports/store.ts';
import { testMoment } from '../builders/deterministic-id.ts';
import { keyMet, later, several } from './store-under-test.ts';

const share: PassportShare = {
  token: 'token-of-a-share',
  personId: 'p1',
  label: 'Sollicitatie',
  entries: [
    { kind: 'award', id: 'a1' },
    { kind: 'import', id: 'i1' },
  ],
  withEvidence: true,
  createdAt: testMoment,
  expiresAt: later(testMoment, 60),
  views: 0,
};

export function shareContract(store: () => Store): void {
  describe('share links', () => {
    it('are found by their token, and inserted once', async () => {
      await store().shares.insert(share);
      expect(await store().shares.find(share.token)).toStrictEqual(share);
      expect(await store().shares.find('other')).toBeUndefined();
      expect(await keyMet(store().shares.insert(share))).toBe('other');
    });

    it('of a person are listed newest first, and removed without anybody else’s', async () => {
      const newer = { ...share, token: 'newer', createdAt: later(testMoment, 1) };
      const other = { ...share, token: 'other', personId: 'p2' };
      for (const each of [share, newer, other]) await store().shares.insert(each);
      expect(await store().shares.ofPerson('p1')).toStrictEqual([newer, share]);
      await store().shares.removeOfPerson('p1');
      expect(await store().shares.ofPerson('p1')).toEqual([]);
      expect(await store().shares.ofPerson('p2')).toStrictEqual([other]);
    });

    it('count each of twenty views at once, also while they are saved', async () => {
      await store().shares.insert(share);
      const { label: _, expiresAt: __, ...bare } = share;
      const saved = { ...bare, withdrawnAt: later(testMoment, 5) };
      await Promise.all([
        ...several(20, () => store().shares.countView(share.token)),
        store().shares.save(saved),
      ]);
      expect(await store().shares.find(share.token)).toStrictEqual({ ...saved, views: 20 });
    });
  });
}
