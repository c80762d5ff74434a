import type { Nomination } from '../../src/domain/nomination.ts';
import { threadKey } from '../../src/domain/place.ts';
import type { NominationFilter, NominationRepository } from '../../src/ports/nomination-repository.ts';
import { byMoment, pageAfter } from './memory-order.ts';
import type { Access } from './memory-tables.ts';

const id = (nomination: Nomination): string => nomination.id;
const oldestCreated = byMoment<Nomination>(1, ({ createdAt }) => createdAt, id);

const fits =
  (filter: NominationFilter) =>
  (nomination: Nomination): boolean =>
    (filter.issuerIds === undefined || filter.issuerIds.includes(nomination.issuerId)) &&
    (filter.status === undefined || nomination.status === filter.status) &&
    (filter.nomineeId === undefined || nomination.nomineeId === filter.nomineeId) &&
    (filter.nominatorId === undefined || nomination.nominatorId === filter.nominatorId) &&
    (filter.askedOf === undefined || nomination.askedOf === filter.askedOf);

export function memoryNominations({ read, write }: Access): NominationRepository {
  const oldest = (wanted: (nomination: Nomination) => boolean): Nomination[] =>
    read().nominations.where(wanted).toSorted(oldestCreated);
  return {
    find: async (nominationId) => read().nominations.get(nominationId),
    findByPlace: async (key) => oldest(({ place }) => place !== undefined && threadKey(place) === key),
    insert: (nomination) => write(({ nominations }) => nominations.insert([nomination])),
    save: (nomination, expectedVersion) =>
      write(({ nominations }) => {
        if (nominations.get(nomination.id)?.version !== expectedVersion) return false;
        nominations.put(nomination);
        return true;
      }),
    page: async (filter, page) => pageAfter(oldest(fits(filter)), page, id),
    ofPerson: async (personId) =>
      oldest(
        ({ nomineeId, nominatorId, endorsements }) =>
          nomineeId === personId ||
          nominatorId === personId ||
          endorsements.some((endorsement) => endorsement.personId === personId),
      ),
  };
}
