import { z } from 'zod';
import { readMail, type MailConfig } from './read-mail.ts';
import { readProxies } from './read-proxies.ts';
import { readUpkeep, type UpkeepConfig } from './read-upkeep.ts';
import { addressOf } from './address-of.ts';

/** A fault of the environment: which variable, and what would be right. Never holds a value. */
export type ConfigFault = { readonly variable: string; readonly problem: string };

export type SlackConfig = {
  /** Absent where Slack's requests come by Socket Mode alone. */
  readonly signingSecret?: string;
  /** The app-level token of Socket Mode. */
  readonly appToken?: string;
  /** One workspace, installed by hand; without it, workspaces install by OAuth. */
  readonly botToken?: string;
  readonly clientId?: string;
  readonly clientSecret?: string;
  /** The Web API's address, ending in a slash. */
  readonly apiUrl: string;
};

export type TeamsConfig = {
  readonly appId: string;
  readonly appPassword: string;
  readonly tenantId: string;
  readonly openIdMetadataUrl: string;
  readonly loginUrl: string;
  /** Who beside Teams may frame its tab. */
  readonly frameOrigins: readonly string[];
};

export type Config = {
  readonly port: number;
  /** Where people reach this deployment, without a slash at its end. */
  readonly publicUrl: string;
  readonly mongoUri: string;
  readonly secret: string;
  /** Proxies on public addresses whose X-Forwarded-For is believed, beside those on private ones: IP or CIDR. */
  readonly trustedProxies: readonly string[];
  /** How many backpacks may register themselves in a day. */
  readonly backpackRegistrationsPerDay: number;
  readonly logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';
  readonly slack?: SlackConfig;
  readonly teams?: TeamsConfig;
  readonly mail?: MailConfig;
  readonly upkeep: UpkeepConfig;
};

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads the whole configuration from the environment. Either all of it is right, or every fault is listed at
 * once. An integration of which no variable is set is off; one of which some are set lacks the others.
 */
export function readConfig(
  environment: Environment,
):
  | { readonly ok: true; readonly config: Config }
  | { readonly ok: false; readonly faults: readonly ConfigFault[] } {
  const faults: ConfigFault[] = [];
  const value = (variable: string) => environment[variable]?.trim() || undefined;
  const fault = (variable: string, problem: string) => {
    faults.push({ variable, problem });
    return '';
  };
  const needed = (variable: string, problem: string) => value(variable) ?? fault(variable, problem);

  const port = numberOf(value('PORT') ?? '3000');
  if (port === undefined) fault('PORT', 'a port number from 1 to 65535, such as 3000');
  const publicUrl = publicUrlOf(value('PUBLIC_URL'), fault);
  const mongoUri = needed(
    'MONGODB_URI',
    'the address of a MongoDB replica set: mongodb://HOST/DATABASE?replicaSet=NAME',
  );
  if (mongoUri !== '' && !/^mongodb(\+srv)?:\/\//u.test(mongoUri))
    fault('MONGODB_URI', 'starts with mongodb:// or mongodb+srv://');
  const secret = needed(
    'SPELDJE_SECRET',
    'at least 32 random characters; make one with: openssl rand -base64 48',
  );
  if (secret !== '' && secret.length < 32)
    fault(
      'SPELDJE_SECRET',
      'is too short; at least 32 random characters are needed: openssl rand -base64 48',
    );
  const registrations = value('BACKPACK_REGISTRATIONS_PER_DAY') ?? '20';
  if (!/^\d{1,5}$/u.test(registrations))
    fault('BACKPACK_REGISTRATIONS_PER_DAY', 'a whole number, such as 20; 0 lets none register by itself');
  const trustedProxies = readProxies(value, fault);
  const level = logLevels.safeParse(value('LOG_LEVEL') ?? 'info');
  if (!level.success) fault('LOG_LEVEL', `one of ${logLevels.options.join(', ')}`);

  const slack = slackOf(value, needed, fault);
  const teams = teamsOf(value, needed, fault);
  const mail = readMail(value, needed, fault);
  const upkeep = readUpkeep(value, fault);
  if (faults.length > 0 || port === undefined || !level.success) return { ok: false, faults };
  return {
    ok: true,
    config: Object.freeze({
      port,
      publicUrl,
      mongoUri,
      secret,
      trustedProxies,
      backpackRegistrationsPerDay: Number(registrations),
      logLevel: level.data,
      upkeep,
      ...(slack === undefined ? {} : { slack }),
      ...(teams === undefined ? {} : { teams }),
      ...(mail === undefined ? {} : { mail }),
    }),
  };
}

const logLevels = z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']);

type Value = (variable: string) => string | undefined;
type Fault = (variable: string, problem: string) => string;

function numberOf(text: string): number | undefined {
  const number = /^\d{1,5}$/u.test(text) ? Number(text) : 0;
  return number >= 1 && number <= 65_535 ? number : undefined;
}

/** Localhost may be plain http, so that the playground needs no certificate; everything else is https. */
function publicUrlOf(written: string | undefined, fault: Fault): string {
  const right = 'the address that people reach, such as https://speldje.example.nl';
  if (written === undefined) return fault('PUBLIC_URL', right);
  const url = addressOf(written);
  if (url === undefined) return fault('PUBLIC_URL', right);
  if (url.pathname !== '/' || url.search || url.hash || url.username || url.password)
    return fault('PUBLIC_URL', `${right}, with nothing behind the host`);
  const local = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && local))
    return fault('PUBLIC_URL', `${right}; only localhost may be http`);
  return url.origin;
}

