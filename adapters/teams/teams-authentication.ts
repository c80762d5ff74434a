import { ConfigurationBotFrameworkAuthentication, type Activity } from 'botbuilder';
import { z } from 'zod';
import type { Clock } from '../../src/ports/clock.ts';
import type { ActivityOrigin } from './teams-activity.ts';

/** Whether a request comes from the Bot Connector; `unavailable` when that can't be told now. */
export type Authenticity = 'authentic' | 'refused' | 'unavailable';

export type TeamsAuthentication = (
  authorization: string | undefined,
  activity: ActivityOrigin,
) => Promise<Authenticity>;

const issuer = 'https://api.botframework.com';
/** How far clocks may differ, in seconds (Bot Connector authentication: "an industry-standard skew of 5 minutes"). */
const skewS = 300;

const headerShape = z.object({ alg: z.literal('RS256'), kid: z.string().min(1) });
const claimsShape = z.object({
  iss: z.literal(issuer),
  aud: z.string(),
  exp: z.number(),
  nbf: z.number().optional(),
  iat: z.number().optional(),
  serviceurl: z.string(),
});

/**
 * Checks the token that comes along with an activity (Bot Connector authentication, "Connector to Bot"): signed RS256
 * by a key of the OpenID metadata that is endorsed for Teams, from the connector, for this bot, within its time, for
 * the service URL of the activity. The SDK checks all that, but answers a bad signature like a fault of its own, says
 * nothing of tokens from the future or without an end, and takes tokens of the emulator; what can be told without a
 * key is therefore told before it is asked.
 */
export function teamsAuthentication(settings: {
  readonly appId: string;
  readonly openIdMetadataUrl: string;
  readonly clock: Clock;
}): TeamsAuthentication {
  const { appId, openIdMetadataUrl, clock } = settings;
  const sdk = new ConfigurationBotFrameworkAuthentication(
    {
      ToBotFromChannelOpenIdMetadataUrl: openIdMetadataUrl,
      ToBotFromChannelTokenIssuer: issuer,
      ToChannelFromBotOAuthScope: issuer,
      ToChannelFromBotLoginUrl: 'https://login.microsoftonline.com/botframework.com',
      ToBotFromEmulatorOpenIdMetadataUrl:
        'https://login.microsoftonline.com/botframework.com/v2.0/.well-known/openid-configuration',
      ValidateAuthority: true,
    },
    {
      isValidAppId: async (id) => id === appId,
      isAuthenticationDisabled: async () => false,
      createCredentials: async () => {
        throw new Error('calls to the connector get their token elsewhere');
      },
    },
  );
  return async (authorization, activity) => {
    const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/u.exec(authorization ?? '')?.[1];
    if (token === undefined || !isPlausible(token, appId, clock())) return 'refused';
    try {
      await sdk.authenticateRequest(asSdkActivity(activity), `Bearer ${token}`);
      return 'authentic';
    } catch (error) {
      return isUnavailable(error) ? 'unavailable' : 'refused';
    }
  };
}

function isPlausible(token: string, appId: string, now: Date): boolean {
  const [header, claims] = token.split('.').map(readPart);
  const read = claimsShape.safeParse(claims);
  if (!headerShape.safeParse(header).success || !read.success) return false;
  const { aud, exp, nbf, iat } = read.data;
  const seconds = now.getTime() / 1000;
  const begun = (at: number | undefined) => at === undefined || at <= seconds + skewS;
  return aud === appId && exp > seconds - skewS && begun(nbf) && begun(iat);
}

function readPart(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}

/** The SDK looks at these alone. */
function asSdkActivity({ type, channelId, serviceUrl }: ActivityOrigin): Activity {
  const parts: Partial<Activity> & Pick<Activity, 'type'> = { type, channelId, serviceUrl };
  return Object.assign(Object.create(null), parts);
}

const fault = z.object({ statusCode: z.number() });

/** The keys could not be had, so nothing is known of the signature. */
function isUnavailable(error: unknown): boolean {
  const parsed = fault.safeParse(error);
  if (parsed.success) return parsed.data.statusCode >= 500;
  return error instanceof Error && error.name === 'FetchError';
}
