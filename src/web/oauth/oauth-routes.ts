import express, { Router, type Express } from 'express';
import * as z from 'zod';
import { allBackpackScopes, clientAuthMethods } from '../../domain/backpack.ts';
import { limitRate } from '../limit-rate.ts';
import { sendJson } from '../send-json.ts';
import { preAuthorizedGrant } from '../wallets/wallet-addresses.ts';
import type { AppDeps } from '../web-deps.ts';
import { answerBackpackGrant, answerRevocation } from './backpack-grants.ts';
import { oauthPaths } from './oauth-addresses.ts';
import { answerOauthError, openToScripts, sendOauthError } from './oauth-answer.ts';
import { answerPreAuthorizedGrant } from './pre-authorized-grant.ts';
import { answerRegistration } from './registration.ts';

const grantShape = z.object({ grant_type: z.string() });

/**
 * The authorization server: registration, tokens and their end, for backpacks (OB 3.0 §7) and wallets (OpenID4VCI 1.0
 * §6). The page on which people decide is mounted with the signed-in pages.
 */
export function mountOauth(app: Express, deps: AppDeps): void {
  const limit = limitRate(deps);
  app.use('/.well-known/oauth-authorization-server', openToScripts('GET'));
  app.get('/.well-known/oauth-authorization-server', (_request, response) => {
    sendJson(response, serverMetadata(deps.publicUrl), {
      type: 'application/json',
      cache: 'public, max-age=300',
    });
  });
  const router = Router();
  const form = express.urlencoded({ extended: false, limit: '16kb' });
  const { token, register, revoke } = oauthPaths;
  router.use([token, register, revoke], openToScripts('POST'), limit);
  router.post(token, form, async (request, response) => {
    const grant = grantShape.safeParse(request.body);
    if (!grant.success)
      sendOauthError(response, 400, 'invalid_request', 'grant_type is needed, once, in a form');
    else if (grant.data.grant_type === preAuthorizedGrant)
      await answerPreAuthorizedGrant(deps, request.body, response);
    else if (grant.data.grant_type === 'authorization_code' || grant.data.grant_type === 'refresh_token')
      await answerBackpackGrant(deps, grant.data.grant_type, request, response);
    else sendOauthError(response, 400, 'unsupported_grant_type', 'no such grant here');
  });
  router.post(register, express.json({ limit: '16kb' }), (request, response) =>
    answerRegistration(deps, request, response),
  );
  router.post(revoke, form, (request, response) => answerRevocation(deps, request, response));
  router.use([token, register, revoke], answerOauthError(deps.log));
  app.use(router);
}

/** RFC 8414 §2, with what OpenID4VCI 1.0 §12.3 and RFC 9207 add. */
function serverMetadata(publicUrl: string) {
  return {
    issuer: publicUrl,
    authorization_endpoint: `${publicUrl}${oauthPaths.authorize}`,
    token_endpoint: `${publicUrl}${oauthPaths.token}`,
    registration_endpoint: `${publicUrl}${oauthPaths.register}`,
    revocation_endpoint: `${publicUrl}${oauthPaths.revoke}`,
    scopes_supported: [...allBackpackScopes],
    response_types_supported: ['code'],
    response_modes_supported: ['query'],
    grant_types_supported: ['authorization_code', 'refresh_token', preAuthorizedGrant],
    token_endpoint_auth_methods_supported: [...clientAuthMethods],
    revocation_endpoint_auth_methods_supported: [...clientAuthMethods],
    code_challenge_methods_supported: ['S256'],
    authorization_response_iss_parameter_supported: true,
    'pre-authorized_grant_anonymous_access_supported': true,
    service_documentation: `${publicUrl}/ims/ob/v3p0/discovery`,
  };
}
