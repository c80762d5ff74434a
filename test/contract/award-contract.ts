import { describe, expect, it } from 'vitest';
import { holdKey, type Award } from '../../src/domain/award.ts';
import { threadKey } from '../../src/domain/place.ts';
import type { AwardFilter } from '../../src/ports/award-repository.ts';
import type { Page } from '../../src/ports/page.ts';
import type { Store } from '../../src/ports/store.ts';
import { buildAward } from '../builders/build-award.ts';
import { buildBadgeSnapshot } from '../builders/build-badge.ts';
import { deterministicId, testMoment } from '../builders/deterministic-id.ts';
import { drained, keyMet, later, several } from './store-under-test.ts';

const place = { workspace: 'slack:T1', conversation: 'C1', thread: '1772442000.000100' };
const idsOf = (awards: readonly Award[]): string[] => awards.map(({ id }) => id);

/** Every page, one after another. */
async function pages(store: Store, filter: AwardFilter, limit: number): Promise<string[][]> {
  const all: string[][] = [];
  let page: Page<Award> | undefined;
  do {
    page = await store.awards.page(
      filter,
      page?.next === undefined ? { limit } : { limit, after: page.next },
    );
    all.push(idsOf(page.items));
  } while (page.next !== undefined && all.length < 50);
  return all;
}

