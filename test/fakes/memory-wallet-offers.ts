import type { WalletOffer } from '../../src/domain/wallet-offer.ts';
import type { WalletOfferRepository } from '../../src/ports/wallet-offer-repository.ts';
import { byMoment } from './memory-order.ts';
import type { Access } from './memory-tables.ts';

const newest = byMoment<WalletOffer>(
  -1,
  ({ createdAt }) => createdAt,
  ({ id }) => id,
);

/** Offers to wallets, on those tables. */
export function memoryWalletOffers({ read, write }: Access): WalletOfferRepository {
  return {
    insert: (offer) => write(({ walletOffers }) => walletOffers.insert([offer])),
    find: async (id) => read().walletOffers.get(id),
    findByCode: async (codeHash) => read().walletOffers.where((offer) => offer.codeHash === codeHash)[0],
    findByToken: async (tokenHash) =>
      read().walletOffers.where(({ redeemed }) => redeemed?.tokenHash === tokenHash)[0],
    ofPerson: async (personId) =>
      read()
        .walletOffers.where((offer) => offer.personId === personId)
        .toSorted(newest),
    takeTry: (id) =>
      write(({ walletOffers }) => {
        const offer = walletOffers.get(id);
        if (offer === undefined || offer.triesLeft <= 0) return false;
        walletOffers.put({ ...offer, triesLeft: offer.triesLeft - 1 });
        return true;
      }),
    redeem: (id, redeemed) =>
      write(({ walletOffers }) => {
        const offer = walletOffers.get(id);
        if (offer === undefined || offer.redeemed !== undefined) return false;
        walletOffers.put({ ...offer, redeemed });
        return true;
      }),
    take: (id, taken) =>
      write(({ walletOffers }) => {
        const offer = walletOffers.get(id);
        if (offer === undefined || !offer.awardIds.includes(taken.awardId)) return false;
        const before = offer.taken.find(({ awardId }) => awardId === taken.awardId);
        if (before !== undefined) return before.holderHash === taken.holderHash;
        walletOffers.put({ ...offer, taken: [...offer.taken, taken] });
        return true;
      }),
    withdraw: (personId, awardId) =>
      write(({ walletOffers }) =>
        walletOffers.removeWhere(
          (offer) =>
            offer.personId === personId && offer.awardIds.includes(awardId) && offer.redeemed === undefined,
        ),
      ),
    move: (from, to) =>
      write(({ walletOffers }) => {
        for (const offer of walletOffers.where(({ personId }) => personId === from))
          walletOffers.put({ ...offer, personId: to });
      }),
    removeOfPerson: (personId) =>
      write(({ walletOffers }) => walletOffers.removeWhere((offer) => offer.personId === personId)),
  };
}
