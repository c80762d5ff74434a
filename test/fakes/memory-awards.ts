import type { Award } from '../../src/domain/award.ts';
import { threadKey } from '../../src/domain/place.ts';
import type { AwardFilter, AwardRepository } from '../../src/ports/award-repository.ts';
import { byMoment, pageAfter } from './memory-order.ts';
import type { Access } from './memory-tables.ts';

const id = (award: Award): string => award.id;
const newestAwarded = byMoment<Award>(-1, ({ awardedAt }) => awardedAt, id);

const fits =
  (filter: AwardFilter) =>
  ({ award }: { readonly award: Award }): boolean =>
    (filter.personId === undefined || award.personId === filter.personId) &&
    (filter.badgeSlug === undefined || award.badge.slug === filter.badgeSlug) &&
    (filter.issuerId === undefined || award.issuerId === filter.issuerId) &&
    (filter.awardedBy === undefined || award.awardedBy === filter.awardedBy) &&
    (filter.status === undefined || award.status === filter.status);

const firstToExpire = byMoment<Award>(
  1,
  ({ validUntil, awardedAt }) => validUntil ?? awardedAt,
  ({ id }) => id,
);

export function memoryAwards({ read, write }: Access): AwardRepository {
  const where = (wanted: (award: Award) => boolean): Award[] =>
    read()
      .awards.where(({ award }) => wanted(award))
      .map(({ award }) => award);
  const newest = (filter: AwardFilter): Award[] =>
    read()
      .awards.where(fits(filter))
      .map(({ award }) => award)
      .toSorted(newestAwarded);
  return {
    find: async (awardId) => read().awards.get(awardId)?.award,
    findMany: async (ids) => [...new Set(ids)].flatMap((awardId) => read().awards.get(awardId)?.award ?? []),
    findHeld: async (holdKeys) =>
      read().awards.where(({ holdKey }) => holdKey !== undefined && holdKeys.includes(holdKey)),
    findByPlace: async (key) => where(({ place }) => place !== undefined && threadKey(place) === key),
    insert: (held) => write(({ awards }) => awards.insert(held)),
    save: (award, expectedRevision) =>
      write(({ awards }) => {
        const known = awards.get(award.id);
        if (known?.award.revision !== expectedRevision) return false;
        awards.put({ ...known, award });
        return true;
      }),
    setHold: (awardId, holdKey) =>
      write(({ awards }) => {
        const known = awards.get(awardId);
        if (known === undefined) return;
        awards.put(holdKey === undefined ? { award: known.award } : { award: known.award, holdKey });
      }),
    page: async (filter, page) => pageAfter(newest(filter), page, id),
    expiring: async (after, until, page) =>
      pageAfter(
        where(
          ({ status, validUntil }) =>
            status === 'active' && validUntil !== undefined && validUntil > after && validUntil <= until,
        ).toSorted(firstToExpire),
        page,
        id,
      ),
    ofPerson: async (personId) => newest({ personId }),
    async *all(filter) {
      yield* newest(filter).toReversed();
    },
    statusIndexes: async (list, status) =>
      where((award) => award.statusList.list === list && award.status === status).map(
        (award) => award.statusList.index,
      ),
    takenStatusIndexes: async (list, indexes) =>
      where((award) => award.statusList.list === list && indexes.includes(award.statusList.index)).map(
        (award) => award.statusList.index,
      ),
  };
}
