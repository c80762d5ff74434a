import express, { Router, type Express } from 'express';
import * as z from 'zod';
import { limitRate } from '../limit-rate.ts';
import { sendJson } from '../send-json.ts';
import { preAuthorizedGrant } from '../wallets/wallet-addresses.ts';
import type { AppDeps } from '../web-deps.ts';
import { answerOauthError, openToScripts, sendOauthError } from './oauth-answer.ts';
import { answerPreAuthorizedGrant } from './pre-authorized-grant.ts';

const grantShape = z.object({ grant_type: z.string() });

/** The authorization server: tokens for wallets (OpenID4VCI 1.0). */
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
  router.use('/oauth/token', openToScripts('POST'));
  router.post('/oauth/token', limit, form, async (request, response) => {
    const grant = grantShape.safeParse(request.body);
    if (!grant.success)
      sendOauthError(response, 400, 'invalid_request', 'grant_type is needed, once, in a form');
    else if (grant.data.grant_type === preAuthorizedGrant)
      await answerPreAuthorizedGrant(deps, request.body, response);
    else sendOauthError(response, 400, 'unsupported_grant_type', 'no such grant here');
  });
  router.use('/oauth', answerOauthError(deps.log));
  app.use(router);
}

/** RFC 8414 §2, with what OpenID4VCI 1.0 §12.3 adds. */
function serverMetadata(publicUrl: string) {
  return {
    issuer: publicUrl,
    token_endpoint: `${publicUrl}/oauth/token`,
    grant_types_supported: [preAuthorizedGrant],
    response_types_supported: [],
    token_endpoint_auth_methods_supported: ['none'],
    'pre-authorized_grant_anonymous_access_supported': true,
  };
}
