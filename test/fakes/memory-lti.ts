import type { LtiCourse, LtiMember, LtiRoster } from '../../src/ports/lti-course-repository.ts';
import type { LtiKey } from '../../src/ports/lti-key-repository.ts';
import type { LtiLogin } from '../../src/ports/lti-login-repository.ts';
import type { LtiPlatform } from '../../src/ports/lti-platform-repository.ts';
import type { LtiRefusalEntry } from '../../src/ports/lti-refusal-log.ts';
import type { LtiRepositories } from '../../src/ports/lti-repositories.ts';
import type { LtiSession } from '../../src/ports/lti-session-repository.ts';
import { DuplicateKey } from '../../src/ports/store.ts';

/** What is kept for learning platforms, in memory. */
export function memoryLti(): LtiRepositories {
  const platforms = new Map<string, LtiPlatform>();
  const logins = new Map<string, LtiLogin>();
  const sessions = new Map<string, LtiSession>();
  const keys = new Map<string, LtiKey>();
  const courses = new Map<string, LtiCourse>();
  const rosters = new Map<string, LtiRoster>();
  const visitors = new Map<string, { readonly courseId: string; readonly member: LtiMember }>();
  const refusals: LtiRefusalEntry[] = [];
  return {
    platforms: {
      find: (id) => Promise.resolve(platforms.get(id)),
      ofIssuer: (issuer) => Promise.resolve([...platforms.values()].filter((one) => one.issuer === issuer)),
      list: () => Promise.resolve([...platforms.values()]),
      insert(platform) {
        const { issuer, clientId } = platform;
        const taken = [...platforms.values()].some(
          (one) => one.issuer === issuer && one.clientId === clientId,
        );
        if (taken) return Promise.reject(new DuplicateKey('lti-platform'));
        platforms.set(platform.id, platform);
        return Promise.resolve();
      },
      save(platform, version) {
        if (platforms.get(platform.id)?.version !== version) return Promise.resolve(false);
        platforms.set(platform.id, platform);
        return Promise.resolve(true);
      },
      remove(id) {
        platforms.delete(id);
        return Promise.resolve();
      },
    },
    logins: {
      insert(login) {
        logins.set(login.id, login);
        return Promise.resolve();
      },
      find(id, now) {
        const login = logins.get(id);
        return Promise.resolve(login !== undefined && login.expiresAt > now ? login : undefined);
      },
      use(id, now) {
        const login = logins.get(id);
        if (login === undefined || login.expiresAt <= now || login.usedAt !== undefined)
          return Promise.resolve(false);
        logins.set(id, { ...login, usedAt: now });
        return Promise.resolve(true);
      },
    },
    sessions: {
      insert(session) {
        sessions.set(session.id, session);
        return Promise.resolve();
      },
      find(id, now) {
        const session = sessions.get(id);
        return Promise.resolve(session !== undefined && session.expiresAt > now ? session : undefined);
      },
      removeOfPerson(personId) {
        for (const [id, session] of sessions) if (session.personId === personId) sessions.delete(id);
        return Promise.resolve();
      },
    },
    keys: {
      list: () =>
        Promise.resolve(
          [...keys.values()].toSorted((a, b) => a.activeFrom.getTime() - b.activeFrom.getTime()),
        ),
      insert(key) {
        keys.set(key.id, key);
        return Promise.resolve();
      },
      remove(id) {
        keys.delete(id);
        return Promise.resolve();
      },
    },
    courses: {
      find: (id) => Promise.resolve(courses.get(id)),
      save(course) {
        courses.set(course.id, course);
        return Promise.resolve();
      },
      roster: (courseId) => Promise.resolve(rosters.get(courseId)),
      saveRoster(roster) {
        rosters.set(roster.courseId, roster);
        return Promise.resolve();
      },
      saveVisitor(courseId, member) {
        visitors.set(`${courseId}:${member.subject}`, { courseId, member });
        return Promise.resolve();
      },
      visitors: (courseId) =>
        Promise.resolve(
          [...visitors.values()].flatMap((one) => (one.courseId === courseId ? [one.member] : [])),
        ),
      forget(platformId, subject) {
        for (const course of courses.values())
          if (course.platformId === platformId) {
            visitors.delete(`${course.id}:${subject}`);
            rosters.delete(course.id);
          }
        return Promise.resolve();
      },
    },
    refusals: {
      add(entry) {
        refusals.push(entry);
        return Promise.resolve();
      },
      latest: (limit) => Promise.resolve(refusals.toReversed().slice(0, limit)),
    },
  };
}
