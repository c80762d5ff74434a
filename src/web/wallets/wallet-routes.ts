import express, { Router, type Express, type Request, type Response } from 'express';
import { inLocale, locales } from '../../domain/localized-text.ts';
import type { JsonObject } from '../../ports/credential-signer.ts';
import { issueToWallet, walletOfferOfToken, type IssueRefusal } from '../../use-cases/issue-to-wallet.ts';
import { txCodeLength } from '../../use-cases/offer-credentials.ts';
import { showWalletOffer } from '../../use-cases/show-wallet-offer.ts';
import { newWalletNonce, walletNonceLifeMs } from '../../use-cases/wallet-nonce.ts';
import { limitRate } from '../limit-rate.ts';
import {
  answerOauthError,
  bearerToken,
  openToScripts,
  sendOauthError,
  sendSecret,
  sendTokenError,
  type OauthError,
} from '../oauth/oauth-answer.ts';
import { pathPart } from '../path-part.ts';
import { sendJson } from '../send-json.ts';
import type { AppDeps } from '../web-deps.ts';
import { credentialConfigurations } from './credential-configurations.ts';
import { parseCredentialRequest, type CredentialRequest } from './credential-request.ts';
import { preAuthorizedGrant, walletPaths } from './wallet-addresses.ts';

/**
 * What wallets talk to: OpenID4VCI 1.0 with the pre-authorized code flow, and with it drafts 13 to 15 where they
 * ask for the same in other words. The token endpoint is the authorization server's own, `/oauth/token`.
 */
export function mountWallets(app: Express, deps: AppDeps): void {
  const limit = limitRate(deps);
  app.use('/.well-known/openid-credential-issuer', openToScripts('GET'));
  app.get('/.well-known/openid-credential-issuer', limit, async (_request, response) => {
    sendJson(response, await issuerMetadata(deps), {
      type: 'application/json',
      cache: 'public, max-age=300',
    });
  });
  const router = Router();
  router.use(limit);
  router.use(walletPaths.offer, openToScripts('GET'));
  router.use([walletPaths.nonce, walletPaths.credential], openToScripts('POST'));
  router.get(`${walletPaths.offer}/:token`, (request, response) => serveOffer(deps, request, response));
  router.post(walletPaths.nonce, async (_request, response) => {
    sendSecret(response, 200, await freshNonce(deps));
  });
  router.post(walletPaths.credential, express.json({ limit: '64kb' }), (request, response) =>
    serveCredential(deps, request, response),
  );
  router.use([walletPaths.offer, walletPaths.nonce, walletPaths.credential], answerOauthError(deps.log));
  app.use(router);
}

async function freshNonce(deps: AppDeps) {
  return { c_nonce: await newWalletNonce(deps), c_nonce_expires_in: walletNonceLifeMs / 1000 };
}

/** OpenID4VCI 1.0 §12.2. */
async function issuerMetadata(deps: AppDeps): Promise<JsonObject> {
  const { publicUrl } = deps;
  const badges = await deps.store.badges.list();
  return {
    credential_issuer: publicUrl,
    authorization_servers: [publicUrl],
    credential_endpoint: `${publicUrl}${walletPaths.credential}`,
    nonce_endpoint: `${publicUrl}${walletPaths.nonce}`,
    display: locales.map((locale) => ({ name: inLocale(deps.community.name, locale), locale })),
    credential_configurations_supported: credentialConfigurations(badges, publicUrl),
  };
}

/** OpenID4VCI 1.0 §4.1.3: by value at its address, for as long as it can be used. */
async function serveOffer(deps: AppDeps, request: Request, response: Response): Promise<void> {
  const offer = await showWalletOffer(deps, { token: pathPart(request, 'token') });
  if (offer === undefined) {
    sendOauthError(response, 404, 'invalid_request', 'this offer was used, has expired or never was');
    return;
  }
  sendSecret(response, 200, {
    credential_issuer: deps.publicUrl,
    credential_configuration_ids: offer.configurationIds,
    grants: {
      [preAuthorizedGrant]: {
        'pre-authorized_code': offer.code,
        ...(offer.withTxCode
          ? { tx_code: { input_mode: 'numeric', length: txCodeLength, description: txCodeHint } }
          : {}),
      },
    },
  });
}

const txCodeHint = 'De code die naast de QR-code staat. The code that stands beside the QR code.';

async function serveCredential(deps: AppDeps, request: Request, response: Response): Promise<void> {
  const token = bearerToken(request.get('authorization'));
  const offer = token === undefined ? undefined : await walletOfferOfToken(deps, token);
  if (offer === undefined) {
    sendTokenError(response, token !== undefined);
    return;
  }
  const parsed = parseCredentialRequest(request.body);
  if (!parsed.ok) {
    const { error, description, withNonce } = parsed.fault;
    sendOauthError(response, 400, error, description, withNonce ? await freshNonce(deps) : {});
    return;
  }
  const { wanted, proof, proofMember } = parsed.request;
  const made = await issueToWallet(deps, { offer, wanted, proof });
  if (made.ok) await sendCredential(deps, response, made.issued.credential, proofMember);
  else await refuse(deps, response, made.refusal, proofMember);
}

/** `credentials` is 1.0's (§8.3) and draft 15's; `credential` and the next nonce are what earlier drafts read. */
async function sendCredential(
  deps: AppDeps,
  response: Response,
  credential: JsonObject | string,
  proofMember: CredentialRequest['proofMember'],
): Promise<void> {
  const earlier = proofMember === 'proof' ? { credential, ...(await freshNonce(deps)) } : {};
  sendSecret(response, 200, { credentials: [{ credential }], ...earlier });
}

/** OpenID4VCI 1.0 §8.3.1.2; earlier drafts know no `invalid_nonce`, and learn the next nonce from the error. */
async function refuse(
  deps: AppDeps,
  response: Response,
  refusal: IssueRefusal,
  proofMember: CredentialRequest['proofMember'],
): Promise<void> {
  const [error, description] = wordsOf(refusal);
  const proofIsBad = error === 'invalid_proof' || error === 'invalid_nonce';
  if (proofMember === 'proof' && proofIsBad)
    sendOauthError(response, 400, 'invalid_proof', description, await freshNonce(deps));
  else sendOauthError(response, 400, error, description);
}

function wordsOf(refusal: IssueRefusal): readonly [OauthError, string] {
  switch (refusal.code) {
    case 'unknown-identifier':
      return ['unknown_credential_identifier', 'this token does not give that credential'];
    case 'unknown-configuration':
      return ['unknown_credential_configuration', 'this token does not give that credential'];
    case 'proof-bad':
      return ['invalid_proof', `the proof was refused: ${refusal.problem}`];
    case 'nonce-bad':
      return ['invalid_nonce', 'the nonce was not given out here, was used, or has expired'];
    case 'holder-differs':
      return ['credential_request_denied', 'another key took this credential with this token'];
    case 'award-gone':
      return ['credential_request_denied', 'this badge can not be taken along any more'];
  }
}
