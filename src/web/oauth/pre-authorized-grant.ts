import type { Response } from 'express';
import * as z from 'zod';
import { walletConfigurationId } from '../../domain/wallet-offer.ts';
import {
  redeemWalletOffer,
  walletTokenLifeMs,
  type RedeemRefusal,
  type RedeemedOffer,
} from '../../use-cases/redeem-wallet-offer.ts';
import { walletNonceLifeMs } from '../../use-cases/wallet-nonce.ts';
import type { AppDeps } from '../web-deps.ts';
import { sendOauthError, sendSecret, type OauthError } from './oauth-answer.ts';

const formShape = z.object({
  'pre-authorized_code': z.string().min(1),
  tx_code: z.string().optional(),
  /** What draft 11 called it. */
  user_pin: z.string().optional(),
  authorization_details: z.string().optional(),
});

const refusals: Readonly<Record<RedeemRefusal, readonly [OauthError, string]>> = {
  'unknown-code': ['invalid_grant', 'the pre-authorized code is unknown'],
  expired: ['invalid_grant', 'the offer has expired'],
  used: ['invalid_grant', 'the offer was used'],
  'tx-code-missing': ['invalid_request', 'this offer asks for a transaction code'],
  'tx-code-unexpected': ['invalid_request', 'this offer asks for no transaction code'],
  'tx-code-wrong': ['invalid_grant', 'the transaction code is wrong'],
  'tx-code-tries-over': ['invalid_grant', 'the transaction code was tried too often; a new offer is needed'],
};

/** The pre-authorized code grant (OpenID4VCI 1.0 §6.1); wallets need not say who they are. */
export async function answerPreAuthorizedGrant(
  deps: AppDeps,
  body: unknown,
  response: Response,
): Promise<void> {
  const form = formShape.safeParse(body);
  if (!form.success) {
    sendOauthError(response, 400, 'invalid_request', 'one pre-authorized_code is needed');
    return;
  }
  const txCode = form.data.tx_code ?? form.data.user_pin;
  const redeemed = await redeemWalletOffer(deps, {
    code: form.data['pre-authorized_code'],
    ...(txCode === undefined ? {} : { txCode }),
  });
  if (!redeemed.ok) {
    const [error, description] = refusals[redeemed.refusal];
    sendOauthError(response, 400, error, description);
    return;
  }
  const details = authorizationDetails(redeemed);
  const asked = form.data.authorization_details !== undefined;
  sendSecret(response, 200, {
    access_token: redeemed.accessToken,
    token_type: 'Bearer',
    expires_in: walletTokenLifeMs / 1000,
    c_nonce: redeemed.nonce,
    c_nonce_expires_in: walletNonceLifeMs / 1000,
    ...(asked || details.some((one) => one.credential_identifiers.length > 1)
      ? { authorization_details: details }
      : {}),
  });
}

/**
 * Which credentials the token gives, by name (§6.2). Told where a badge stands for several awards or the wallet asked;
 * elsewhere the configuration's id is enough, and all wallets know that.
 */
function authorizationDetails({ offer, awards }: RedeemedOffer) {
  const identifiers = new Map<string, string[]>();
  for (const award of awards) {
    const id = walletConfigurationId({ slug: award.badge.slug, format: offer.format });
    identifiers.set(id, [...(identifiers.get(id) ?? []), award.id]);
  }
  return [...identifiers].map(([id, awardIds]) => ({
    type: 'openid_credential',
    credential_configuration_id: id,
    credential_identifiers: awardIds,
  }));
}
