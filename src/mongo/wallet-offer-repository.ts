import { walletFormats, type WalletOffer } from '../domain/wallet-offer.ts';
import type { WalletOfferRepository } from '../ports/wallet-offer-repository.ts';
import { documentSchema, moment, optionalPart, part, text, whole } from './document-schema.ts';
import { documents } from './documents.ts';
import type { Models } from './model-map.ts';
import type { Scope } from './scope.ts';
import { toStored, type Stored } from './stored.ts';

type WalletOfferDocument = Stored<WalletOffer>;

export const walletOfferSchema = documentSchema({
  codeHash: text,
  personId: text,
  awardIds: [String],
  format: { ...text, enum: walletFormats },
  txCodeHash: String,
  triesLeft: whole,
  createdAt: moment,
  expiresAt: moment,
  redeemed: optionalPart,
  taken: part,
});

function toOffer({ _id, ...rest }: WalletOfferDocument): WalletOffer {
  return { ...rest, id: _id };
}

export function walletOfferRepository(scope: Scope, models: Models): WalletOfferRepository {
  const offers = documents<WalletOfferDocument>(scope, models.walletOffers);
  return {
    insert: (offer) => offers.add([toStored(offer)]),
    async find(id) {
      const found = await offers.one({ _id: id });
      return found && toOffer(found);
    },
    async findByCode(codeHash) {
      const found = await offers.one({ codeHash });
      return found && toOffer(found);
    },
    async findByToken(tokenHash) {
      const found = await offers.one({ 'redeemed.tokenHash': tokenHash });
      return found && toOffer(found);
    },
    async ofPerson(personId) {
      const found = await offers.many({ personId }, { sort: { createdAt: -1, _id: -1 } });
      return found.map(toOffer);
    },
    takeTry: (id) =>
      offers.change({ _id: id, triesLeft: { $gt: 0 } }, [
        { $set: { triesLeft: { $subtract: ['$triesLeft', 1] } } },
      ]),
    redeem: (id, redeemed) =>
      offers.change({ _id: id, redeemed: { $exists: false } }, { $set: { redeemed } }),
    async take(id, taken) {
      const { awardId, holderHash } = taken;
      const added = await offers.change({ _id: id, awardIds: awardId, 'taken.awardId': { $ne: awardId } }, [
        { $set: { taken: { $concatArrays: ['$taken', [taken]] } } },
      ]);
      if (added) return true;
      const found = await offers.one({ _id: id });
      return found?.taken.some((one) => one.awardId === awardId && one.holderHash === holderHash) ?? false;
    },
    async withdraw(personId, awardId) {
      await offers.remove({ personId, awardIds: awardId, redeemed: { $exists: false } });
    },
    async move(from, to) {
      for (const { _id } of await offers.many({ personId: from }))
        await offers.change({ _id }, { $set: { personId: to } });
    },
    async removeOfPerson(personId) {
      await offers.remove({ personId });
    },
  };
}
