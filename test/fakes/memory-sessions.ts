import type { SessionRepository } from '../../src/ports/session-repository.ts';
import type { Access } from './memory-tables.ts';

export function memorySessions({ read, write }: Access): SessionRepository {
  return {
    insert: (session) => write(({ sessions }) => sessions.insert([session])),
    async find(id, now) {
      const session = read().sessions.get(id);
      return session !== undefined && session.expiresAt > now ? session : undefined;
    },
    ofPerson: async (personId, now) =>
      read()
        .sessions.where((session) => session.personId === personId && session.expiresAt > now)
        .toSorted((a, b) => b.seenAt.getTime() - a.seenAt.getTime() || (a.id < b.id ? -1 : 1)),
    touch: (id, seenAt, expiresAt) =>
      write(({ sessions }) => {
        const session = sessions.get(id);
        if (session !== undefined) sessions.put({ ...session, seenAt, expiresAt });
      }),
    remove: (id) => write(({ sessions }) => void sessions.remove(id)),
    removeOfPerson: (personId) =>
      write(({ sessions }) => sessions.removeWhere((session) => session.personId === personId)),
  };
}
