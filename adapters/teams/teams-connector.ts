import { z } from 'zod';
import type { Clock } from '../../src/ports/clock.ts';

/** A call that the connector did not do, or may not have done. */
export class ConnectorRefused extends Error {
  override readonly name = 'ConnectorRefused';
  /** The HTTP status; undefined when no answer came. */
  readonly status: number | undefined;
  /** The platform's own code, such as `BotNotInConversationRoster`. */
  readonly code: string;
  readonly retryAfterMs: number | undefined;
  constructor(
    status: number | undefined,
    code: string,
    more: { retryAfterMs?: number; cause?: unknown } = {},
  ) {
    super(`the connector: ${status ?? 'no answer'} ${code}`, { cause: more.cause });
    this.status = status;
    this.code = code;
    this.retryAfterMs = more.retryAfterMs;
  }
}

const member = z.object({
  id: z.string(),
  aadObjectId: z.string().nullish(),
  objectId: z.string().nullish(),
  name: z.string().nullish(),
  email: z.string().nullish(),
  userPrincipalName: z.string().nullish(),
  tenantId: z.string().nullish(),
  userRole: z.string().nullish(),
});
export type TeamsMember = z.infer<typeof member>;

const created = z.object({ id: z.string() });
const memberPage = z.object({ members: z.array(member), continuationToken: z.string().nullish() });
const refusal = z.object({ error: z.object({ code: z.string() }) });
const grant = z.object({ access_token: z.string(), expires_in: z.coerce.number() });

/** A message as it is posted. */
export type Outgoing = {
  readonly type: 'message';
  readonly text?: string;
  readonly summary?: string;
  readonly attachments?: readonly { readonly contentType: string; readonly content: unknown }[];
  readonly entities?: readonly object[];
  readonly recipient?: { readonly id: string };
  readonly channelData?: Readonly<Record<string, unknown>>;
};

/** The Bot Connector of a conversation (learn.microsoft.com, "Bot Connector API reference"). Every call may throw ConnectorRefused. */
export interface TeamsConnector {
  /** The id of the new message. `targeted`: only the recipient sees it. */
  post(serviceUrl: string, conversation: string, message: Outgoing, targeted?: boolean): Promise<string>;
  update(serviceUrl: string, conversation: string, id: string, message: Outgoing): Promise<void>;
  remove(serviceUrl: string, conversation: string, id: string): Promise<void>;
  /** The bot's own talk with somebody; the same one each time. `user`: the platform's id of them, or their object id. */
  openChat(serviceUrl: string, tenant: string, user: string): Promise<string>;
  /** Undefined when they are not in the conversation. `user`: as above. */
  member(serviceUrl: string, conversation: string, user: string): Promise<TeamsMember | undefined>;
  members(serviceUrl: string, conversation: string): AsyncGenerator<TeamsMember>;
}

/** Two calls, and the token before them, fit into the time that a message is held for. */
const patienceMs = 4_000;
const scope = 'https://api.botframework.com/.default';
/** A token is renewed this long before it ends. */
const renewalMs = 300_000;
const pageSize = 500;

/**
 * The SDK's own client tries again by itself, for longer than anybody waits, and knows no targeted messages; this one
 * calls once and says what came of it.
 */
