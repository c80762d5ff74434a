import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { cardFault } from './card-rules.ts';
import type { Post, TeamsState } from './teams-state.ts';
import { bot, type TeamsConversation, type TeamsUser } from './teams-world.ts';
import type { TokenIssuer } from './token-issuer.ts';

/** What the connector says: a status and a body; errors in the platform's form. */
type Answer = { readonly status: number; readonly body: object; readonly retryAfterS?: number };

const ok = (body: object, status = 200): Answer => ({ status, body });
const refuse = (status: number, code: string, message: string): Answer => ({
  status,
  body: { error: { code, message } },
});

const attachment = z.looseObject({
  contentType: z.string(),
  content: z.unknown().optional(),
  name: z.string().optional(),
});
const sent = z.looseObject({
  type: z.string(),
  text: z.string().nullish(),
  summary: z.string().nullish(),
  attachments: z.array(attachment).nullish(),
  recipient: z.looseObject({ id: z.string() }).nullish(),
  entities: z.array(z.looseObject({ type: z.string() })).nullish(),
});
type Sent = z.infer<typeof sent>;

const creation = z.looseObject({
  isGroup: z.boolean().optional(),
  bot: z.looseObject({ id: z.string() }).optional(),
  members: z.array(z.looseObject({ id: z.string() })).optional(),
  tenantId: z.string().optional(),
  channelData: z
    .looseObject({
      tenant: z.looseObject({ id: z.string() }).optional(),
      channel: z.looseObject({ id: z.string() }).optional(),
    })
    .optional(),
  activity: z.unknown().optional(),
});

const adaptive = 'application/vnd.microsoft.card.adaptive';
/** What Teams takes of a whole message. */
const mostBytes = 100 * 1024;

export type ConnectorDeps = {
  readonly state: TeamsState;
  readonly tokens: TokenIssuer;
  readonly tenant: string;
  /** Whether a picture that Teams shows is at an address; not asked when left out. */
  readonly pictureAt?: (url: string) => Promise<boolean>;
};

/**
 * The Bot Connector as a bot meets it (learn.microsoft.com, "Bot Connector API reference"), strict: it refuses what
 * the platform refuses, with the platform's codes.
 */
export async function answerConnector(
  deps: ConnectorDeps,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { state } = deps;
  const url = new URL(request.url ?? '/', 'http://connector');
  const name = `${request.method} ${decodeURIComponent(url.pathname)}`;
  const raw = await bodyOf(request);
  const fault = state.faults.find(({ on, times }) => times > 0 && (on === undefined || on.test(name)));
  if (fault !== undefined) fault.times -= 1;
  const say = (answer: Answer) => {
    const error = 'error' in answer.body ? JSON.stringify(answer.body.error) : undefined;
    state.calls.push({
      method: request.method ?? '',
      path: decodeURIComponent(url.pathname),
      status: answer.status,
      ...(error === undefined ? {} : { why: error }),
    });
    response
      .writeHead(answer.status, {
        'Content-Type': 'application/json; charset=utf-8',
        ...(answer.retryAfterS === undefined ? {} : { 'Retry-After': String(answer.retryAfterS) }),
      })
      .end(JSON.stringify(answer.body));
    state.changed();
  };
  if (fault === undefined) return say(await handle(deps, request, url, raw));
  if (fault.afterDoing) await handle(deps, request, url, raw);
  if (fault.hang) {
    state.calls.push({ method: request.method ?? '', path: url.pathname, status: 0, why: 'no answer' });
    return undefined;
  }
  return say({
    ...refuse(fault.status, fault.code ?? 'ServiceError', 'as the test wants it'),
    ...(fault.retryAfterS === undefined ? {} : { retryAfterS: fault.retryAfterS }),
  });
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(Buffer.from(part));
  return Buffer.concat(parts).toString('utf8');
}

