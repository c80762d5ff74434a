import { describe, expect, it } from 'vitest';
import type { WalletOffer } from '../../src/domain/wallet-offer.ts';
import type { Store } from '../../src/ports/store.ts';
import { testMoment as now } from '../builders/deterministic-id.ts';
import { later, several } from './store-under-test.ts';

const offer: WalletOffer = {
  id: 'o1',
  codeHash: 'c1',
  personId: 'p1',
  awardIds: ['a1', 'a2'],
  format: 'ldp_vc',
  txCodeHash: 't1',
  triesLeft: 3,
  createdAt: now,
  expiresAt: later(now, 10),
  taken: [],
};
const redeemed = { at: now, tokenHash: 'token-1', tokenExpiresAt: later(now, 10) };

export function walletContract(store: () => Store): void {
  describe('offers to wallets', () => {
    it('are found by id, by code and, once redeemed, by token', async () => {
      await store().walletOffers.insert(offer);
      expect(await store().walletOffers.find('o1')).toStrictEqual(offer);
      expect(await store().walletOffers.findByCode('c1')).toStrictEqual(offer);
      expect(await store().walletOffers.findByToken('token-1')).toBeUndefined();
      expect(await store().walletOffers.redeem('o1', redeemed)).toBe(true);
      expect(await store().walletOffers.findByToken('token-1')).toStrictEqual({ ...offer, redeemed });
    });

    it('are redeemed by one of ten', async () => {
      await store().walletOffers.insert(offer);
      const done = await Promise.all(several(10, () => store().walletOffers.redeem('o1', redeemed)));
      expect(done.filter(Boolean)).toHaveLength(1);
      expect(await store().walletOffers.redeem('nothing', redeemed)).toBe(false);
    });

    it('give so many tries as there are, at once too', async () => {
      await store().walletOffers.insert(offer);
      const given = await Promise.all(several(10, () => store().walletOffers.takeTry('o1')));
      expect(given.filter(Boolean)).toHaveLength(3);
      expect((await store().walletOffers.find('o1'))?.triesLeft).toBe(0);
    });

    it('bind an award to whoever takes it first', async () => {
      await store().walletOffers.insert(offer);
      const take = (awardId: string, holderHash: string) =>
        store().walletOffers.take('o1', { awardId, holderHash, at: now });
      const taken = await Promise.all(several(10, (at) => take('a1', `h${at}`)));
      expect(taken.filter(Boolean)).toHaveLength(1);
      const first = (await store().walletOffers.find('o1'))?.taken[0];
      expect(await take('a1', first?.holderHash ?? '')).toBe(true);
      expect(await take('a2', 'h3')).toBe(true);
      expect(await take('a3', 'h3')).toBe(false);
      expect((await store().walletOffers.find('o1'))?.taken.map(({ awardId }) => awardId)).toEqual([
        'a1',
        'a2',
      ]);
    });

    it('end when another takes their place, unless they were redeemed', async () => {
      await store().walletOffers.insert(offer);
      await store().walletOffers.insert({ ...offer, id: 'o2', codeHash: 'c2', redeemed });
      await store().walletOffers.insert({ ...offer, id: 'o3', codeHash: 'c3', personId: 'p2' });
      await store().walletOffers.withdraw('p1', 'a2');
      expect(await store().walletOffers.find('o1')).toBeUndefined();
      expect(await store().walletOffers.find('o2')).toBeDefined();
      expect(await store().walletOffers.find('o3')).toBeDefined();
    });

    it('go along with their person, newest first', async () => {
      await store().walletOffers.insert(offer);
      await store().walletOffers.insert({ ...offer, id: 'o2', codeHash: 'c2', createdAt: later(now, 1) });
      await store().walletOffers.move('p1', 'p9');
      expect((await store().walletOffers.ofPerson('p9')).map(({ id }) => id)).toEqual(['o2', 'o1']);
      await store().walletOffers.removeOfPerson('p9');
      expect(await store().walletOffers.ofPerson('p9')).toEqual([]);
    });
  });
}
