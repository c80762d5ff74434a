import type { Award } from '../domain/award.ts';
import type { WalletOffer } from '../domain/wallet-offer.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ids } from '../ports/ids.ts';
import type { Store } from '../ports/store.ts';
import { hashToken } from './hash-token.ts';
import { txCodeHash } from './offer-credentials.ts';
import { newWalletNonce } from './wallet-nonce.ts';

/** How long a wallet's token works, in milliseconds: it fetches what it was offered and is done. */
export const walletTokenLifeMs = 10 * 60 * 1000;

/** Why a code gives no token. */
export type RedeemRefusal =
  | 'unknown-code'
  | 'expired'
  | 'used'
  | 'tx-code-missing'
  | 'tx-code-unexpected'
  | 'tx-code-wrong'
  | 'tx-code-tries-over';

export type RedeemedOffer = {
  readonly offer: WalletOffer;
  readonly accessToken: string;
  /** For wallets that expect the first nonce here (drafts up to 14). */
  readonly nonce: string;
  /** Those that are still there, in the order of the offer. */
  readonly awards: readonly Award[];
};

/**
 * Exchanges a pre-authorized code, once, for an access token (OpenID4VCI 1.0 §6.1). A wrong transaction code may be
 * tried five times in all, counted before it is compared, so that guesses at once are no way around it.
 */
export async function redeemWalletOffer(
  deps: { readonly store: Store; readonly clock: Clock; readonly ids: Ids },
  command: { readonly code: string; readonly txCode?: string },
): Promise<
  ({ readonly ok: true } & RedeemedOffer) | { readonly ok: false; readonly refusal: RedeemRefusal }
> {
  const { store, ids } = deps;
  const { walletOffers } = store;
  const { code, txCode } = command;
  const not = (refusal: RedeemRefusal) => ({ ok: false, refusal }) as const;
  const offer = await walletOffers.findByCode(hashToken(code));
  const now = deps.clock();
  if (offer === undefined) return not('unknown-code');
  if (offer.redeemed !== undefined) return not('used');
  if (offer.expiresAt <= now) return not('expired');
  if (offer.txCodeHash === undefined) {
    if (txCode !== undefined) return not('tx-code-unexpected');
  } else {
    if (txCode === undefined) return not('tx-code-missing');
    if (!(await walletOffers.takeTry(offer.id))) return not('tx-code-tries-over');
    if (txCodeHash(code, txCode) !== offer.txCodeHash) return not('tx-code-wrong');
  }
  const accessToken = ids.token();
  const redeemed = {
    at: now,
    tokenHash: hashToken(accessToken),
    tokenExpiresAt: new Date(now.getTime() + walletTokenLifeMs),
  };
  if (!(await walletOffers.redeem(offer.id, redeemed))) return not('used');
  const found = await store.awards.findMany(offer.awardIds);
  return {
    ok: true,
    offer: { ...offer, redeemed },
    accessToken,
    nonce: await newWalletNonce(deps),
    awards: offer.awardIds.flatMap((id) => found.find((award) => award.id === id) ?? []),
  };
}