export function teamsConnector(settings: {
  readonly appId: string;
  readonly appPassword: string;
  readonly tenantId: string;
  /** Of the Microsoft identity platform. */
  readonly loginUrl: string;
  readonly fetch: typeof fetch;
  readonly clock: Clock;
}): TeamsConnector {
  const { clock } = settings;
  let token: { readonly value: Promise<string>; readonly until: number } | undefined;

  /** The client-credentials grant (Microsoft identity platform, "OAuth 2.0 client credentials flow"). */
  const askToken = async (): Promise<string> => {
    const response = await settings.fetch(
      `${settings.loginUrl.replace(/\/$/u, '')}/${settings.tenantId}/oauth2/v2.0/token`,
      {
        method: 'POST',
        body: new URLSearchParams({
          grant_type: 'client_credentials',
          client_id: settings.appId,
          client_secret: settings.appPassword,
          scope,
        }),
        signal: AbortSignal.timeout(patienceMs),
      },
    );
    if (!response.ok) throw new ConnectorRefused(response.status, 'NoToken');
    const { access_token, expires_in } = grant.parse(await response.json());
    token = {
      value: Promise.resolve(access_token),
      until: clock().getTime() + expires_in * 1000 - renewalMs,
    };
    return access_token;
  };
  const bearer = (): Promise<string> => {
    if (token === undefined || token.until <= clock().getTime()) {
      const value = askToken();
      token = { value, until: clock().getTime() + patienceMs };
      value.catch(() => {
        token = undefined;
      });
    }
    return token.value;
  };

  const once = async (method: string, address: string, body: unknown): Promise<Response> => {
    const authorization = `Bearer ${await bearer()}`;
    return settings.fetch(address, {
      method,
      headers: {
        authorization,
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      redirect: 'error',
      signal: AbortSignal.timeout(patienceMs),
    });
  };
  const call = async (method: string, serviceUrl: string, path: string, body?: unknown): Promise<unknown> => {
    const address = `${trusted(serviceUrl)}v3/${path}`;
    let response: Response;
    try {
      response = await once(method, address, body);
      if (response.status === 401) {
        // The token may have been taken back before its end.
        token = undefined;
        response = await once(method, address, body);
      }
    } catch (error) {
      if (error instanceof ConnectorRefused) throw error;
      throw new ConnectorRefused(undefined, error instanceof Error ? error.name : 'NoAnswer', {
        cause: error,
      });
    }
    const answer = await readAnswer(response);
    if (response.ok) return answer;
    const parsed = refusal.safeParse(answer);
    const seconds = Number(response.headers.get('retry-after'));
    throw new ConnectorRefused(
      response.status,
      parsed.success ? parsed.data.error.code : 'Unknown',
      seconds > 0 ? { retryAfterMs: seconds * 1000 } : {},
    );
  };
  const activities = (conversation: string) => `conversations/${encodeURIComponent(conversation)}/activities`;

  return {
    async post(serviceUrl, conversation, message, targeted = false) {
      const path = `${activities(conversation)}${targeted ? '?isTargetedActivity=true' : ''}`;
      return created.parse(await call('POST', serviceUrl, path, message)).id;
    },
    async update(serviceUrl, conversation, id, message) {
      await call('PUT', serviceUrl, `${activities(conversation)}/${encodeURIComponent(id)}`, message);
    },
    async remove(serviceUrl, conversation, id) {
      await call('DELETE', serviceUrl, `${activities(conversation)}/${encodeURIComponent(id)}`);
    },
    async openChat(serviceUrl, tenant, user) {
      const answer = await call('POST', serviceUrl, 'conversations', {
        isGroup: false,
        bot: { id: `28:${settings.appId}` },
        members: [{ id: user }],
        tenantId: tenant,
        channelData: { tenant: { id: tenant } },
      });
      return created.parse(answer).id;
    },
    async member(serviceUrl, conversation, user) {
      const path = `conversations/${encodeURIComponent(conversation)}/members/${encodeURIComponent(user)}`;
      try {
        return member.parse(await call('GET', serviceUrl, path));
      } catch (error) {
        if (error instanceof ConnectorRefused && error.status === 404) return undefined;
        throw error;
      }
    },
    async *members(serviceUrl, conversation) {
      let next: string | undefined;
      do {
        const query = new URLSearchParams({
          pageSize: String(pageSize),
          ...(next === undefined ? {} : { continuationToken: next }),
        });
        const path = `conversations/${encodeURIComponent(conversation)}/pagedmembers?${query.toString()}`;
        const page = memberPage.parse(await call('GET', serviceUrl, path));
        yield* page.members;
        next = page.continuationToken ?? undefined;
      } while (next !== undefined);
    },
  };
}

async function readAnswer(response: Response): Promise<unknown> {
  const text = await response.text();
  try {
    return text === '' ? {} : JSON.parse(text);
  } catch {
    return {};
  }
}

/** Our token goes nowhere over plain HTTP, but to this machine itself. */
function trusted(serviceUrl: string): string {
  const url = new URL(serviceUrl);
  const local = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  if (url.protocol !== 'https:' && !local) throw new ConnectorRefused(undefined, 'InsecureServiceUrl');
  return url.href.endsWith('/') ? url.href : `${url.href}/`;
}