async function handle(deps: ConnectorDeps, request: IncomingMessage, url: URL, raw: string): Promise<Answer> {
  const { state, tokens } = deps;
  if (!tokens.accepts(request.headers.authorization))
    return refuse(401, 'Unauthorized', 'Authorization has been denied for this request.');
  let body: unknown;
  if (request.method === 'POST' || request.method === 'PUT') {
    if (!(request.headers['content-type'] ?? '').startsWith('application/json'))
      return refuse(415, 'UnsupportedMediaType', 'application/json is expected');
    if (Buffer.byteLength(raw) > mostBytes)
      return refuse(413, 'MessageSizeTooBig', 'Message size too large.');
    try {
      body = JSON.parse(raw);
    } catch {
      return refuse(400, 'BadSyntax', 'Bad format of the request body');
    }
  }
  const [, version, kind, written = '', part, id, ...more] = url.pathname.split('/');
  if (version !== 'v3' || more.length > 0) return refuse(404, 'NotFound', 'no such address');
  const conversation = decodeURIComponent(written);
  if (kind === 'teams' && request.method === 'GET') return team(state, conversation, part);
  if (kind !== 'conversations') return refuse(404, 'NotFound', 'no such address');
  if (written === '' && request.method === 'POST') return create(deps, body);
  const place = placeOf(state, conversation);
  if (place === undefined) return refuse(404, 'ConversationNotFound', 'Conversation not found.');
  if (!place.conversation.installed || gone(state, place.conversation))
    return refuse(
      403,
      place.conversation.kind === 'personal' ? 'MessageWritesBlocked' : 'BotNotInConversationRoster',
      'The bot is not part of the conversation roster.',
    );
  if (part === 'activities' && request.method === 'POST')
    return post(deps, place, body, url.searchParams.get('isTargetedActivity') === 'true');
  if (part === 'activities' && request.method === 'PUT') return change(deps, place, id ?? '', body);
  if (part === 'activities' && request.method === 'DELETE') return remove(state, id ?? '');
  if (part === 'members' && request.method === 'GET')
    return member(state, place, decodeURIComponent(id ?? ''));
  if (part === 'pagedmembers' && request.method === 'GET') return members(state, place, url.searchParams);
  return refuse(404, 'NotFound', 'no such address');
}

type Place = { readonly conversation: TeamsConversation; readonly thread?: string };

function placeOf(state: TeamsState, id: string): Place | undefined {
  const [bare = '', thread] = id.split(';messageid=');
  const conversation = state.conversations.get(bare);
  if (conversation === undefined) return undefined;
  if (thread === undefined) return { conversation };
  const root = state.posts.some((one) => one.conversation === bare && one.id === thread);
  return root && conversation.kind === 'channel' ? { conversation, thread } : undefined;
}

/** A personal chat whose owner blocked the bot or took the app away. */
function gone(state: TeamsState, { kind, members: [owner] }: TeamsConversation): boolean {
  return kind === 'personal' && owner !== undefined && state.blocked.has(owner);
}

function team(state: TeamsState, id: string, part: string | undefined): Answer {
  const found = state.teams.get(id);
  if (found === undefined) return refuse(404, 'TeamNotFound', 'no such team');
  if (part === 'conversations')
    return ok({
      conversations: [...state.conversations.values()]
        .filter((one) => one.team === id)
        .map(({ id: channel, name }) => ({ id: channel, ...(channel === found.general ? {} : { name }) })),
    });
  return ok({ id, name: found.name });
}

async function create(deps: ConnectorDeps, body: unknown): Promise<Answer> {
  const { state, tenant } = deps;
  const parsed = creation.safeParse(body);
  if (!parsed.success) return refuse(400, 'BadSyntax', 'Bad conversation parameters');
  const { members: wanted = [], isGroup, channelData, tenantId } = parsed.data;
  if (isGroup || channelData?.channel !== undefined)
    return refuse(400, 'BadArgument', 'this stand-in opens personal chats only');
  if (parsed.data.bot?.id !== bot.id) return refuse(400, 'BadArgument', 'bot.id is not this bot');
  if ((tenantId ?? channelData?.tenant?.id) !== tenant)
    return refuse(403, 'Forbidden', 'The tenant of the conversation is missing, or not this one');
  const [one, another] = wanted;
  if (one === undefined || another !== undefined)
    return refuse(400, 'BadArgument', 'Incorrect conversation creation parameters');
  const user = state.userBy(one.id);
  if (user === undefined) return refuse(404, 'NotFound', 'no such user');
  if (!reachable(state, user))
    return refuse(403, 'BotNotInConversationRoster', 'The bot is not installed for the user.');
  return ok({ id: state.personalChat(user).id }, 201);
}

function reachable(state: TeamsState, user: TeamsUser): boolean {
  if (state.blocked.has(user.id)) return false;
  return (
    state.installedFor.has(user.id) ||
    [...state.conversations.values()].some(
      ({ kind, installed, members: list }) => kind !== 'personal' && installed && list.includes(user.id),
    )
  );
}

