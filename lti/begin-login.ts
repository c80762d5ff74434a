import type { Clock } from '../src/ports/clock.ts';
import type { Ids } from '../src/ports/ids.ts';
import type { LtiPlatform } from '../src/ports/lti-platform-repository.ts';
import type { LtiRepositories } from '../src/ports/lti-repositories.ts';
import { hashToken } from './hash-token.ts';
import type { LaunchRefusal } from './launch-refusal.ts';
import { sameId } from './same-id.ts';
import { isToolAddress } from './tool-address.ts';

/** How long a platform and its user may take between login and launch. */
export const loginLifeMs = 10 * 60_000;

export type LoginStart = {
  readonly platform: LtiPlatform;
  /** Where the browser goes next: the platform's authentication endpoint, with all parameters. */
  readonly redirectTo: string;
  readonly state: string;
  /** Known to this browser alone: in a cookie, or in the platform's storage. */
  readonly browserSecret: string;
  readonly storageTarget?: string;
};

const passedOn = [
  'iss',
  'login_hint',
  'target_link_uri',
  'client_id',
  'lti_deployment_id',
  'lti_message_hint',
  'lti_storage_target',
] as const;

/**
 * Begins a launch (LTI 1.3 Core §5.1.1.1): finds the platform, keeps state, nonce and the hash of the browser's
 * secret, and says where to send the browser. Hints go back unchanged.
 */
export async function beginLogin(
  deps: {
    readonly lti: Pick<LtiRepositories, 'platforms' | 'logins'>;
    readonly clock: Clock;
    readonly ids: Ids;
    readonly publicUrl: string;
  },
  parameters: Readonly<Record<string, string>>,
): Promise<
  { readonly ok: true; readonly start: LoginStart } | { readonly ok: false; readonly refusal: LaunchRefusal }
> {
  const { iss, login_hint: loginHint, target_link_uri: target } = parameters;
  if (!iss) return missing('iss');
  if (!loginHint) return missing('login_hint');
  if (!target) return missing('target_link_uri');
  if (!isToolAddress(target, deps.publicUrl))
    return refuse({ code: 'target-not-ours', claim: 'target_link_uri', issuer: iss, found: target });
  const found = await platformOf(deps.lti, iss, parameters['client_id'] || undefined);
  if (!found.ok) return found;
  const { platform } = found;

  const [state, nonce, browserSecret] = [deps.ids.token(), deps.ids.token(), deps.ids.token()];
  const now = deps.clock();
  const storageTarget = parameters['lti_storage_target'] || undefined;
  await deps.lti.logins.insert({
    id: hashToken(state),
    platformId: platform.id,
    nonce,
    browserHash: hashToken(browserSecret),
    ...(storageTarget === undefined ? {} : { storageTarget }),
    request: Object.fromEntries(
      passedOn.flatMap((name) => (parameters[name] ? [[name, parameters[name]]] : [])),
    ),
    createdAt: now,
    expiresAt: new Date(now.getTime() + loginLifeMs),
  });
  const redirectTo = new URL(platform.authUrl);
  const answer = {
    scope: 'openid',
    response_type: 'id_token',
    response_mode: 'form_post',
    prompt: 'none',
    client_id: platform.clientId,
    redirect_uri: `${deps.publicUrl}/lti/launch`,
    login_hint: loginHint,
    ...(parameters['lti_message_hint'] ? { lti_message_hint: parameters['lti_message_hint'] } : {}),
    state,
    nonce,
  };
  for (const [name, value] of Object.entries(answer)) redirectTo.searchParams.set(name, value);
  return {
    ok: true,
    start: {
      platform,
      redirectTo: redirectTo.href,
      state,
      browserSecret,
      ...(storageTarget === undefined ? {} : { storageTarget }),
    },
  };
}

async function platformOf(
  lti: Pick<LtiRepositories, 'platforms'>,
  issuer: string,
  clientId: string | undefined,
): Promise<
  | { readonly ok: true; readonly platform: LtiPlatform }
  | { readonly ok: false; readonly refusal: LaunchRefusal }
> {
  const all = await lti.platforms.ofIssuer(issuer);
  const matching = all.filter((one) => clientId === undefined || sameId(one.clientId, clientId));
  const accepted = matching.filter((one) => one.status === 'accepted');
  const [platform] = accepted;
  if (accepted.length > 1) return refuse({ code: 'platform-ambiguous', claim: 'client_id', issuer });
  if (platform !== undefined) return { ok: true, platform };
  const [other] = matching;
  if (other !== undefined)
    return refuse({ code: 'platform-not-accepted', issuer, platformId: other.id, found: other.status });
  return refuse({
    code: 'platform-unknown',
    claim: all.length > 0 ? 'client_id' : 'iss',
    issuer,
    ...(clientId === undefined ? {} : { found: clientId }),
  });
}

function missing(claim: string) {
  return refuse({ code: 'login-parameter-missing', claim });
}

function refuse(refusal: LaunchRefusal): { readonly ok: false; readonly refusal: LaunchRefusal } {
  return { ok: false, refusal };
}
