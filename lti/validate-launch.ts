import { compactVerify, decodeProtectedHeader, errors } from 'jose';
import { z } from 'zod';
import type { Clock } from '../src/ports/clock.ts';
import type { LtiLogin } from '../src/ports/lti-login-repository.ts';
import type { LtiPlatform } from '../src/ports/lti-platform-repository.ts';
import type { LtiRepositories } from '../src/ports/lti-repositories.ts';
import { checkClaims } from './check-claims.ts';
import { hashToken, sameText } from './hash-token.ts';
import type { KeySets } from './key-sets.ts';
import type { Launch } from './launch.ts';
import type { LaunchRefusal } from './launch-refusal.ts';

export type LaunchDeps = {
  readonly lti: Pick<LtiRepositories, 'platforms' | 'logins'>;
  readonly keySets: KeySets;
  readonly clock: Clock;
  readonly publicUrl: string;
};

/** What was posted to the launch address. */
export type PostedLaunch = {
  readonly idToken?: string;
  readonly state?: string;
  /** From the cookie of that state, or from the platform's storage. */
  readonly browserSecret?: string;
  readonly error?: string;
  readonly errorDescription?: string;
};

export type LaunchOutcome =
  | { readonly ok: true; readonly launch: Launch; readonly login: LtiLogin }
  | {
      readonly ok: false;
      readonly refusal: LaunchRefusal;
      /** The login that it belongs to, where there is one and all but the browser is in order. */
      readonly login?: LtiLogin;
      readonly platform?: LtiPlatform;
    };

const payloadShape = z.record(z.string(), z.unknown());

/**
 * Checks a launch (LTI Security Framework §5.1.3, LTI 1.3 Core §5.3), and uses its state up: of the same launch
 * posted any number of times, one is accepted. Writes nothing else. A launch that is in order but for the proof
 * that this browser began it gets `browser-unproven`, and its state stays unused.
 */
export async function validateLaunch(deps: LaunchDeps, posted: PostedLaunch): Promise<LaunchOutcome> {
  if (posted.error !== undefined) return platformError(deps, posted);
  const { idToken, state, browserSecret } = posted;
  if (!idToken) return refuse({ code: 'id-token-missing', claim: 'id_token' });
  if (!state) return refuse({ code: 'state-missing', claim: 'state' });
  const now = deps.clock();
  const login = await deps.lti.logins.find(hashToken(state), now);
  if (login === undefined) return refuse({ code: 'state-unknown', claim: 'state' });
  const platform = await deps.lti.platforms.find(login.platformId);
  const facts = {
    platformId: login.platformId,
    ...(platform === undefined ? {} : { issuer: platform.issuer }),
  };
  if (platform === undefined) return refuse({ code: 'platform-unknown', ...facts });
  if (platform.status !== 'accepted') return refuse({ code: 'platform-not-accepted', ...facts });
  if (login.usedAt !== undefined) return refuse({ code: 'launch-used', claim: 'state', ...facts });

  const verified = await verify(deps, platform, idToken);
  if (!verified.ok) return refuse({ ...verified.refusal, ...facts });
  const checked = checkClaims({ platform, login, now, publicUrl: deps.publicUrl }, verified.payload);
  if (!checked.ok) return refuse({ ...checked.refusal, ...facts });

  if (!browserSecret)
    return { ok: false, login, platform, refusal: { code: 'browser-unproven', claim: 'state', ...facts } };
  if (!sameText(hashToken(browserSecret), login.browserHash))
    return { ok: false, login, platform, refusal: { code: 'browser-other', claim: 'state', ...facts } };
  if (!(await deps.lti.logins.use(login.id, now)))
    return refuse({ code: 'launch-used', claim: 'nonce', ...facts });
  return { ok: true, launch: checked.launch, login };
}

function refuse(refusal: LaunchRefusal): { readonly ok: false; readonly refusal: LaunchRefusal } {
  return { ok: false, refusal };
}

/** The platform posts an error instead of a token (OpenID Connect Core §3.1.2.6). */
async function platformError(deps: LaunchDeps, posted: PostedLaunch): Promise<LaunchOutcome> {
  const login =
    posted.state === undefined
      ? undefined
      : await deps.lti.logins.find(hashToken(posted.state), deps.clock());
  const found = [posted.error, posted.errorDescription].filter(Boolean).join(': ').slice(0, 200);
  return refuse({
    code: 'platform-error',
    claim: 'error',
    found,
    ...(login === undefined ? {} : { platformId: login.platformId }),
  });
}

async function verify(
  deps: LaunchDeps,
  platform: LtiPlatform,
  idToken: string,
): Promise<
  | { readonly ok: true; readonly payload: Readonly<Record<string, unknown>> }
  | { readonly ok: false; readonly refusal: LaunchRefusal }
> {
  const read = readToken(idToken);
  if (read === undefined) return refuse({ code: 'token-malformed', claim: 'id_token' });
  const { alg, kid, payload } = read;
  if (alg !== 'RS256') return refuse({ code: 'algorithm-refused', claim: 'alg', found: alg });
  if (!kid) return refuse({ code: 'kid-missing', claim: 'kid' });
  // Asked before the signature, so that a token of another platform is called that and not a forgery.
  const { iss } = payload;
  if (iss !== platform.issuer)
    return refuse({
      code: 'issuer-wrong',
      claim: 'iss',
      ...(typeof iss === 'string' ? { found: iss.slice(0, 200) } : {}),
    });
  const key = await deps.keySets.keyOf(platform.jwksUrl, kid);
  if (!key.ok) return refuse({ code: key.code, claim: 'kid', found: kid.slice(0, 100) });
  try {
    await compactVerify(idToken, key.key, { algorithms: ['RS256'] });
  } catch (error) {
    return refuse(
      error instanceof errors.JWSSignatureVerificationFailed
        ? { code: 'signature-wrong', claim: 'id_token' }
        : { code: 'key-unsuitable', claim: 'kid', found: kid.slice(0, 100) },
    );
  }
  return { ok: true, payload };
}

function readToken(
  token: string,
):
  | { readonly alg: string; readonly kid?: string; readonly payload: Readonly<Record<string, unknown>> }
  | undefined {
  try {
    const parts = token.split('.');
    if (parts.length !== 3) return undefined;
    const { alg, kid } = decodeProtectedHeader(token);
    const payload = payloadShape.parse(JSON.parse(Buffer.from(parts[1] ?? '', 'base64url').toString('utf8')));
    return { alg: String(alg), ...(kid === undefined ? {} : { kid }), payload };
  } catch {
    return undefined;
  }
}
