import type { Clock } from '../ports/clock.ts';
import type { Ids } from '../ports/ids.ts';
import type { Store } from '../ports/store.ts';
import { hashToken } from './hash-token.ts';

/** How long a wallet may take from asking for a nonce to signing it, in milliseconds. */
export const walletNonceLifeMs = 5 * 60 * 1000;

type Deps = { readonly store: Store; readonly clock: Clock; readonly ids: Ids };

/** A fresh nonce for a wallet to sign (OpenID4VCI 1.0 §7). */
export async function newWalletNonce(deps: Deps): Promise<string> {
  const nonce = deps.ids.token();
  const now = deps.clock();
  await deps.store.oneTimeLinks.insert({
    tokenHash: hashToken(nonce),
    purpose: 'wallet-nonce',
    subject: {},
    createdAt: now,
    expiresAt: new Date(now.getTime() + walletNonceLifeMs),
  });
  return nonce;
}

/** Uses a nonce up: of any number of callers, one gets true. */
export async function useWalletNonce(deps: Omit<Deps, 'ids'>, nonce: string): Promise<boolean> {
  const taken = await deps.store.oneTimeLinks.take(hashToken(nonce), deps.clock());
  return taken?.purpose === 'wallet-nonce';
}
