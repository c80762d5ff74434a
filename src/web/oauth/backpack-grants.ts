import type { Request, Response } from 'express';
import * as z from 'zod';
import type { BackpackClient } from '../../domain/backpack.ts';
import {
  accessLifeMs,
  authenticateClient,
  exchangeCode,
  refreshTokens,
  revokeToken,
} from '../../use-cases/backpack-tokens.ts';
import { knownScopes, scopesIn } from '../../use-cases/register-backpack.ts';
import type { AppDeps } from '../web-deps.ts';
import { shownClient } from './client-credentials.ts';
import { sendOauthError, sendSecret } from './oauth-answer.ts';

const codeShape = z.object({
  code: z.string().min(1),
  redirect_uri: z.string().min(1),
  code_verifier: z
    .string()
    .regex(/^[\w.~-]{43,128}$/u)
    .optional(),
});
const refreshShape = z.object({ refresh_token: z.string().min(1), scope: z.string().optional() });
const revokeShape = z.object({ token: z.string().min(1) });

/** The client that a request is from; has answered when there is none. */
async function clientOf(
  deps: AppDeps,
  request: Request,
  response: Response,
): Promise<BackpackClient | undefined> {
  const shown = shownClient(request);
  if (!shown.ok && shown.reason === 'both') {
    sendOauthError(
      response,
      400,
      'invalid_request',
      'the client shows itself once: in the header or in the form',
    );
    return undefined;
  }
  const client = shown.ok ? await authenticateClient(deps, shown) : undefined;
  if (client !== undefined) return client;
  if (request.get('authorization') !== undefined)
    response.set('WWW-Authenticate', 'Basic realm="speldje", charset="UTF-8"');
  sendOauthError(
    response,
    401,
    'invalid_client',
    'unknown client, wrong secret, or shown in another way than registered',
  );
  return undefined;
}

/** Grants `authorization_code` and `refresh_token` (RFC 6749 §4.1.3 and §6). */
export async function answerBackpackGrant(
  deps: AppDeps,
  grantType: 'authorization_code' | 'refresh_token',
  request: Request,
  response: Response,
): Promise<void> {
  const client = await clientOf(deps, request, response);
  if (client === undefined) return;
  const made =
    grantType === 'authorization_code'
      ? await byCode(deps, client, request.body)
      : await byRefreshToken(deps, client, request.body);
  if (!made.ok) {
    sendOauthError(response, 400, made.refusal.error, made.refusal.why);
    return;
  }
  sendSecret(response, 200, {
    access_token: made.accessToken,
    token_type: 'Bearer',
    expires_in: accessLifeMs / 1000,
    scope: made.scopes.join(' '),
    ...(made.refreshToken === undefined ? {} : { refresh_token: made.refreshToken }),
  });
}

function unreadable(why: string) {
  return { ok: false, refusal: { error: 'invalid_request', why } } as const;
}

async function byCode(deps: AppDeps, client: BackpackClient, body: unknown) {
  const form = codeShape.safeParse(body);
  if (!form.success)
    return unreadable('code, redirect_uri and code_verifier are needed, each once and well-formed');
  const { code, redirect_uri: redirectUri, code_verifier: verifier } = form.data;
  return exchangeCode(deps, { client, code, redirectUri, verifier });
}

async function byRefreshToken(deps: AppDeps, client: BackpackClient, body: unknown) {
  const form = refreshShape.safeParse(body);
  if (!form.success) return unreadable('refresh_token is needed, once');
  const { scope, refresh_token: refreshToken } = form.data;
  const scopes = scope === undefined ? undefined : knownScopes(scopesIn(scope));
  if (scope !== undefined && (scopes === undefined || scopes.length === 0))
    return { ok: false, refusal: { error: 'invalid_scope', why: 'no such scope' } } as const;
  return refreshTokens(deps, { client, refreshToken, scopes });
}

/** RFC 7009 §2. */
export async function answerRevocation(deps: AppDeps, request: Request, response: Response): Promise<void> {
  const client = await clientOf(deps, request, response);
  if (client === undefined) return;
  const form = revokeShape.safeParse(request.body);
  if (!form.success) sendOauthError(response, 400, 'invalid_request', 'token is needed, once');
  else if (await revokeToken(deps, { client, token: form.data.token })) sendSecret(response, 200, {});
  else sendOauthError(response, 400, 'invalid_grant', 'the token is of another client');
}
