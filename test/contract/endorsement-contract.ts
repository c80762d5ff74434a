import { describe, expect, it } from 'vitest';
import type { Store } from '../../src/ports/store.ts';
import { buildIssuerEndorsement } from '../builders/build-issuer-endorsement.ts';
import { testMoment } from '../builders/deterministic-id.ts';
import { keyMet, later } from './store-under-test.ts';

export function endorsementContract(store: () => Store): void {
  describe('endorsements', () => {
    it('finds them by id, subject and endorser, oldest first', async () => {
      const subject = { kind: 'award', id: 'a1' } as const;
      const first = buildIssuerEndorsement({ subject });
      const second = buildIssuerEndorsement({ subject, endorsedAt: later(testMoment, 1) });
      const { endorsedBy: _, ...nobodys } = buildIssuerEndorsement();
      for (const each of [second, first, nobodys]) await store().endorsements.insert(each);
      expect(await store().endorsements.ofSubject(subject)).toStrictEqual([first, second]);
      expect(await store().endorsements.ofSubject({ kind: 'badge', slug: 'lassen' })).toStrictEqual([
        nobodys,
      ]);
      expect(await store().endorsements.ofSubject({ kind: 'badge', slug: 'a1' })).toEqual([]);
      expect(await store().endorsements.ofEndorser(first.endorsedBy ?? '')).toStrictEqual([first]);
      expect(await store().endorsements.find(second.id)).toStrictEqual(second);
      expect(await store().endorsements.find('none')).toBeUndefined();
    });

    it('takes one of an issuer for a thing, replaces it and removes it', async () => {
      const one = buildIssuerEndorsement();
      const { issuerId } = one;
      await store().endorsements.insert(one);
      expect(await keyMet(store().endorsements.insert(buildIssuerEndorsement({ issuerId })))).toBe(
        'endorsement',
      );
      await store().endorsements.insert(
        buildIssuerEndorsement({ issuerId, subject: { kind: 'award', id: 'lassen' } }),
      );
      const { endorsedBy: _, ...changed } = { ...one, comment: 'Anders' };
      await store().endorsements.save(changed);
      expect(await store().endorsements.find(one.id)).toStrictEqual(changed);
      await store().endorsements.save(buildIssuerEndorsement({ id: 'never' }));
      expect(await store().endorsements.find('never')).toBeUndefined();
      await store().endorsements.remove([one.id, 'none']);
      expect(await store().endorsements.find(one.id)).toBeUndefined();
    });
  });
}
