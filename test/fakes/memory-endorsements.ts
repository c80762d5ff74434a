import { subjectKey, type IssuerEndorsement } from '../../src/domain/issuer-endorsement.ts';
import type { EndorsementRepository } from '../../src/ports/endorsement-repository.ts';
import { byMoment } from './memory-order.ts';
import type { Access } from './memory-tables.ts';

const oldest = byMoment<IssuerEndorsement>(
  1,
  ({ endorsedAt }) => endorsedAt,
  ({ id }) => id,
);

export function memoryEndorsements({ read, write }: Access): EndorsementRepository {
  return {
    find: async (id) => read().endorsements.get(id),
    ofSubject: async (subject) =>
      read()
        .endorsements.where((each) => subjectKey(each.subject) === subjectKey(subject))
        .toSorted(oldest),
    ofEndorser: async (personId) =>
      read()
        .endorsements.where(({ endorsedBy }) => endorsedBy === personId)
        .toSorted(oldest),
    insert: (endorsement) => write(({ endorsements }) => endorsements.insert([endorsement])),
    save: (endorsement) =>
      write(({ endorsements }) => {
        if (endorsements.has(endorsement.id)) endorsements.put(endorsement);
      }),
    remove: (ids) =>
      write(({ endorsements }) => {
        for (const id of ids) endorsements.remove(id);
      }),
  };
}
