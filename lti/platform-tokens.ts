import { z } from 'zod';
import type { Clock } from '../src/ports/clock.ts';
import type { Ids } from '../src/ports/ids.ts';
import type { LtiPlatform } from '../src/ports/lti-platform-repository.ts';
import { readText } from './read-text.ts';
import type { ToolKeys } from './tool-keys.ts';

/** How a request to a platform's service went wrong. */
type ServiceFault = {
  readonly problem: 'unauthorized' | 'forbidden' | 'rate-limited' | 'unreachable' | 'unreadable';
  readonly status?: number;
  readonly afterMs?: number;
};

/** Access tokens of platforms (LTI Security Framework §4.1, OAuth 2 client credentials with a JWT assertion). */
export type PlatformTokens = {
  token(
    platform: LtiPlatform,
    scopes: readonly string[],
  ): Promise<
    { readonly ok: true; readonly token: string } | { readonly ok: false; readonly fault: ServiceFault }
  >;
  /** The platform did not take that token: the next request asks for another. */
  forget(platform: LtiPlatform, scopes: readonly string[]): void;
};

const answerShape = z.looseObject({
  access_token: z.string().min(1),
  expires_in: z.coerce.number().optional(),
});
const assertionLifeSeconds = 60;
/** A token is asked for anew a little before it expires. */
const earlyMs = 30_000;
const timeLimitMs = 8000;
/** A page of members with everything that a platform may tell of them is far smaller. */
const mostBytes = 16 * 1024 * 1024;

export function createPlatformTokens(deps: {
  readonly fetch: typeof fetch;
  readonly clock: Clock;
  readonly ids: Pick<Ids, 'id'>;
  readonly toolKeys: Pick<ToolKeys, 'sign'>;
}): PlatformTokens {
  const kept = new Map<string, { readonly token: string; readonly until: number }>();

  return {
    async token(platform, scopes) {
      const key = keyOf(platform, scopes);
      const now = deps.clock().getTime();
      const known = kept.get(key);
      if (known !== undefined && known.until > now) return { ok: true, token: known.token };
      const seconds = Math.floor(now / 1000);
      const assertion = await deps.toolKeys.sign({
        iss: platform.clientId,
        sub: platform.clientId,
        // One string: Brightspace refuses a list.
        aud: platform.tokenAudience ?? platform.tokenUrl,
        iat: seconds - 5,
        exp: seconds + assertionLifeSeconds,
        jti: deps.ids.id(),
      });
      const answer = await request(deps.fetch, platform.tokenUrl, {
        method: 'POST',
        headers: { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams({
          grant_type: 'client_credentials',
          client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
          client_assertion: assertion,
          scope: scopes.join(' '),
        }).toString(),
      });
      if (!answer.ok) return answer;
      const parsed = answerShape.safeParse(answer.json);
      if (!parsed.success) return { ok: false, fault: { problem: 'unreadable' } };
      const { access_token: token, expires_in: life = 60 } = parsed.data;
      kept.set(key, { token, until: now + life * 1000 - earlyMs });
      return { ok: true, token };
    },
    forget(platform, scopes) {
      kept.delete(keyOf(platform, scopes));
    },
  };
}

/** A changed platform is asked anew: its address or audience may be another. */
function keyOf(platform: LtiPlatform, scopes: readonly string[]): string {
  return `${platform.id} ${platform.version} ${scopes.toSorted().join(' ')}`;
}

export type ServiceAnswer =
  | { readonly ok: true; readonly json: unknown; readonly link?: string }
  | { readonly ok: false; readonly fault: ServiceFault };

/** One request to a platform's service, with its faults named; never throws. No redirect is followed. */
export async function request(
  get: typeof fetch,
  url: string,
  init: { readonly method: string; readonly headers: Record<string, string>; readonly body?: string },
): Promise<ServiceAnswer> {
  try {
    const answer = await get(url, {
      ...init,
      redirect: 'error',
      signal: AbortSignal.timeout(timeLimitMs),
    });
    const text = await readText(answer, mostBytes);
    if (!answer.ok) return { ok: false, fault: faultOf(answer) };
    const link = answer.headers.get('link');
    return {
      ok: true,
      json: text.trim() === '' ? undefined : JSON.parse(text),
      ...(link === null ? {} : { link }),
    };
  } catch (error) {
    return { ok: false, fault: { problem: error instanceof SyntaxError ? 'unreadable' : 'unreachable' } };
  }
}

function faultOf(answer: Response): ServiceFault {
  const { status } = answer;
  const seconds = Number(answer.headers.get('retry-after'));
  if (status === 429)
    return {
      problem: 'rate-limited',
      status,
      ...(seconds > 0 ? { afterMs: Math.min(seconds, 3600) * 1000 } : {}),
    };
  if (status === 401) return { problem: 'unauthorized', status };
  if (status >= 400 && status < 500) return { problem: 'forbidden', status };
  return { problem: 'unreachable', status };
}
