import { describe, expect, it } from 'vitest';
import type { Session } from '../../src/ports/session-repository.ts';
import type { Store } from '../../src/ports/store.ts';
import { testMoment } from '../builders/deterministic-id.ts';
import { keyMet, later } from './store-under-test.ts';

const session: Session = {
  id: 'cd'.repeat(32),
  personId: 'p1',
  by: 'chat',
  workspace: 'slack:T1',
  standing: 'member',
  device: 'Firefox, Windows',
  createdAt: testMoment,
  seenAt: testMoment,
  expiresAt: later(testMoment, 60),
};

export function sessionContract(store: () => Store): void {
  describe('sessions', () => {
    it('are found until they expire, and inserted once', async () => {
      await store().sessions.insert(session);
      expect(await store().sessions.find(session.id, testMoment)).toStrictEqual(session);
      expect(await store().sessions.find(session.id, session.expiresAt)).toBeUndefined();
      expect(await store().sessions.find('other', testMoment)).toBeUndefined();
      expect(await keyMet(store().sessions.insert(session))).toBe('other');
    });

    it('of a person are listed by when they were seen', async () => {
      const { device: _, ...bare } = session;
      const second: Session = { ...bare, id: 'second', by: 'mail', seenAt: later(testMoment, 5) };
      const gone: Session = { ...session, id: 'gone', expiresAt: later(testMoment, 1) };
      for (const each of [session, second, gone, { ...session, id: 'other', personId: 'p2' }])
        await store().sessions.insert(each);
      expect(await store().sessions.ofPerson('p1', later(testMoment, 10))).toStrictEqual([second, session]);
    });

    it('last longer when they are used, but not once they were ended', async () => {
      await store().sessions.insert(session);
      await store().sessions.touch(session.id, later(testMoment, 30), later(testMoment, 90));
      expect(await store().sessions.find(session.id, later(testMoment, 80))).toStrictEqual({
        ...session,
        seenAt: later(testMoment, 30),
        expiresAt: later(testMoment, 90),
      });
      await store().sessions.remove(session.id);
      await store().sessions.touch(session.id, later(testMoment, 40), later(testMoment, 100));
      expect(await store().sessions.find(session.id, testMoment)).toBeUndefined();
    });

    it('of a person end all at once, and nobody else’s', async () => {
      const other = { ...session, id: 'other', personId: 'p2' };
      await store().sessions.insert(session);
      await store().sessions.insert({ ...session, id: 'second' });
      await store().sessions.insert(other);
      await store().sessions.removeOfPerson('p1');
      expect(await store().sessions.ofPerson('p1', testMoment)).toEqual([]);
      expect(await store().sessions.find('other', testMoment)).toStrictEqual(other);
    });
  });
}
