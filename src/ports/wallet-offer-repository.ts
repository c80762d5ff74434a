import type { AwardId } from '../domain/award.ts';
import type { PersonId } from '../domain/person.ts';
import type { WalletOffer } from '../domain/wallet-offer.ts';

export interface WalletOfferRepository {
  insert(offer: WalletOffer): Promise<void>;
  find(id: string): Promise<WalletOffer | undefined>;
  findByCode(codeHash: string): Promise<WalletOffer | undefined>;
  findByToken(tokenHash: string): Promise<WalletOffer | undefined>;
  /** Newest first; those that ended a while ago are gone. */
  ofPerson(personId: PersonId): Promise<readonly WalletOffer[]>;
  /** Uses up one try in one atomic write; false when none is left. */
  takeTry(id: string): Promise<boolean>;
  /** Marks it redeemed in one atomic write: of any number of callers, one gets true. */
  redeem(id: string, redeemed: NonNullable<WalletOffer['redeemed']>): Promise<boolean>;
  /**
   * Binds an award to a holder, where nobody else took it before: true when it is (or was) bound to that one.
   */
  take(id: string, taken: WalletOffer['taken'][number]): Promise<boolean>;
  /** Ends every offer of a person that names this award and was not redeemed. */
  withdraw(personId: PersonId, awardId: AwardId): Promise<void>;
  move(from: PersonId, to: PersonId): Promise<void>;
  removeOfPerson(personId: PersonId): Promise<void>;
}