function isWebAddress(written: string): boolean {
  return /^https?:$/u.test(addressOf(written)?.protocol ?? '');
}

function urlEndingInSlash(
  variable: string,
  written: string | undefined,
  standard: string,
  fault: Fault,
): string {
  if (written === undefined) return standard;
  if (!isWebAddress(written)) return fault(variable, `an address such as ${standard}`);
  return written.endsWith('/') ? written : fault(variable, 'ends in a slash');
}

function slackOf(value: Value, needed: Fault, fault: Fault): SlackConfig | undefined {
  const names = [
    'SLACK_SIGNING_SECRET',
    'SLACK_APP_TOKEN',
    'SLACK_BOT_TOKEN',
    'SLACK_CLIENT_ID',
    'SLACK_CLIENT_SECRET',
    'SLACK_API_URL',
  ];
  if (!names.some((name) => value(name) !== undefined)) return undefined;
  const appToken = value('SLACK_APP_TOKEN');
  if (appToken !== undefined && !appToken.startsWith('xapp-'))
    fault('SLACK_APP_TOKEN', 'an app-level token with connections:write, which starts with xapp-');
  const signingSecret =
    appToken === undefined
      ? needed(
          'SLACK_SIGNING_SECRET',
          "the app's Signing Secret, from its Basic Information page (or SLACK_APP_TOKEN for Socket Mode)",
        )
      : value('SLACK_SIGNING_SECRET');
  const apiUrl = urlEndingInSlash('SLACK_API_URL', value('SLACK_API_URL'), 'https://slack.com/api/', fault);
  const [botToken, clientId, clientSecret] = [
    value('SLACK_BOT_TOKEN'),
    value('SLACK_CLIENT_ID'),
    value('SLACK_CLIENT_SECRET'),
  ];
  if (botToken !== undefined && !botToken.startsWith('xoxb-'))
    fault('SLACK_BOT_TOKEN', 'the Bot User OAuth Token, which starts with xoxb-');
  if (botToken === undefined && clientId === undefined && clientSecret === undefined)
    fault(
      'SLACK_BOT_TOKEN',
      'set it for one workspace, or SLACK_CLIENT_ID and SLACK_CLIENT_SECRET for several',
    );
  if (clientId !== undefined && clientSecret === undefined)
    fault('SLACK_CLIENT_SECRET', 'goes with SLACK_CLIENT_ID');
  if (clientSecret !== undefined && clientId === undefined)
    fault('SLACK_CLIENT_ID', 'goes with SLACK_CLIENT_SECRET');
  return {
    apiUrl,
    ...(signingSecret === undefined ? {} : { signingSecret }),
    ...(appToken === undefined ? {} : { appToken }),
    ...(botToken === undefined ? {} : { botToken }),
    ...(clientId === undefined ? {} : { clientId }),
    ...(clientSecret === undefined ? {} : { clientSecret }),
  };
}

/** Origins between spaces. */
function originsOf(variable: string, written: string, fault: Fault): readonly string[] {
  const origins = written.split(/\s+/u).filter(Boolean);
  const wrong = origins.some((one) => !isWebAddress(one) || new URL(one).origin !== one);
  if (wrong) fault(variable, 'origins between spaces, such as https://teams.example');
  return origins;
}

function teamsOf(value: Value, needed: Fault, fault: Fault): TeamsConfig | undefined {
  const names = ['MICROSOFT_APP_ID', 'MICROSOFT_APP_PASSWORD', 'MICROSOFT_APP_TENANT_ID'];
  if (!names.some((name) => value(name) !== undefined)) return undefined;
  const address = (variable: string, standard: string) => {
    const written = value(variable);
    if (written === undefined) return standard;
    return isWebAddress(written) ? written : fault(variable, `an address such as ${standard}`);
  };
  return {
    appId: needed('MICROSOFT_APP_ID', "the bot registration's application (client) id"),
    appPassword: needed('MICROSOFT_APP_PASSWORD', 'a client secret of the application'),
    tenantId: needed('MICROSOFT_APP_TENANT_ID', 'the directory (tenant) id of the application'),
    openIdMetadataUrl: address(
      'BOT_OPENID_METADATA_URL',
      'https://login.botframework.com/v1/.well-known/openidconfiguration',
    ),
    loginUrl: address('MICROSOFT_LOGIN_URL', 'https://login.microsoftonline.com'),
    frameOrigins: originsOf('TEAMS_FRAME_ORIGINS', value('TEAMS_FRAME_ORIGINS') ?? '', fault),
  };
}
