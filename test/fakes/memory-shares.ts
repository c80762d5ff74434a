import type { ShareRepository } from '../../src/ports/share-repository.ts';
import type { Access } from './memory-tables.ts';

export function memoryShares({ read, write }: Access): ShareRepository {
  return {
    insert: (share) => write(({ shares }) => shares.insert([share])),
    find: async (token) => read().shares.get(token),
    ofPerson: async (personId) =>
      read()
        .shares.where((share) => share.personId === personId)
        .toSorted((a, b) => b.createdAt.getTime() - a.createdAt.getTime() || (a.token < b.token ? -1 : 1)),
    save: (share) =>
      write(({ shares }) => {
        const known = shares.get(share.token);
        if (known !== undefined) shares.put({ ...share, views: known.views });
      }),
    countView: (token) =>
      write(({ shares }) => {
        const share = shares.get(token);
        if (share !== undefined) shares.put({ ...share, views: share.views + 1 });
      }),
    removeOfPerson: (personId) =>
      write(({ shares }) => shares.removeWhere((share) => share.personId === personId)),
  };
}
