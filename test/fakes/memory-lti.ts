import type { LtiRepositories } from '../../src/ports/lti-repositories.ts';
import { byMoment } from './memory-order.ts';
import { emptyTables, type Access } from './memory-tables.ts';

function ownTables(): Access {
  const tables = emptyTables();
  return { read: () => tables, write: async (change) => change(tables) };
}

const id = (row: { readonly id: string }): string => row.id;
const oldestCreated = byMoment<{ id: string; createdAt: Date }>(1, ({ createdAt }) => createdAt, id);
const firstActive = byMoment<{ id: string; activeFrom: Date }>(1, ({ activeFrom }) => activeFrom, id);
const newest = byMoment<{ id: string; at: Date }>(-1, ({ at }) => at, id);

/** What is kept for learning platforms: on those tables, or alone. */
export function memoryLti({ read, write }: Access = ownTables()): LtiRepositories {
  return {
    platforms: {
      find: async (platformId) => read().ltiPlatforms.get(platformId),
      ofIssuer: async (issuer) =>
        read()
          .ltiPlatforms.where((platform) => platform.issuer === issuer)
          .toSorted((a, b) => (a.id < b.id ? -1 : 1)),
      list: async () => read().ltiPlatforms.where().toSorted(oldestCreated),
      insert: (platform) => write(({ ltiPlatforms }) => ltiPlatforms.insert([platform])),
      save: (platform, expectedVersion) =>
        write(({ ltiPlatforms }) => {
          if (ltiPlatforms.get(platform.id)?.version !== expectedVersion) return false;
          ltiPlatforms.put(platform);
          return true;
        }),
      remove: (platformId) => write(({ ltiPlatforms }) => void ltiPlatforms.remove(platformId)),
    },
    logins: {
      insert: (login) => write(({ ltiLogins }) => ltiLogins.insert([login])),
      find: async (loginId, now) =>
        read().ltiLogins.where((login) => login.id === loginId && login.expiresAt > now)[0],
      use: (loginId, now) =>
        write(({ ltiLogins }) => {
          const login = ltiLogins.get(loginId);
          if (login === undefined || login.expiresAt <= now || login.usedAt !== undefined) return false;
          ltiLogins.put({ ...login, usedAt: now });
          return true;
        }),
    },
    sessions: {
      insert: (session) => write(({ ltiSessions }) => ltiSessions.insert([session])),
      find: async (sessionId, now) =>
        read().ltiSessions.where((session) => session.id === sessionId && session.expiresAt > now)[0],
      move: (from, to) =>
        write(({ ltiSessions }) => {
          for (const session of ltiSessions.where((row) => row.personId === from))
            ltiSessions.put({ ...session, personId: to });
        }),
      removeOfPerson: (personId) =>
        write(({ ltiSessions }) => {
          for (const session of ltiSessions.where((row) => row.personId === personId))
            ltiSessions.remove(session.id);
        }),
    },
    keys: {
      list: async () => read().ltiKeys.where().toSorted(firstActive),
      insert: (key) => write(({ ltiKeys }) => ltiKeys.insert([key])),
      remove: (keyId) => write(({ ltiKeys }) => void ltiKeys.remove(keyId)),
    },
    courses: {
      find: async (courseId) => read().ltiCourses.get(courseId),
      save: (course) => write(({ ltiCourses }) => ltiCourses.put(course)),
      roster: async (courseId) => read().ltiRosters.get(courseId),
      saveRoster: (roster) => write(({ ltiRosters }) => ltiRosters.put(roster)),
      saveVisitor: (courseId, member) => write(({ ltiVisitors }) => ltiVisitors.put({ courseId, member })),
      visitors: async (courseId) =>
        read()
          .ltiVisitors.where((visitor) => visitor.courseId === courseId)
          .map(({ member }) => member)
          .toSorted((a, b) => (a.subject < b.subject ? -1 : 1)),
      forget: (platformId, subject) =>
        write(({ ltiCourses, ltiRosters, ltiVisitors }) => {
          for (const course of ltiCourses.where((row) => row.platformId === platformId)) {
            ltiRosters.remove(course.id);
            ltiVisitors.removeWhere((row) => row.courseId === course.id && row.member.subject === subject);
          }
        }),
    },
    refusals: {
      add: (entry) => write(({ ltiRefusals }) => ltiRefusals.insert([entry])),
      latest: async (limit) => read().ltiRefusals.where().toSorted(newest).slice(0, limit),
    },
  };
}
