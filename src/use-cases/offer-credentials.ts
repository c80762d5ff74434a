import type { Actor } from '../domain/actor.ts';
import type { AwardId } from '../domain/award.ts';
import { mayTakeAlong } from '../domain/policy.ts';
import { refused, type Outcome } from '../domain/refusal.ts';
import type { WalletFormat, WalletOffer } from '../domain/wallet-offer.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ids } from '../ports/ids.ts';
import type { Store } from '../ports/store.ts';
import { hashToken } from './hash-token.ts';

/** How long an offer waits for a wallet, in milliseconds. */
export const walletOfferLifeMs = 10 * 60 * 1000;
/** As many awards as one offer holds. */
export const mostOfferedAwards = 50;
export const txCodeLength = 6;
const txCodeTries = 5;

export type OfferCredentials = {
  readonly actor: Actor;
  readonly awardIds: readonly AwardId[];
  readonly format: WalletFormat;
  /** Asks for a code that is shown beside the offer, so that a picture of the QR code alone is of no use. */
  readonly withTxCode: boolean;
};

export type OfferedCredentials = {
  readonly offer: WalletOffer;
  /** Part of the offer's address; in this answer alone. */
  readonly token: string;
  readonly txCode?: string;
};

/** The pre-authorized code follows from the offer's token, so that neither is kept. */
export function preAuthorizedCode(token: string): string {
  return hashToken(`pre-authorized code of ${token}`);
}

/** With the offer's own code, so that a code of six digits can't be looked up from its hash. */
export function txCodeHash(preAuthorized: string, txCode: string): string {
  return hashToken(`${preAuthorized} ${txCode}`);
}

/**
 * A learner holds awards of their own out to a wallet: an offer that works once, for ten minutes (OpenID4VCI 1.0
 * §4.1). An earlier one for the same award that no wallet took ends. Refused: `unknown-award`, `not-yours`,
 * `award-revoked`, `award-not-active` (suspended or expired), `invalid` {field: awards}.
 */
export async function offerCredentials(
  deps: { readonly store: Store; readonly clock: Clock; readonly ids: Ids },
  command: OfferCredentials,
): Promise<Outcome<OfferedCredentials>> {
  const { store, ids } = deps;
  const { actor, format } = command;
  const awardIds = [...new Set(command.awardIds)];
  if (awardIds.length === 0) return refused({ code: 'invalid', field: 'awards', problem: 'empty' });
  if (awardIds.length > mostOfferedAwards)
    return refused({ code: 'invalid', field: 'awards', problem: 'too-long' });
  const now = deps.clock();
  const awards = await store.awards.findMany(awardIds);
  for (const awardId of awardIds) {
    const award = awards.find(({ id }) => id === awardId);
    if (award === undefined) return refused({ code: 'unknown-award' });
    const refusal = mayTakeAlong(actor, award, now);
    if (refusal !== undefined) return refused(refusal);
  }
  const token = ids.token();
  const code = preAuthorizedCode(token);
  const txCode = command.withTxCode
    ? Array.from({ length: txCodeLength }, () => ids.below(10)).join('')
    : undefined;
  const offer: WalletOffer = {
    id: hashToken(token),
    codeHash: hashToken(code),
    personId: actor.personId,
    awardIds,
    format,
    ...(txCode === undefined ? {} : { txCodeHash: txCodeHash(code, txCode) }),
    triesLeft: txCodeTries,
    createdAt: now,
    expiresAt: new Date(now.getTime() + walletOfferLifeMs),
    taken: [],
  };
  await store.transact(async (repositories) => {
    for (const awardId of awardIds) await repositories.walletOffers.withdraw(actor.personId, awardId);
    await repositories.walletOffers.insert(offer);
  });
  return { ok: true, offer, token, ...(txCode === undefined ? {} : { txCode }) };
}
