import { z } from 'zod';
import { ltiWords, type LtiMessages } from '../src/i18n/lti-messages.ts';
import type { FetchedDocument, SafePost } from '../src/ports/credential-reader.ts';
import type { LtiPlatform } from '../src/ports/lti-platform-repository.ts';
import { receiveLtiPlatform } from '../src/use-cases/lti-platforms.ts';
import { scopes } from './claims.ts';
import type { LtiDeps } from './lti-deps.ts';
import { parseUrl } from '../src/domain/parse-url.ts';

const toolKey = 'https://purl.imsglobal.org/spec/lti-tool-configuration';
const platformKey = 'https://purl.imsglobal.org/spec/lti-platform-configuration';
const timeLimitMs = 8000;
/** Anybody may register; what an owner can't look through any more is turned away. */
const mostWaiting = 50;

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
 * by https, from the host that it names as issuer, and never from a private address, nor by way of a redirect to
 * another host; http for localhost only where this deployment is on localhost itself. The platform waits until an
 * owner accepts it.
 */
export async function registerPlatform(
  deps: Pick<LtiDeps, 'store' | 'clock' | 'ids' | 'fetch' | 'safeFetch' | 'isPublicHost' | 'publicUrl'>,
  query: { readonly configurationUrl?: string; readonly token?: string },
): Promise<
  | { readonly ok: true; readonly platform: LtiPlatform }
  | { readonly ok: false; readonly fault: RegistrationFault; readonly detail?: string }
> {
  if (!query.configurationUrl) return { ok: false, fault: 'configuration-missing' };
  const waiting = (await deps.store.lti.platforms.list()).filter(({ status }) => status === 'waiting');
  if (waiting.length >= mostWaiting) return { ok: false, fault: 'too-many-waiting' };
  const fetched = await ask(deps, query.configurationUrl);
  if (!fetched.ok)
    return {
      ok: false,
      fault: fetched.refused ? 'configuration-refused' : 'configuration-unreachable',
      detail: fetched.detail,
    };
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
  const own = [fetched.url, configuration.issuer, configuration.registration_endpoint];
  if (!own.every((address) => parseUrl(address)?.host === host))
    return { ok: false, fault: 'configuration-foreign' };
  for (const address of [
    configuration.token_endpoint,
    configuration.jwks_uri,
    configuration.authorization_endpoint,
  ])
    if (!(await mayKeep(deps, address)))
      return { ok: false, fault: 'configuration-refused', detail: address };

  const answer = await ask(deps, configuration.registration_endpoint, {
    type: 'application/json',
    text: JSON.stringify(clientMetadata(deps)),
    // Brightspace sends no token along.
    ...(query.token ? { bearer: query.token } : {}),
  });
  if (!answer.ok) return { ok: false, fault: 'registration-refused', detail: answer.detail };
  const registered = answerShape.safeParse(answer.json);
  if (!registered.success) return { ok: false, fault: 'registration-unreadable' };
  const deployment = registered.data[toolKey]?.deployment_id;
  const family = configuration[platformKey]?.product_family_code;
  const added = await receiveLtiPlatform(deps, {
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
  });
  return added.ok ? added : { ok: false, fault: 'already-registered' };
}

/** https to a public host; on a deployment that is itself on localhost, http to localhost too. */
async function mayKeep(deps: Pick<LtiDeps, 'publicUrl' | 'isPublicHost'>, address: string): Promise<boolean> {
  const url = parseUrl(address);
  if (url === undefined || url.username !== '' || url.password !== '') return false;
  return isAtHome(deps, url) || (url.protocol === 'https:' && (await deps.isPublicHost(url.hostname)));
}

/** Both this deployment and that address are on this machine, as in development. */
function isAtHome({ publicUrl }: Pick<LtiDeps, 'publicUrl'>, url: URL): boolean {
  return isLocal(new URL(publicUrl)) && isLocal(url) && url.protocol.startsWith('http');
}

function isLocal(url: URL): boolean {
  return ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
}

type Answer =
  | { readonly ok: true; readonly url: string; readonly json: unknown }
  | { readonly ok: false; readonly refused: boolean; readonly detail: string };

/** The address itself may not be asked; the rest of what can go wrong lies with the other side. */
const refusedAddresses: readonly string[] = ['bad-address', 'not-https', 'private-address'];

async function ask(
  deps: Pick<LtiDeps, 'fetch' | 'safeFetch' | 'publicUrl'>,
  address: string,
  post?: SafePost,
): Promise<Answer> {
  const url = parseUrl(address);
  const fetched =
    url !== undefined && isAtHome(deps, url)
      ? await atHome(deps.fetch, address, post)
      : await deps.safeFetch(address, 'application/json', post);
  if (!fetched.ok)
    return { ok: false, refused: refusedAddresses.includes(fetched.problem), detail: fetched.problem };
  try {
    return { ok: true, url: fetched.url, json: JSON.parse(Buffer.from(fetched.bytes).toString('utf8')) };
  } catch {
    return { ok: false, refused: false, detail: 'no JSON' };
  }
}

async function atHome(get: typeof fetch, url: string, post?: SafePost): Promise<FetchedDocument> {
  try {
    const answer = await get(url, {
      redirect: 'error',
      signal: AbortSignal.timeout(timeLimitMs),
      ...(post === undefined
        ? {}
        : {
            method: 'POST',
            body: post.text,
            headers: {
              'content-type': post.type,
              ...(post.bearer === undefined ? {} : { authorization: `Bearer ${post.bearer}` }),
            },
          }),
    });
    const bytes = new Uint8Array(await answer.arrayBuffer());
    return answer.ok ? { ok: true, url, type: '', bytes } : { ok: false, problem: 'bad-status' };
  } catch {
    return { ok: false, problem: 'no-connection' };
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
