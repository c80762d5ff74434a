import { z } from 'zod';
import type { Addresses } from './lms-paths.ts';
import type { Lms } from './lms.ts';
import type { LmsStandIn } from './lms.ts';

const ltiTool = 'https://purl.imsglobal.org/spec/lti-tool-configuration';

/** The platform's configuration (LTI Dynamic Registration 1.0 §3.4). */
export function openIdConfiguration(lms: Lms, at: Addresses): Record<string, unknown> {
  return {
    issuer: lms.url,
    authorization_endpoint: at.auth,
    token_endpoint: at.token,
    token_endpoint_auth_methods_supported: ['private_key_jwt'],
    token_endpoint_auth_signing_alg_values_supported: ['RS256'],
    jwks_uri: at.certs,
    registration_endpoint: at.registration,
    ...(lms.flavour === 'brightspace' ? { authorization_server: `${lms.url}/api/auth/token` } : {}),
    scopes_supported: ['openid', 'https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly'],
    response_types_supported: ['id_token'],
    subject_types_supported: ['public', 'pairwise'],
    id_token_signing_alg_values_supported: ['RS256'],
    claims_supported: ['sub', 'iss', 'name', 'given_name', 'family_name', 'email'],
    'https://purl.imsglobal.org/spec/lti-platform-configuration': {
      product_family_code: lms.flavour === 'moodle' ? 'moodle' : 'desire2learn',
      version: '1',
      messages_supported: [{ type: 'LtiResourceLinkRequest' }, { type: 'LtiDeepLinkingRequest' }],
    },
  };
}

const metadataShape = z.looseObject({
  application_type: z.literal('web'),
  grant_types: z
    .array(z.string())
    .refine((types) => types.includes('client_credentials') && types.includes('implicit')),
  response_types: z.array(z.string()).refine((types) => types.includes('id_token')),
  initiate_login_uri: z.url(),
  redirect_uris: z.array(z.url()).min(1),
  client_name: z.string().min(1),
  jwks_uri: z.url(),
  token_endpoint_auth_method: z.literal('private_key_jwt'),
  scope: z.string(),
  [ltiTool]: z.looseObject({
    domain: z.string(),
    target_link_uri: z.url(),
    claims: z.array(z.string()),
    messages: z.array(z.looseObject({ type: z.string() })),
  }),
});

/** Registers a tool (§3.5); Moodle asks for the token of the administrator's link, Brightspace sends none. */
export function registerTool(
  lms: Lms & Pick<LmsStandIn, 'addTool'>,
  authorization: string | undefined,
  body: string,
): { readonly status: number; readonly body: Record<string, unknown> } {
  const refuse = (status: number, why: string) => {
    lms.complaints.push(`registration: ${why}`);
    return { status, body: { error: 'invalid_client_metadata', error_description: why } };
  };
  const token = authorization?.replace(/^Bearer /u, '') ?? '';
  if (lms.flavour === 'moodle' && !lms.registrationTokens.delete(token))
    return refuse(401, 'the token is used up');
  const parsed = metadataShape.safeParse(JSON.parse(body));
  if (!parsed.success) return refuse(400, z.prettifyError(parsed.error));
  const metadata = parsed.data;
  const configuration = z
    .looseObject({ target_link_uri: z.string(), domain: z.string() })
    .parse(metadata[ltiTool]);
  if (new URL(configuration.target_link_uri).host !== configuration.domain) return refuse(400, 'domain');
  const tool = lms.addTool({
    name: metadata.client_name,
    loginUrl: metadata.initiate_login_uri,
    redirectUris: metadata.redirect_uris,
    targetUrl: configuration.target_link_uri,
    jwksUrl: metadata.jwks_uri,
  });
  return {
    status: 201,
    body: {
      ...metadata,
      client_id: tool.clientId,
      [ltiTool]: { ...configuration, deployment_id: tool.deploymentId },
    },
  };
}
