import { describe, expect, it } from 'vitest';
import type { OneTimeLink } from '../../src/ports/one-time-link-repository.ts';
import type { Store } from '../../src/ports/store.ts';
import { testMoment } from '../builders/deterministic-id.ts';
import { keyMet, later, several } from './store-under-test.ts';

const link: OneTimeLink = {
  tokenHash: 'ab'.repeat(32),
  purpose: 'sign-in',
  subject: { personId: 'p1', to: '/me' },
  createdAt: testMoment,
  expiresAt: later(testMoment, 15),
};

export function linkContract(store: () => Store): void {
  describe('one-time links', () => {
    it('shows a link without using it up, until it expires', async () => {
      await store().oneTimeLinks.insert(link);
      expect(await store().oneTimeLinks.peek(link.tokenHash, testMoment)).toStrictEqual(link);
      expect(await store().oneTimeLinks.peek(link.tokenHash, later(testMoment, 14))).toStrictEqual(link);
      expect(await store().oneTimeLinks.peek(link.tokenHash, link.expiresAt)).toBeUndefined();
      expect(await store().oneTimeLinks.peek('other', testMoment)).toBeUndefined();
    });

    it('gives a link to one of ten who take it at once', async () => {
      await store().oneTimeLinks.insert(link);
      const taken = await Promise.all(
        several(10, () => store().oneTimeLinks.take(link.tokenHash, testMoment)),
      );
      expect(taken.filter((each) => each !== undefined)).toStrictEqual([link]);
    });

    it('gives nobody a link that has expired', async () => {
      await store().oneTimeLinks.insert(link);
      expect(await store().oneTimeLinks.take(link.tokenHash, link.expiresAt)).toBeUndefined();
    });

    it('forgets the links of a person, and of nobody else', async () => {
      const other = { ...link, tokenHash: 'ef'.repeat(32), subject: { person: 'p2' } };
      await store().oneTimeLinks.insert({ ...link, subject: { person: 'p1', to: '/me' } });
      await store().oneTimeLinks.insert(other);
      await store().oneTimeLinks.removeOfPerson('p1');
      expect(await store().oneTimeLinks.peek(link.tokenHash, testMoment)).toBeUndefined();
      expect(await store().oneTimeLinks.peek(other.tokenHash, testMoment)).toStrictEqual(other);
    });

    it('forgets what a person made for others only when nothing of theirs is kept', async () => {
      const made = { ...link, subject: { person: 'p2', by: 'p1' } };
      await store().oneTimeLinks.insert(made);
      await store().oneTimeLinks.removeOfPerson('p1', { keep: 'recovery-stop' });
      expect(await store().oneTimeLinks.peek(link.tokenHash, testMoment)).toStrictEqual(made);
      await store().oneTimeLinks.removeOfPerson('p1');
      expect(await store().oneTimeLinks.peek(link.tokenHash, testMoment)).toBeUndefined();
    });

    it('keeps those that are for what was asked to be kept', async () => {
      const stop = {
        ...link,
        tokenHash: 'ef'.repeat(32),
        purpose: 'recovery-stop',
        subject: { person: 'p1' },
      } as const;
      await store().oneTimeLinks.insert({ ...link, subject: { person: 'p1' } });
      await store().oneTimeLinks.insert(stop);
      await store().oneTimeLinks.removeOfPerson('p1', { keep: 'recovery-stop' });
      expect(await store().oneTimeLinks.peek(link.tokenHash, testMoment)).toBeUndefined();
      expect(await store().oneTimeLinks.peek(stop.tokenHash, testMoment)).toStrictEqual(stop);
    });

    it('takes a token once', async () => {
      await store().oneTimeLinks.insert(link);
      expect(await keyMet(store().oneTimeLinks.insert(link))).toBe('other');
    });
  });
}
