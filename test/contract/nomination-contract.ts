import { describe, expect, it } from 'vitest';
import { threadKey } from '../../src/domain/place.ts';
import type { Store } from '../../src/ports/store.ts';
import { buildNomination } from '../builders/build-nomination.ts';
import { deterministicId, testMoment } from '../builders/deterministic-id.ts';
import { keyMet, later, several } from './store-under-test.ts';

const place = { workspace: 'teams:T1', conversation: '19:a@thread.tacv2', thread: '1772442000000' };
const idsOf = (rows: readonly { readonly id: string }[]): string[] => rows.map(({ id }) => id);

export function nominationContract(store: () => Store): void {
  describe('nominations', () => {
    it('gives a nomination back as it was stored, by id and thread', async () => {
      const nomination = buildNomination({
        reason: 'Denkt mee',
        askedOf: deterministicId(),
        place,
        endorsements: [
          { personId: deterministicId(), name: 'Bo', comment: 'Eens', at: testMoment },
          { personId: deterministicId(), at: testMoment },
        ],
        status: 'accepted',
        decidedBy: deterministicId(),
        decidedAt: testMoment,
        decisionReason: 'Voldoet',
        awardId: deterministicId(),
      });
      await store().nominations.insert(nomination);
      expect(await store().nominations.find(nomination.id)).toStrictEqual(nomination);
      expect(await store().nominations.findByPlace(threadKey(place))).toStrictEqual([nomination]);
      expect(await store().nominations.find(deterministicId())).toBeUndefined();
    });

    it('takes one open nomination of a person for a badge, and any number of closed ones', async () => {
      const [nomineeId, badgeId] = [deterministicId(), deterministicId()];
      for (const status of ['declined', 'withdrawn', 'accepted'] as const)
        await store().nominations.insert(buildNomination({ nomineeId, badgeId, status }));
      const results = await Promise.all(
        several(10, () => keyMet(store().nominations.insert(buildNomination({ nomineeId, badgeId })))),
      );
      expect(results.filter((met) => met === undefined)).toHaveLength(1);
      expect(results.filter((met) => met === 'nomination-open')).toHaveLength(9);
    });

    it('takes another once the open one is closed', async () => {
      const nomination = buildNomination();
      const next = buildNomination({ nomineeId: nomination.nomineeId, badgeId: nomination.badgeId });
      await store().nominations.insert(nomination);
      await store().nominations.save({ ...nomination, status: 'declined', version: 2 }, 1);
      await store().nominations.insert(next);
      const again = { ...nomination, version: 3 };
      expect(await keyMet(store().nominations.save(again, 2))).toBe('nomination-open');
    });

    it('saves over the expected version alone', async () => {
      const nomination = buildNomination({ reason: 'eerst' });
      const { reason: _, ...changed } = { ...nomination, version: 2 };
      await store().nominations.insert(nomination);
      expect(await store().nominations.save(changed, 1)).toBe(true);
      expect(await store().nominations.save({ ...changed, version: 3 }, 1)).toBe(false);
      expect(await store().nominations.find(nomination.id)).toStrictEqual(changed);
    });

    it('pages oldest first by every filter', async () => {
      const issuerId = deterministicId();
      const nominatorId = deterministicId();
      const wanted = several(5, (at) =>
        buildNomination({ issuerId, nominatorId, createdAt: later(testMoment, at < 3 ? 0 : at) }),
      );
      for (const nomination of [...wanted.toReversed(), buildNomination({ status: 'declined' })])
        await store().nominations.insert(nomination);
      for (const filter of [
        { issuerIds: [issuerId, deterministicId()] },
        { issuerIds: [issuerId], status: 'open' as const },
        { nominatorId },
        { status: 'open' as const },
      ]) {
        const first = await store().nominations.page(filter, { limit: 3 });
        const second = await store().nominations.page(filter, { limit: 3, after: first.next ?? '' });
        expect([...idsOf(first.items), ...idsOf(second.items)]).toEqual(idsOf(wanted));
        expect(second.next).toBeUndefined();
      }
      const nomineeId = wanted[1]?.nomineeId ?? '';
      expect(idsOf((await store().nominations.page({ nomineeId }, { limit: 3 })).items)).toEqual([
        wanted[1]?.id,
      ]);
      expect((await store().nominations.page({ issuerIds: [] }, { limit: 3 })).items).toEqual([]);
    });

    it('finds all in which a person has a part', async () => {
      const personId = deterministicId();
      const mine = [
        buildNomination({ nomineeId: personId }),
        buildNomination({ nominatorId: personId }),
        buildNomination({ endorsements: [{ personId, at: testMoment }] }),
      ];
      for (const nomination of [...mine, buildNomination()]) await store().nominations.insert(nomination);
      expect(idsOf(await store().nominations.ofPerson(personId))).toEqual(idsOf(mine));
    });
  });
}
