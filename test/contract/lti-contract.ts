import { describe, expect, it } from 'vitest';
import type { LtiCourse, LtiMember } from '../../src/ports/lti-course-repository.ts';
import type { LtiLogin } from '../../src/ports/lti-login-repository.ts';
import type { LtiPlatform } from '../../src/ports/lti-platform-repository.ts';
import type { LtiSession } from '../../src/ports/lti-session-repository.ts';
import type { Store } from '../../src/ports/store.ts';
import { testMoment } from '../builders/deterministic-id.ts';
import { keyMet, later, several } from './store-under-test.ts';

const now = testMoment;

const platform: LtiPlatform = {
  id: 'p1',
  name: 'Leeromgeving',
  issuer: 'https://lms.example',
  clientId: 'client-1',
  authUrl: 'https://lms.example/auth',
  tokenUrl: 'https://lms.example/token',
  jwksUrl: 'https://lms.example/jwks',
  deployments: [{ id: '1', status: 'accepted', firstSeenAt: now }],
  status: 'accepted',
  extraTeachingRoles: ['Administrator'],
  vouchesForEmail: false,
  frameOrigins: [],
  createdAt: now,
  version: 1,
};

const login: LtiLogin = {
  id: 'l1',
  platformId: 'p1',
  nonce: 'n1',
  browserHash: 'b1',
  request: { iss: 'https://lms.example', login_hint: '7' },
  createdAt: now,
  expiresAt: later(now, 10),
};

const session: LtiSession = {
  id: 's1',
  platformId: 'p1',
  deploymentId: '1',
  personId: 'person-1',
  subject: '7',
  courseId: 'c1',
  teaches: true,
  roles: ['Instructor'],
  locale: 'nl',
  createdAt: now,
  expiresAt: later(now, 60),
};

const course: LtiCourse = {
  id: 'c1',
  platformId: 'p1',
  deploymentId: '1',
  contextId: 'context-1',
  title: 'Advies',
  gradeScopes: [],
  links: [{ resourceLinkId: 'r1', badge: 'adviseur' }],
  updatedAt: now,
};

const member = (subject: string): LtiMember => ({
  subject,
  name: `Lid ${subject}`,
  roles: [],
  status: 'active',
});

export function ltiContract(store: () => Store): void {
  describe('learning platforms', () => {
    it('are found by id and issuer, and listed oldest first', async () => {
      const second = { ...platform, id: 'p2', clientId: 'client-2', createdAt: later(now, 1) };
      await store().lti.platforms.insert(second);
      await store().lti.platforms.insert(platform);
      expect(await store().lti.platforms.find('p1')).toStrictEqual(platform);
      expect(await store().lti.platforms.ofIssuer(platform.issuer)).toStrictEqual([platform, second]);
      expect(await store().lti.platforms.list()).toStrictEqual([platform, second]);
      await store().lti.platforms.remove('p1');
      expect(await store().lti.platforms.find('p1')).toBeUndefined();
    });

    it('are registered once for an issuer and client id, and saved over the expected version', async () => {
      await store().lti.platforms.insert(platform);
      expect(await keyMet(store().lti.platforms.insert({ ...platform, id: 'p2' }))).toBe('lti-platform');
      const changed = { ...platform, status: 'disabled' as const, version: 2 };
      expect(await store().lti.platforms.save(changed, 1)).toBe(true);
      expect(await store().lti.platforms.save({ ...changed, version: 3 }, 1)).toBe(false);
      expect(await store().lti.platforms.find('p1')).toStrictEqual(changed);
    });

    it('have logins that one of ten launches uses', async () => {
      await store().lti.logins.insert(login);
      expect(await store().lti.logins.find('l1', now)).toStrictEqual(login);
      const used = await Promise.all(several(10, () => store().lti.logins.use('l1', now)));
      expect(used.filter(Boolean)).toHaveLength(1);
      expect((await store().lti.logins.find('l1', now))?.usedAt).toEqual(now);
    });

    it('have logins and sessions that end', async () => {
      await store().lti.logins.insert(login);
      await store().lti.sessions.insert(session);
      expect(await store().lti.logins.find('l1', login.expiresAt)).toBeUndefined();
      expect(await store().lti.logins.use('l1', login.expiresAt)).toBe(false);
      expect(await store().lti.sessions.find('s1', now)).toStrictEqual(session);
      expect(await store().lti.sessions.find('s1', session.expiresAt)).toBeUndefined();
      await store().lti.sessions.move('person-1', 'person-2');
      expect((await store().lti.sessions.find('s1', now))?.personId).toBe('person-2');
      await store().lti.sessions.removeOfPerson('person-1');
      expect(await store().lti.sessions.find('s1', now)).toBeDefined();
      await store().lti.sessions.removeOfPerson('person-2');
      expect(await store().lti.sessions.find('s1', now)).toBeUndefined();
    });

    it('get keys, oldest first', async () => {
      const key = { id: 'k1', publicKey: '{}', sealedPrivateKey: 'sealed', createdAt: now, activeFrom: now };
      const next = { ...key, id: 'k2', activeFrom: later(now, 60) };
      await store().lti.keys.insert(next);
      await store().lti.keys.insert(key);
      expect(await store().lti.keys.list()).toStrictEqual([key, next]);
      await store().lti.keys.remove('k1');
      expect(await store().lti.keys.list()).toStrictEqual([next]);
    });

    it('have courses with a roster and visitors, until one of them is forgotten', async () => {
      const roster = { courseId: 'c1', members: [member('7')], fetchedAt: now, namesWithheld: false };
      await store().lti.courses.save(course);
      await store().lti.courses.save({ ...course, id: 'c2', platformId: 'p2' });
      await store().lti.courses.saveRoster(roster);
      expect(await store().lti.courses.find('c1')).toStrictEqual(course);
      expect(await store().lti.courses.roster('c1')).toStrictEqual(roster);
      for (const subject of ['8', '7']) await store().lti.courses.saveVisitor('c1', member(subject), now);
      await store().lti.courses.saveVisitor('c2', member('7'), now);
      await store().lti.courses.saveVisitor('c1', { ...member('7'), name: 'Nieuw' }, later(now, 1));
      expect((await store().lti.courses.visitors('c1')).map(({ name }) => name)).toEqual(['Nieuw', 'Lid 8']);
      await store().lti.courses.forget('p1', '7');
      expect(await store().lti.courses.visitors('c1')).toStrictEqual([member('8')]);
      expect(await store().lti.courses.visitors('c2')).toHaveLength(1);
      expect(await store().lti.courses.roster('c1')).toBeUndefined();
    });

    it('keep their refused launches, newest first', async () => {
      const entries = several(3, (at) => ({ id: `r${at}`, at: later(now, at), code: 'unknown-deployment' }));
      for (const entry of entries) await store().lti.refusals.add(entry);
      expect(await store().lti.refusals.latest(2)).toStrictEqual(entries.toReversed().slice(0, 2));
    });
  });
}
