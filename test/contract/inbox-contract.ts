import { describe, expect, it } from 'vitest';
import type { Store } from '../../src/ports/store.ts';
import { buildInboxItem } from '../builders/build-inbox-item.ts';
import { testMoment } from '../builders/deterministic-id.ts';
import { later, several } from './store-under-test.ts';

const now = testMoment;
const lock = later(now, 5);

export function inboxContract(store: () => Store): void {
  describe('inbox', () => {
    it('keeps a payload as it came', async () => {
      const payload = {
        'state.values': { 'block.1': { $type: 'plain', text: 'a.b' } },
        list: [1, 'two', null, { three: true }],
        at: testMoment,
      };
      const item = buildInboxItem({ payload });
      expect(await store().inbox.put([item])).toEqual(new Set());
      expect(await store().inbox.claim(now, lock)).toStrictEqual({ ...item, attempts: 1, lockedUntil: lock });
    });

    it('stores what is new and says which keys were there already', async () => {
      const [first, second] = [buildInboxItem({ key: 'a' }), buildInboxItem({ key: 'b' })];
      await store().inbox.put([first]);
      expect(await store().inbox.put([second, { ...first, payload: 'other' }, second])).toEqual(
        new Set(['a']),
      );
      expect(await store().inbox.put([])).toEqual(new Set());
      expect(await store().inbox.countByStatus()).toEqual({ waiting: 2, done: 0, failed: 0 });
    });

    it('does so inside a transaction too', async () => {
      await store().inbox.put([buildInboxItem({ key: 'a' })]);
      const known = await store().transact(async (repositories) =>
        repositories.inbox.put([buildInboxItem({ key: 'a' }), buildInboxItem({ key: 'b' })]),
      );
      expect(known).toEqual(new Set(['a']));
      expect(await store().inbox.countByStatus()).toMatchObject({ waiting: 2 });
    });

    it('stores a request once that comes thirty times at once', async () => {
      const results = await Promise.all(several(30, () => store().inbox.put([buildInboxItem({ key: 'a' })])));
      expect(results.filter((known) => known.size === 0)).toHaveLength(1);
      expect(await store().inbox.countByStatus()).toMatchObject({ waiting: 1 });
    });

    it('claims what is due longest, and what was held too long', async () => {
      await store().inbox.put([
        buildInboxItem({ key: 'b', nextAttemptAt: later(now, -1) }),
        buildInboxItem({ key: 'a', nextAttemptAt: later(now, -2) }),
        buildInboxItem({ key: 'c', nextAttemptAt: later(now, 1) }),
      ]);
      expect((await store().inbox.claim(now, lock))?.key).toBe('a');
      expect((await store().inbox.claim(now, lock))?.key).toBe('b');
      expect(await store().inbox.claim(now, lock)).toBeUndefined();
      expect(await store().inbox.nextDue()).toEqual(later(now, 1));
      expect((await store().inbox.claim(lock, later(lock, 5)))?.key).toBe('c');
      expect(await store().inbox.claim(lock, later(lock, 5))).toMatchObject({ key: 'a', attempts: 2 });
    });

    it('never hands one item to two', async () => {
      await store().inbox.put(several(10, (at) => buildInboxItem({ key: `k${at}` })));
      const claim = async (): Promise<string[]> => {
        const mine: string[] = [];
        for (
          let next = await store().inbox.claim(now, lock);
          next;
          next = await store().inbox.claim(now, lock)
        )
          mine.push(next.key);
        return mine;
      };
      const taken = (await Promise.all(several(5, claim))).flat();
      expect(taken).toHaveLength(10);
      expect(new Set(taken).size).toBe(10);
    });

    it('is done with an item but still knows its key', async () => {
      await store().inbox.put([buildInboxItem({ key: 'a' })]);
      await store().inbox.claim(now, lock);
      await store().inbox.done('a', now);
      expect(await store().inbox.claim(later(lock, 60), later(lock, 65))).toBeUndefined();
      expect(await store().inbox.nextDue()).toBeUndefined();
      expect(await store().inbox.countByStatus()).toEqual({ waiting: 0, done: 1, failed: 0 });
      expect(await store().inbox.put([buildInboxItem({ key: 'a' })])).toEqual(new Set(['a']));
    });

    it('tries again when it is told to, and no more when it is not', async () => {
      await store().inbox.put([buildInboxItem({ key: 'a' })]);
      await store().inbox.claim(now, lock);
      await store().inbox.failed('a', 'the platform is away', later(now, 2));
      expect(await store().inbox.nextDue()).toEqual(later(now, 2));
      const again = await store().inbox.claim(later(now, 2), lock);
      expect(again).toMatchObject({ attempts: 2, lastError: 'the platform is away' });
      await store().inbox.failed('a', 'never', undefined);
      expect(await store().inbox.claim(later(lock, 60), later(lock, 65))).toBeUndefined();
      expect(await store().inbox.countByStatus()).toEqual({ waiting: 0, done: 0, failed: 1 });
    });
  });
}
