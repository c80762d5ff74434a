import { describe, expect, it } from 'vitest';
import type { Store } from '../../src/ports/store.ts';
import { buildOutboxMessage } from '../builders/build-outbox-message.ts';
import { deterministicId, testMoment } from '../builders/deterministic-id.ts';
import { keyMet, later, several } from './store-under-test.ts';

const now = testMoment;
const lock = later(now, 5);

export function outboxContract(store: () => Store): void {
  describe('outbox', () => {
    it('gives a message back as it was stored, by id and key', async () => {
      const message = buildOutboxMessage({
        notice: {
          kind: 'award-revoked',
          badge: { slug: 'a', title: { nl: 'A' } },
          awardId: deterministicId(),
          reason: '$set',
        },
        about: [deterministicId()],
        status: 'delivered',
        deliveredAt: now,
        deliveredTo: { workspace: 'slack:T1', conversation: 'C1', message: '1.2' },
        lastError: 'rate-limited',
      });
      await store().outbox.insert([message]);
      expect(await store().outbox.find(message.id)).toStrictEqual(message);
      expect(await store().outbox.findByKey(message.key)).toStrictEqual(message);
      expect(await store().outbox.find(deterministicId())).toBeUndefined();
      expect(await store().outbox.findByKey('none')).toBeUndefined();
    });

    it('takes a key once, and none of the messages that came along', async () => {
      const [message, other] = [buildOutboxMessage(), buildOutboxMessage()];
      await store().outbox.insert([message]);
      const double = buildOutboxMessage({ key: message.key });
      expect(await keyMet(store().outbox.insert([other, double]))).toBe('outbox');
      expect(await store().outbox.find(other.id)).toBeUndefined();
    });

    it('claims what is due longest, counts the attempt, and holds it', async () => {
      const message = buildOutboxMessage({ nextAttemptAt: later(now, -2) });
      const newer = buildOutboxMessage({ nextAttemptAt: later(now, -1) });
      await store().outbox.insert([newer, message, buildOutboxMessage({ nextAttemptAt: later(now, 1) })]);
      expect(await store().outbox.claim(now, lock)).toStrictEqual({
        ...message,
        attempts: 1,
        lockedUntil: lock,
      });
      expect((await store().outbox.claim(now, lock))?.id).toBe(newer.id);
      expect(await store().outbox.claim(now, lock)).toBeUndefined();
    });

    it('keeps what nobody waits for apart, and counts it along', async () => {
      const [prompt, bulk] = [
        buildOutboxMessage(),
        buildOutboxMessage({ bulk: true, nextAttemptAt: later(now, -9) }),
      ];
      await store().outbox.insert([prompt, bulk, buildOutboxMessage({ bulk: true, status: 'parked' })]);
      expect(await store().outbox.find(bulk.id)).toStrictEqual(bulk);
      expect(await store().outbox.nextDue()).toEqual(now);
      expect(await store().outbox.nextDue('bulk')).toEqual(later(now, -9));
      expect((await store().outbox.claim(now, lock))?.id).toBe(prompt.id);
      expect(await store().outbox.claim(now, lock)).toBeUndefined();
      expect((await store().outbox.claim(now, lock, 'bulk'))?.id).toBe(bulk.id);
      expect(await store().outbox.claim(now, lock, 'bulk')).toBeUndefined();
      expect(await store().outbox.countByStatus()).toEqual({ waiting: 2, delivered: 0, parked: 1 });
      expect((await store().outbox.parked(9)).map((message) => message.bulk)).toEqual([true]);
    });

    it('gives each bulk message that is due to one worker, however many ask at once', async () => {
      const due = Array.from({ length: 40 }, () => buildOutboxMessage({ bulk: true }));
      const notYet = buildOutboxMessage({ bulk: true, nextAttemptAt: later(now, 1) });
      await store().outbox.insert([...due, notYet]);
      const taken: string[] = [];
      const worker = async () => {
        for (;;) {
          const claimed = await store().outbox.claim(now, lock, 'bulk');
          if (claimed === undefined) return;
          taken.push(claimed.id);
        }
      };
      await Promise.all(Array.from({ length: 8 }, worker));
      expect(taken.toSorted()).toEqual(due.map(({ id }) => id).toSorted());
    });

    it('claims neither delivered nor parked messages', async () => {
      await store().outbox.insert([
        buildOutboxMessage({ status: 'delivered' }),
        buildOutboxMessage({ status: 'parked' }),
      ]);
      expect(await store().outbox.claim(now, lock)).toBeUndefined();
      expect(await store().outbox.nextDue()).toBeUndefined();
    });

    it('takes a message again whose lock ran out, uncertain since its first attempt', async () => {
      await store().outbox.insert([buildOutboxMessage()]);
      await store().outbox.claim(now, lock);
      expect(await store().outbox.claim(later(lock, -1), later(lock, 5))).toBeUndefined();
      const second = await store().outbox.claim(later(lock, 1), later(lock, 6));
      expect(second).toMatchObject({ attempts: 2, uncertainSince: now, lockedUntil: later(lock, 6) });
      const third = await store().outbox.claim(later(lock, 7), later(lock, 12));
      expect(third).toMatchObject({ attempts: 3, uncertainSince: now });
    });

    it('is certain of a message that was given back', async () => {
      await store().outbox.insert([buildOutboxMessage()]);
      const claimed = await store().outbox.claim(now, lock);
      if (claimed === undefined) throw new Error('nothing was claimed');
      const { lockedUntil: _, ...free } = claimed;
      await store().outbox.save({ ...free, nextAttemptAt: later(now, 1), lastError: 'again' });
      expect(await store().outbox.nextDue()).toEqual(later(now, 1));
      const again = await store().outbox.claim(later(now, 1), lock);
      expect(again).toMatchObject({ attempts: 2, lastError: 'again' });
      expect(again).not.toHaveProperty('uncertainSince');
    });

    it('never hands one message to two', async () => {
      await store().outbox.insert(several(20, () => buildOutboxMessage()));
      const claim = async (): Promise<string[]> => {
        const mine: string[] = [];
        for (
          let next = await store().outbox.claim(now, lock);
          next;
          next = await store().outbox.claim(now, lock)
        )
          mine.push(next.id);
        return mine;
      };
      const taken = (await Promise.all(several(6, claim))).flat();
      expect(taken).toHaveLength(20);
      expect(new Set(taken).size).toBe(20);
    });

    it('tells when the next is due: at its attempt, or when its lock runs out', async () => {
      expect(await store().outbox.nextDue()).toBeUndefined();
      await store().outbox.insert([
        buildOutboxMessage(),
        buildOutboxMessage({ nextAttemptAt: later(now, 9) }),
      ]);
      expect(await store().outbox.nextDue()).toEqual(now);
      await store().outbox.claim(now, lock);
      expect(await store().outbox.nextDue()).toEqual(lock);
    });

    it('counts by status and lists the parked ones, oldest first', async () => {
      const parked = several(3, (at) =>
        buildOutboxMessage({ status: 'parked', nextAttemptAt: later(now, at), lastError: 'gone' }),
      );
      await store().outbox.insert([...parked.toReversed(), buildOutboxMessage()]);
      expect(await store().outbox.countByStatus()).toEqual({ waiting: 1, delivered: 0, parked: 3 });
      expect(await store().outbox.parked(2)).toStrictEqual(parked.slice(0, 2));
    });

    it('removes what names a person, and does not bring it back', async () => {
      const [personId, other] = [deterministicId(), deterministicId()];
      const [about, unrelated] = [
        buildOutboxMessage({ about: [other, personId] }),
        buildOutboxMessage({ about: [other] }),
      ];
      await store().outbox.insert([about, unrelated]);
      await store().outbox.removeAbout(personId);
      await store().outbox.save(about);
      expect(await store().outbox.find(about.id)).toBeUndefined();
      expect(await store().outbox.find(unrelated.id)).toStrictEqual(unrelated);
      await store().outbox.remove(about.id);
      await store().outbox.remove(unrelated.id);
      expect(await store().outbox.find(unrelated.id)).toBeUndefined();
    });
  });
}
