import { z } from 'zod';
import { ltiWords, type LtiMessages } from '../src/i18n/lti-messages.ts';
import type { LtiPlatform } from '../src/ports/lti-platform-repository.ts';
import { addLtiPlatform } from '../src/use-cases/lti-platforms.ts';
import { scopes } from './claims.ts';
import type { LtiDeps } from './lti-deps.ts';

const toolKey = 'https://purl.imsglobal.org/spec/lti-tool-configuration';
const platformKey = 'https://purl.imsglobal.org/spec/lti-platform-configuration';
const timeLimitMs = 8000;
const mostBytes = 256 * 1024;

export type RegistrationFault = keyof LtiMessages['registerFaults'];

const configurationShape = z.looseObject({
  issuer: z.string().min(1),
  authorization_endpoint: z.url(),
  token_endpoint: z.url(),
  jwks_uri: z.url(),
  registration_endpoint: z.url(),
  authorization_server: z.string().optional(),
  [platformKey]: z.looseObject({ product_family_code: z.string().optional() }).optional(),
});

const answerShape = z.looseObject({
  client_id: z.string().min(1),
  [toolKey]: z.looseObject({ deployment_id: z.coerce.string().optional() }).optional(),
});

/**
 * Registers this tool with a platform (LTI Dynamic Registration 1.0 §3). The platform's configuration is fetched only
 * by https, from the host that it names as issuer, and never from a private address; http for localhost only where
 * this deployment is on localhost itself. The platform waits until an owner accepts it.
 */
export async function registerPlatform(
  deps: LtiDeps,
  query: { readonly configurationUrl?: string; readonly token?: string },
): Promise<
  | { readonly ok: true; readonly platform: LtiPlatform }
  | { readonly ok: false; readonly fault: RegistrationFault; readonly detail?: string }
> {
  if (!query.configurationUrl) return { ok: false, fault: 'configuration-missing' };
  if (!(await mayFetch(deps, query.configurationUrl))) return { ok: false, fault: 'configuration-refused' };
  const fetched = await read(deps, query.configurationUrl, { headers: { accept: 'application/json' } });
  if (!fetched.ok) return { ok: false, fault: 'configuration-unreachable', detail: fetched.detail };
  const parsed = configurationShape.safeParse(fetched.json);
  if (!parsed.success)
    return {
      ok: false,
      fault: 'configuration-unreadable',
      detail: z.prettifyError(parsed.error).slice(0, 300),
    };
  const configuration = parsed.data;
  const host = new URL(query.configurationUrl).host;
  // §3.4: the issuer's host is the one that the configuration came from, or else anybody could speak for it.
  const own = [configuration.issuer, configuration.registration_endpoint];
  if (!own.every((address) => URL.canParse(address) && new URL(address).host === host))
    return { ok: false, fault: 'configuration-foreign' };
  for (const address of [
    configuration.token_endpoint,
    configuration.jwks_uri,
    configuration.authorization_endpoint,
  ])
    if (!(await mayFetch(deps, address)))
      return { ok: false, fault: 'configuration-refused', detail: address };

  const answer = await read(deps, configuration.registration_endpoint, {
    method: 'POST',
    headers: {
      accept: 'application/json',
      'content-type': 'application/json',
      // Brightspace sends no token along.
      ...(query.token ? { authorization: `Bearer ${query.token}` } : {}),
    },
    body: JSON.stringify(clientMetadata(deps)),
  });
  if (!answer.ok) return { ok: false, fault: 'registration-refused', detail: answer.detail };
  const registered = answerShape.safeParse(answer.json);
  if (!registered.success) return { ok: false, fault: 'registration-unreadable' };
  const deployment = registered.data[toolKey]?.deployment_id;
  const family = configuration[platformKey]?.product_family_code;
  const added = await addLtiPlatform(deps, {
    name: [family, new URL(configuration.issuer).host].filter(Boolean).join(' · '),
    issuer: configuration.issuer,
    clientId: registered.data.client_id,
    authUrl: configuration.authorization_endpoint,
    tokenUrl: configuration.token_endpoint,
    jwksUrl: configuration.jwks_uri,
    ...(configuration.authorization_server === undefined
      ? {}
      : { tokenAudience: configuration.authorization_server }),
    deployments: deployment === undefined ? [] : [deployment],
    status: 'waiting',
  });
  return added.ok ? added : { ok: false, fault: 'already-registered' };
}

/** https to a public host; on a deployment that is itself on localhost, http to localhost too. */
async function mayFetch(
  deps: Pick<LtiDeps, 'publicUrl' | 'isPublicHost'>,
  address: string,
): Promise<boolean> {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  if (url.username !== '' || url.password !== '') return false;
  if (isLocal(new URL(deps.publicUrl)) && isLocal(url)) return true;
  return url.protocol === 'https:' && deps.isPublicHost(url.hostname);
}

function isLocal(url: URL): boolean {
  return ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
}

async function read(
  deps: Pick<LtiDeps, 'fetch'>,
  url: string,
  init: { readonly method?: string; readonly headers: Record<string, string>; readonly body?: string },
): Promise<{ readonly ok: true; readonly json: unknown } | { readonly ok: false; readonly detail: string }> {
  try {
    const answer = await deps.fetch(url, {
      ...init,
      redirect: 'error',
      signal: AbortSignal.timeout(timeLimitMs),
    });
    const text = await answer.text();
    if (!answer.ok) return { ok: false, detail: `${answer.status} ${text.slice(0, 200)}` };
    if (text.length > mostBytes) return { ok: false, detail: 'too long' };
    return { ok: true, json: JSON.parse(text) };
  } catch (error) {
    return { ok: false, detail: error instanceof Error ? error.message : 'unknown' };
  }
}

/** What this tool says of itself (§3.5.1); `manifest/lti.json` is the same for registration by hand. */
export function clientMetadata(deps: Pick<LtiDeps, 'publicUrl'>): Record<string, unknown> {
  const { publicUrl } = deps;
  const launch = `${publicUrl}/lti/launch`;
  const [nl, en] = [ltiWords('nl'), ltiWords('en')];
  return {
    application_type: 'web',
    response_types: ['id_token'],
    grant_types: ['client_credentials', 'implicit'],
    initiate_login_uri: `${publicUrl}/lti/login`,
    redirect_uris: [launch],
    client_name: 'Speldje',
    'client_name#nl': 'Speldje',
    jwks_uri: `${publicUrl}/lti/jwks`,
    logo_uri: `${publicUrl}/favicon.ico`,
    policy_uri: `${publicUrl}/privacy`,
    token_endpoint_auth_method: 'private_key_jwt',
    scope: Object.values(scopes).join(' '),
    [toolKey]: {
      domain: new URL(publicUrl).host,
      description: en.tool,
      'description#nl': nl.tool,
      target_link_uri: launch,
      claims: ['iss', 'sub', 'name', 'given_name', 'family_name', 'email', 'locale'],
      messages: [
        { type: 'LtiResourceLinkRequest', target_link_uri: launch, label: en.tool, 'label#nl': nl.tool },
        {
          type: 'LtiDeepLinkingRequest',
          target_link_uri: launch,
          label: en.pickTitle,
          'label#nl': nl.pickTitle,
          placements: ['ContentArea', 'RichTextEditor'],
          supported_types: ['ltiResourceLink'],
        },
      ],
    },
  };
}
