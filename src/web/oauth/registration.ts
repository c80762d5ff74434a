import type { Request, Response } from 'express';
import * as z from 'zod';
import { clientAuthMethods } from '../../domain/backpack.ts';
import {
  registerBackpack,
  scopesIn,
  type BackpackMetadata,
  type RegistrationRefusal,
} from '../../use-cases/register-backpack.ts';
import type { AppDeps } from '../web-deps.ts';
import { sendOauthError, sendSecret, type OauthError } from './oauth-answer.ts';

const address = z.string().max(500);
const label = z.string().max(200);

/** RFC 7591 §2, as OB 3.0 §7.1.1.2 asks it. */
const metadataShape = z.object({
  client_name: z.string().trim().min(1).max(100),
  redirect_uris: z.array(z.string()).min(1).max(10),
  scope: z.string().max(2000),
  token_endpoint_auth_method: z.enum(clientAuthMethods).default('client_secret_basic'),
  grant_types: z.array(z.enum(['authorization_code', 'refresh_token'])).default(['authorization_code']),
  response_types: z.array(z.literal('code')).default(['code']),
  client_uri: address.optional(),
  logo_uri: address.optional(),
  tos_uri: address.optional(),
  policy_uri: address.optional(),
  software_id: label.optional(),
  software_version: label.optional(),
});

function refusalOf(refusal: RegistrationRefusal): readonly [number, OauthError, string] {
  switch (refusal.code) {
    case 'redirect-unfit':
      return [
        400,
        'invalid_redirect_uri',
        'redirect_uris are https without a fragment, or http on the loopback',
      ];
    case 'address-unfit':
      return [400, 'invalid_client_metadata', 'client_uri, logo_uri, tos_uri and policy_uri are https'];
    case 'no-scope':
      return [400, 'invalid_client_metadata', 'scope names none of this API'];
    case 'registration-closed':
      return [403, 'access_denied', 'here, clients are registered by the operator'];
    case 'too-many-today':
      return [429, 'temporarily_unavailable', 'as many clients as may register in a day have done so'];
  }
}

/** `POST /oauth/register`: dynamic client registration (RFC 7591 §3). */
export async function answerRegistration(deps: AppDeps, request: Request, response: Response): Promise<void> {
  const parsed = metadataShape.safeParse(request.body);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const at = String(issue?.path[0] ?? 'the body');
    sendOauthError(
      response,
      400,
      at === 'redirect_uris' ? 'invalid_redirect_uri' : 'invalid_client_metadata',
      `${at} is missing or unfit`,
    );
    return;
  }
  const { data } = parsed;
  const made = await registerBackpack(deps, {
    metadata: metadataOf(data),
    mostPerDay: deps.backpackRegistrationsPerDay ?? 20,
  });
  if (!made.ok) {
    const [status, error, description] = refusalOf(made.refusal);
    if (status === 429) response.set('Retry-After', '3600');
    sendOauthError(response, status, error, description);
    return;
  }
  const { client, secret } = made;
  sendSecret(response, 201, {
    ...data,
    client_id: client.id,
    ...(secret === undefined ? {} : { client_secret: secret, client_secret_expires_at: 0 }),
    client_id_issued_at: Math.floor(client.createdAt.getTime() / 1000),
    scope: client.scopes.join(' '),
  });
}

function metadataOf(data: z.infer<typeof metadataShape>): BackpackMetadata {
  const given = {
    uri: data.client_uri,
    logoUri: data.logo_uri,
    tosUri: data.tos_uri,
    policyUri: data.policy_uri,
    softwareId: data.software_id,
    softwareVersion: data.software_version,
  };
  return {
    name: data.client_name,
    redirectUris: [...new Set(data.redirect_uris)],
    scopes: scopesIn(data.scope),
    authMethod: data.token_endpoint_auth_method,
    refreshes: data.grant_types.includes('refresh_token'),
    ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
  };
}
