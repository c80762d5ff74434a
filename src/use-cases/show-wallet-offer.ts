import type { PersonId } from '../domain/person.ts';
import { walletConfigurationId, type WalletOffer } from '../domain/wallet-offer.ts';
import type { Clock } from '../ports/clock.ts';
import type { Store } from '../ports/store.ts';
import { hashToken } from './hash-token.ts';
import { preAuthorizedCode } from './offer-credentials.ts';

type Deps = { readonly store: Store; readonly clock: Clock };

/** An offer as a wallet reads it (OpenID4VCI 1.0 §4.1.1). */
export type ShownWalletOffer = {
  readonly configurationIds: readonly string[];
  readonly code: string;
  readonly withTxCode: boolean;
};

/** What a wallet gets at an offer's address; undefined once it was redeemed, has expired, or was never there. */
export async function showWalletOffer(
  deps: Deps,
  query: { readonly token: string },
): Promise<ShownWalletOffer | undefined> {
  const offer = await deps.store.walletOffers.find(hashToken(query.token));
  if (offer === undefined || offer.redeemed !== undefined || offer.expiresAt <= deps.clock())
    return undefined;
  const awards = await deps.store.awards.findMany(offer.awardIds);
  const ids = awards.map(({ badge }) => walletConfigurationId({ slug: badge.slug, format: offer.format }));
  return {
    configurationIds: [...new Set(ids)],
    code: preAuthorizedCode(query.token),
    withTxCode: offer.txCodeHash !== undefined,
  };
}

/** How an offer stands, for the learner who made it and looks at its page. */
export type WalletOfferProgress = 'waiting' | 'redeemed' | 'taken' | 'ended';

export async function walletOfferProgress(
  deps: Deps,
  query: { readonly offerId: string; readonly personId: PersonId },
): Promise<WalletOfferProgress> {
  const offer = await deps.store.walletOffers.find(query.offerId);
  if (offer === undefined || offer.personId !== query.personId) return 'ended';
  return progressOf(offer, deps.clock());
}

function progressOf(offer: WalletOffer, now: Date): WalletOfferProgress {
  if (offer.taken.length === offer.awardIds.length) return 'taken';
  if (offer.redeemed !== undefined) return offer.redeemed.tokenExpiresAt > now ? 'redeemed' : 'ended';
  return offer.expiresAt > now && offer.triesLeft > 0 ? 'waiting' : 'ended';
}