async function contentFault(deps: ConnectorDeps, activity: Sent): Promise<Answer | undefined> {
  if (activity.type !== 'message') return refuse(400, 'BadArgument', `Activity type ${activity.type}`);
  const attachments = activity.attachments ?? [];
  if ((activity.text ?? '') === '' && attachments.length === 0)
    return refuse(400, 'BadSyntax', 'Activity must have text or attachments');
  for (const { contentType, content } of attachments) {
    if (contentType !== adaptive) return refuse(400, 'BadArgument', `Unknown attachment ${contentType}`);
    const fault = await cardFault(content, deps.pictureAt);
    if (fault !== undefined) return refuse(400, 'BadArgument', fault);
  }
  return undefined;
}

async function post(deps: ConnectorDeps, place: Place, body: unknown, targeted: boolean): Promise<Answer> {
  const { state } = deps;
  const parsed = sent.safeParse(body);
  if (!parsed.success) return refuse(400, 'BadSyntax', 'Activity resulted into no valid message');
  const activity = parsed.data;
  const fault = await contentFault(deps, activity);
  if (fault !== undefined) return fault;
  const { conversation, thread } = place;
  const target = targeted ? state.userBy(activity.recipient?.id ?? '') : undefined;
  if (targeted && conversation.kind === 'personal')
    return refuse(400, 'BadArgument', 'Targeted messages are for group conversations');
  if (targeted && (target === undefined || !conversation.members.includes(target.id)))
    return refuse(400, 'BadArgument', 'The recipient is not in the conversation');
  const id = state.nextId();
  const made: Post = {
    id,
    conversation: conversation.id,
    ...(conversation.kind === 'channel' ? { thread: thread ?? id } : {}),
    from: bot.id,
    text: activity.text ?? '',
    activity,
    ...(target === undefined ? {} : { targetedTo: target.id }),
    files: [],
    edited: false,
    deleted: false,
    at: new Date(),
  };
  state.posts.push(made);
  return ok({ id }, 201);
}

async function change(deps: ConnectorDeps, place: Place, id: string, body: unknown): Promise<Answer> {
  const parsed = sent.safeParse(body);
  if (!parsed.success) return refuse(400, 'BadSyntax', 'Activity resulted into no valid message');
  const found = deps.state.posts.find((one) => one.id === id && one.conversation === place.conversation.id);
  if (found === undefined || found.deleted) return refuse(404, 'ActivityNotFoundInConversation', 'not found');
  if (found.from !== bot.id) return refuse(403, 'NotAuthorized', 'not a message of this bot');
  const fault = await contentFault(deps, parsed.data);
  if (fault !== undefined) return fault;
  found.activity = parsed.data;
  found.text = parsed.data.text ?? '';
  return ok({ id });
}

function remove(state: TeamsState, id: string): Answer {
  const found = state.posts.find((one) => one.id === id);
  if (found?.from !== bot.id) return refuse(404, 'ActivityNotFoundInConversation', 'not found');
  found.deleted = true;
  return ok({});
}

function asMember(user: TeamsUser): object {
  const [givenName, surname] = user.name.split(' ');
  return {
    id: user.id,
    name: user.name,
    givenName,
    surname,
    aadObjectId: user.aad,
    objectId: user.aad,
    email: user.email,
    userPrincipalName: user.email,
    tenantId: user.tenant,
    userRole: user.role,
  };
}

function member(state: TeamsState, { conversation }: Place, id: string): Answer {
  const user = state.userBy(id);
  return user === undefined || !conversation.members.includes(user.id)
    ? refuse(404, 'MemberNotFoundInConversation', 'The member could not be found.')
    : ok(asMember(user));
}

function members(state: TeamsState, { conversation }: Place, query: URLSearchParams): Answer {
  const size = Math.min(500, Math.max(50, Number(query.get('pageSize') ?? '200')));
  const from = Number(query.get('continuationToken') ?? '0');
  const page = conversation.members.slice(from, from + size);
  const next = from + size;
  return ok({
    members: page.flatMap((id) => {
      const user = state.people.get(id);
      return user === undefined ? [] : [asMember(user)];
    }),
    ...(next < conversation.members.length ? { continuationToken: String(next) } : {}),
  });
}