export function awardContract(store: () => Store): void {
  const insert = async (...awards: readonly Award[]): Promise<void> =>
    store().awards.insert(awards.map((award) => ({ award })));

  describe('awards', () => {
    it('gives an award back as it was stored, without fields that were absent', async () => {
      const full = buildAward({
        reason: 'Sterk advies',
        nominationId: deterministicId(),
        madeOf: [deterministicId(), deterministicId()],
        validUntil: later(testMoment, 60),
        status: 'suspended',
        statusChangedAt: testMoment,
        statusReason: 'in onderzoek',
        place,
      });
      const { personId: _, awardedBy: __, ...erased } = buildAward();
      await insert(full, erased);
      expect(await store().awards.find(full.id)).toStrictEqual(full);
      expect(await store().awards.find(erased.id)).toStrictEqual(erased);
      expect(await store().awards.find(deterministicId())).toBeUndefined();
    });

    it('finds many in the order of their ids, each once', async () => {
      const awards = several(3, () => buildAward());
      await insert(...awards);
      const [a, b, c] = idsOf(awards);
      const found = await store().awards.findMany([c ?? '', a ?? '', deterministicId(), b ?? '', a ?? '']);
      expect(idsOf(found)).toEqual([c, a, b]);
      expect(await store().awards.findMany([])).toEqual([]);
    });

    it('inserts more awards than fit one message, and none when there are none', async () => {
      const personId = deterministicId();
      await insert();
      await insert(...several(1001, () => buildAward({ personId })));
      expect(await store().awards.ofPerson(personId)).toHaveLength(1001);
    });

    it('finds the awards of a thread', async () => {
      const awards = several(2, () => buildAward({ place }));
      await insert(...awards, buildAward({ place: { ...place, thread: 'other' } }), buildAward());
      expect(idsOf(await store().awards.findByPlace(threadKey(place))).toSorted()).toEqual(idsOf(awards));
    });

    it('lets one of thirty who award the same badge at once hold it', async () => {
      const key = holdKey(deterministicId(), deterministicId());
      const results = await Promise.all(
        several(30, () => keyMet(store().awards.insert([{ award: buildAward(), holdKey: key }]))),
      );
      expect(results.filter((met) => met === undefined)).toHaveLength(1);
      expect(results.filter((met) => met === 'award-hold')).toHaveLength(29);
      expect(await store().awards.findHeld([key, 'nobody:holds'])).toHaveLength(1);
      expect(await drained(store().awards.all({}))).toHaveLength(1);
    });

    it('inserts none of several when one of them breaks a key', async () => {
      const index = buildAward().statusList;
      await insert(buildAward({ statusList: index }));
      const others = several(3, () => buildAward());
      expect(await keyMet(insert(...others, buildAward({ statusList: index })))).toBe('award-status-index');
      expect(await store().awards.findMany(idsOf(others))).toEqual([]);
      expect(await keyMet(insert(buildAward({ statusList: index })))).toBe('award-status-index');
    });

    it('gives a nomination one award', async () => {
      const nominationId = deterministicId();
      await insert(buildAward({ nominationId }));
      expect(await keyMet(insert(buildAward({ nominationId })))).toBe('award-nomination');
    });

    it('saves over the expected revision alone, and keeps the business key', async () => {
      const award = buildAward({ place, reason: 'eerst' });
      await store().awards.insert([{ award, holdKey: 'p:b' }]);
      const { reason: _, place: __, ...rest } = award;
      const changed: Award = { ...rest, status: 'revoked', statusReason: '$reason', revision: 2 };
      expect(await store().awards.save(changed, 1)).toBe(true);
      expect(await store().awards.save({ ...changed, revision: 3 }, 1)).toBe(false);
      expect(await store().awards.findHeld(['p:b'])).toStrictEqual([{ award: changed, holdKey: 'p:b' }]);
      expect(await store().awards.findByPlace(threadKey(place))).toEqual([]);
      expect(await store().awards.save(buildAward(), 1)).toBe(false);
    });

    it('lets go of the business key and gives it to another', async () => {
      const [first, second] = [buildAward(), buildAward()];
      await store().awards.insert([{ award: first, holdKey: 'p:b' }, { award: second }]);
      expect(await keyMet(store().awards.setHold(second.id, 'p:b'))).toBe('award-hold');
      await store().awards.setHold(first.id, undefined);
      await store().awards.setHold(second.id, 'p:b');
      expect(await store().awards.findHeld(['p:b'])).toStrictEqual([{ award: second, holdKey: 'p:b' }]);
      expect(await store().awards.find(first.id)).toStrictEqual(first);
    });

    it('pages newest first, by every filter, also over awards of one moment', async () => {
      const [personId, issuerId, awardedBy] = several(3, () => deterministicId());
      const badge = buildBadgeSnapshot({ slug: 'gezocht' });
      const common = {
        personId: personId ?? '',
        issuerId: issuerId ?? '',
        awardedBy: awardedBy ?? '',
        badge,
      };
      const wanted = several(7, (at) =>
        buildAward({ ...common, awardedAt: later(testMoment, at < 4 ? 0 : at) }),
      );
      await insert(...wanted, ...several(3, () => buildAward({ status: 'revoked' })));
      const newestFirst = idsOf(wanted).toReversed();
      const filters = [
        { personId: common.personId },
        { issuerId: common.issuerId },
        { awardedBy: common.awardedBy },
        { badgeSlug: 'gezocht' },
        { badgeSlug: 'gezocht', status: 'active' as const },
      ];
      for (const filter of filters) {
        const read = await pages(store(), filter, 3);
        expect(read.map((page) => page.length)).toEqual([3, 3, 1]);
        expect(read.flat()).toEqual(newestFirst);
      }
      expect(await pages(store(), { status: 'suspended' }, 3)).toEqual([[]]);
      expect(await pages(store(), { badgeSlug: 'gezocht' }, 7)).toEqual([newestFirst]);
    });

    it('reads a person’s awards newest first, and streams oldest first', async () => {
      const personId = deterministicId();
      const awards = several(4, (at) => buildAward({ personId, awardedAt: later(testMoment, at) }));
      await insert(...awards.toReversed(), buildAward());
      expect(idsOf(await store().awards.ofPerson(personId))).toEqual(idsOf(awards).toReversed());
      expect(idsOf(await drained(store().awards.all({ personId })))).toEqual(idsOf(awards));
    });

    it('tells which entries of a status list are taken, and which are set', async () => {
      const entry = (list: string, index: number, status: Award['status']) =>
        buildAward({ statusList: { list, index }, status });
      await insert(
        entry('a', 1, 'active'),
        entry('a', 2, 'revoked'),
        entry('a', 3, 'suspended'),
        entry('a', 5, 'revoked'),
        entry('b', 2, 'revoked'),
      );
      const sorted = async (indexes: Promise<readonly number[]>) => (await indexes).toSorted((x, y) => x - y);
      expect(await sorted(store().awards.statusIndexes('a', 'revoked'))).toEqual([2, 5]);
      expect(await sorted(store().awards.statusIndexes('a', 'suspended'))).toEqual([3]);
      expect(await sorted(store().awards.takenStatusIndexes('a', [1, 2, 4]))).toEqual([1, 2]);
    });

    it('no longer counts an award that was reinstated among the suspended', async () => {
      const award = buildAward({ status: 'suspended' });
      await insert(award);
      await store().awards.save({ ...award, status: 'active', revision: 2 }, 1);
      expect(await store().awards.statusIndexes(award.statusList.list, 'suspended')).toEqual([]);
    });
  });
}
