import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  envelope,
  fileAttachments,
  messagePayload,
  written,
  type Activity,
  type Mentioned,
} from './activity.ts';
import { readAnswer, type Shown } from './answers.ts';
import { actionsIn, cardOf, inputsIn, refreshIn, type CardAction } from './card-actions.ts';
import { answerConnector } from './connector.ts';
import { teamsState, type Fault, type Post, type PostFile, type TeamsState } from './teams-state.ts';
import { APP_ID, bot, TENANT, type TeamsConversation, type TeamsUser } from './teams-world.ts';
import { tokenIssuer, type TokenWish } from './token-issuer.ts';

export type Answered = { readonly status: number; readonly body: unknown };
type Wish = Partial<TokenWish> & { readonly bare?: boolean };

export type Saying = {
  readonly user: TeamsUser;
  readonly conversation: string;
  /** `@Name` is a mention of somebody of the conversation, or of the bot. */
  readonly text: string;
  readonly thread?: string;
  readonly files?: readonly PostFile[];
  /** By the app's slash command: only the bot and the sender see it. */
  readonly slash?: boolean;
};

export type TeamsStandIn = Awaited<ReturnType<typeof startTeamsStandIn>>;

/**
 * A tenant of Teams as the service meets it: the connector and the token issuer over HTTP, and people who say and
 * click things, whose activities go to the service with signed tokens.
 */
export async function startTeamsStandIn(options: {
  readonly serviceUrl: string;
  readonly appPassword: string;
  readonly port?: number;
  readonly pictureAt?: (url: string) => Promise<boolean>;
  /** Pauses before a message that was not taken is sent again, in milliseconds. */
  readonly retryDelaysMs?: readonly number[];
}) {
  let state = teamsState();
  const { appPassword } = options;
  const tokens = tokenIssuer({ appId: APP_ID, appPassword });
  const server = createServer((request, response) => {
    respond(request, response).catch((error: unknown) => {
      if (response.headersSent) return response.destroy();
      const message = error instanceof Error ? error.message : '';
      return json(response, 500, { error: { code: 'ServiceError', message } });
    });
  });
  const respond = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = new URL(request.url ?? '/', 'http://teams').pathname;
    if (path === '/v1/.well-known/openidconfiguration')
      return json(response, 200, tokens.openIdConfiguration(url));
    if (path === '/v1/.well-known/keys') return json(response, 200, tokens.keySet());
    if (path === `/${TENANT}/oauth2/v2.0/token` && request.method === 'POST') {
      const { status, body } = tokens.grant(new URLSearchParams(await textOf(request)));
      return json(response, status, body);
    }
    const deps = {
      state,
      tokens,
      tenant: TENANT,
      ...(options.pictureAt === undefined ? {} : { pictureAt: options.pictureAt }),
    };
    return answerConnector(deps, request, response);
  };
  server.listen(options.port ?? 0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the stand-in has no port');
  const url = `http://localhost:${address.port}`;
  const connectorUrl = `${url}/`;

  async function deliver(activity: Activity | string, wish: Wish = {}): Promise<Answered> {
    const headers: Record<string, string> = { 'content-type': 'application/json; charset=utf-8' };
    if (!wish.bare)
      headers['authorization'] =
        `Bearer ${tokens.sign({ audience: APP_ID, serviceUrl: connectorUrl, ...wish })}`;
    const response = await fetch(`${options.serviceUrl}/api/messages`, {
      method: 'POST',
      headers,
      body: typeof activity === 'string' ? activity : JSON.stringify(activity),
    });
    const text = await response.text();
    let body: unknown = text;
    try {
      body = text === '' ? undefined : JSON.parse(text);
    } catch {
      // Words, then.
    }
    if (typeof activity !== 'string')
      state.deliveries.push({
        type: String(activity['type']),
        ...(typeof activity['name'] === 'string' ? { name: activity['name'] } : {}),
        status: response.status,
      });
    state.changed();
    return { status: response.status, body };
  }

  /** As the platform does with what is not taken: again, a few times, later. */
  async function deliverUntilTaken(activity: Activity): Promise<Answered> {
    let answered: Answered = { status: 0, body: undefined };
    for (const pause of [0, ...(options.retryDelaysMs ?? [])]) {
      if (pause > 0) await sleep(pause);
      try {
        answered = await deliver(activity);
        if (answered.status < 500) return answered;
      } catch {
        answered = { status: 0, body: undefined };
      }
    }
    return answered;
  }

  const conversationOf = (id: string): TeamsConversation => {
    const found = state.conversations.get(id);
    if (found === undefined) throw new Error(`no conversation ${id}`);
    return found;
  };
  const mentionsFor = (conversation: TeamsConversation): Mentioned[] => [
    bot,
    ...conversation.members.flatMap((id) => {
      const user = state.people.get(id);
      return user === undefined ? [] : [{ name: user.name, id: user.id }];
    }),
  ];
  const messageActivity = (said: Saying, id: string, thread: string | undefined): Activity => {
    const conversation = conversationOf(said.conversation);
    const { text, entities } = written(said.text, mentionsFor(conversation));
    const around = envelope(connectorUrl, state, said.user, conversation, thread);
    return {
      type: 'message',
      id,
      ...around,
      text,
      textFormat: 'plain',
      entities: [...entities, ...(Array.isArray(around['entities']) ? around['entities'] : [])],
      attachments: [
        ...fileAttachments(said.files ?? []),
        { contentType: 'text/html', content: `<div>${text}</div>` },
      ],
      ...(said.slash ? { recipient: { ...bot, isTargeted: true } } : {}),
    };
  };
  /** With the permission to read channel messages, the bot hears everything in its channels. */
  const heard = (said: Saying, { kind, installed }: TeamsConversation): boolean =>
    installed && (kind !== 'groupChat' || said.slash === true || said.text.includes(`@${bot.name}`));

  /** Says something; resolves once the service was told, where it is told at all. */
  async function say(said: Saying): Promise<{ readonly post: Post; readonly answered?: Answered }> {
    const conversation = conversationOf(said.conversation);
    const id = state.nextId();
    const thread = conversation.kind === 'channel' ? (said.thread ?? id) : undefined;
    const post: Post = {
      id,
      conversation: conversation.id,
      ...(thread === undefined ? {} : { thread }),
      from: said.user.id,
      text: said.text,
      ...(said.slash ? { targetedTo: said.user.id } : {}),
      files: said.files ?? [],
      edited: false,
      deleted: false,
      at: new Date(),
    };
    state.posts.push(post);
    state.changed();
    if (!heard(said, conversation)) return { post };
    // A private command begins no thread; inside one, it says which.
    const place = said.slash && said.thread === undefined ? undefined : thread;
    return { post, answered: await deliverUntilTaken(messageActivity(said, id, place)) };
  }

  const activityOf = (post: Post): Activity => {
    const user = state.people.get(post.from);
    if (user === undefined) throw new Error('not said by a person');
    return messageActivity(
      { user, conversation: post.conversation, text: post.text, files: post.files },
      post.id,
      post.thread,
    );
  };

  /** A request that waits for its answer, such as a click. */
  async function invoke(asked: {
    readonly user: TeamsUser;
    readonly conversation: string;
    readonly thread?: string;
    readonly name: string;
    readonly value: unknown;
    readonly replyToId?: string;
    readonly id?: string;
  }): Promise<Answered> {
    return deliver({
      type: 'invoke',
      name: asked.name,
      id: asked.id ?? `f:${state.nextId()}`,
      ...envelope(connectorUrl, state, asked.user, conversationOf(asked.conversation), asked.thread),
      value: asked.value,
      ...(asked.replyToId === undefined ? {} : { replyToId: asked.replyToId }),
    });
  }

  const ask = async (asked: Parameters<typeof invoke>[0]): Promise<Shown> =>
    readAnswer(asked.name, await invoke(asked), options.pictureAt);

  const carryOut = (
    user: TeamsUser,
    post: Post,
    action: CardAction,
    trigger: 'manual' | 'automatic' = 'manual',
  ): Promise<Shown> => {
    const where = {
      user,
      conversation: post.conversation,
      ...(post.thread === undefined ? {} : { thread: post.thread }),
      replyToId: post.id,
    };
    if (action.type === 'Action.Submit')
      return ask({
        ...where,
        name: 'task/fetch',
        value: { data: action.data, context: { theme: 'default' } },
      });
    if (action.type !== 'Action.Execute') throw new Error(`${action.title} opens ${action.url}`);
    const { type, verb, data } = action;
    return ask({ ...where, name: 'adaptiveCard/action', value: { action: { type, verb, data }, trigger } });
  };

  const update = (user: TeamsUser, conversation: TeamsConversation, more: Activity): Promise<Answered> => {
    const around = envelope(connectorUrl, state, user, conversation, undefined);
    return deliver({
      ...around,
      id: `u:${state.nextId()}`,
      ...more,
      channelData: { ...Object(around['channelData']), ...Object(more['channelData']) },
    });
  };

  return {
    url,
    connectorUrl,
    /** What the service is configured with. */
    environment: {
      MICROSOFT_APP_ID: APP_ID,
      MICROSOFT_APP_PASSWORD: appPassword,
      MICROSOFT_APP_TENANT_ID: TENANT,
      BOT_OPENID_METADATA_URL: `${url}/v1/.well-known/openidconfiguration`,
      MICROSOFT_LOGIN_URL: url,
    },
    tokens,
    get state(): TeamsState {
      return state;
    },
    deliver,
    say,
    invoke,
    activityOf,

    /** Messages that stand in a conversation, the bot's as it sent them. */
    posts: (conversation: string): readonly Post[] =>
      state.posts.filter((post) => post.conversation === conversation && !post.deleted),
    fromBot: (conversation: string): readonly Post[] =>
      state.posts.filter(
        (post) => post.conversation === conversation && post.from === bot.id && !post.deleted,
      ),
    directMessages: (user: TeamsUser): readonly Post[] =>
      state.posts.filter(
        (post) => post.from === bot.id && post.conversation === state.personalChat(user).id && !post.deleted,
      ),
    personalChat: (user: TeamsUser): string => state.personalChat(user).id,

    async edit(post: Post, text: string): Promise<Answered> {
      post.text = text;
      post.edited = true;
      const activity = activityOf(post);
      return deliver({
        ...activity,
        type: 'messageUpdate',
        channelData: { ...Object(activity['channelData']), eventType: 'editMessage' },
      });
    },
    async remove(post: Post): Promise<Answered> {
      post.deleted = true;
      const { text: _, attachments: __, ...activity } = activityOf(post);
      return deliver({
        ...activity,
        type: 'messageDelete',
        channelData: { ...Object(activity['channelData']), eventType: 'softDeleteMessage' },
      });
    },
    async restore(post: Post): Promise<Answered> {
      post.deleted = false;
      const activity = activityOf(post);
      return deliver({
        ...activity,
        type: 'messageUpdate',
        channelData: { ...Object(activity['channelData']), eventType: 'undeleteMessage' },
      });
    },
    /** An action chosen of a message: what opens the dialog. */
    messageAction: (user: TeamsUser, post: Post, commandId: string): Promise<Shown> =>
      ask({
        user,
        conversation: post.conversation,
        ...(post.thread === undefined ? {} : { thread: post.thread }),
        name: 'composeExtension/fetchTask',
        value: {
          commandId,
          commandContext: 'message',
          messagePayload: messagePayload(post, state.people.get(post.from)),
          context: { theme: 'default' },
        },
      }),

    /** A click on a card of the bot, on the action that is called so; on what the viewer sees, when `on` is given. */
    async click(
      user: TeamsUser,
      post: Post,
      title: string,
      on: unknown = cardOf(post.activity),
    ): Promise<Shown> {
      const action = actionsIn(on).find((one) => one.title === title);
      if (action === undefined)
        throw new Error(
          `no action ${title}; there are: ${actionsIn(on)
            .map((one) => one.title)
            .join(', ')}`,
        );
      return carryOut(user, post, action);
    },
    /** What a client does as soon as it shows a card; undefined when it has nothing to ask. */
    async look(user: TeamsUser, post: Post): Promise<Shown | undefined> {
      const action = refreshIn(cardOf(post.activity), user.id);
      return action === undefined ? undefined : carryOut(user, post, action, 'automatic');
    },
    /** A dialog's card is filled in and sent. */
    async submit(
      user: TeamsUser,
      conversation: string,
      card: unknown,
      filled: Readonly<Record<string, string>>,
      from: { readonly thread?: string; readonly extension?: boolean } = {},
    ): Promise<Shown> {
      const action = actionsIn(card).findLast(({ type }) => type === 'Action.Submit');
      const data = { ...action?.data, ...inputsIn(card), ...filled };
      const { thread, extension } = from;
      return ask({
        user,
        conversation,
        ...(thread === undefined ? {} : { thread }),
        name: extension ? 'composeExtension/submitAction' : 'task/submit',
        value: { data, context: { theme: 'default' }, ...(extension ? { commandContext: 'message' } : {}) },
      });
    },
    /** Somebody types into the search of the app, or into a field of a form. */
    search: (user: TeamsUser, conversation: string, words: string): Promise<Shown> =>
      ask({
        user,
        conversation,
        name: 'composeExtension/query',
        value: {
          commandId: 'findBadge',
          parameters: [{ name: 'words', value: words }],
          queryOptions: { skip: 0, count: 25 },
        },
      }),
    suggest: (user: TeamsUser, conversation: string, dataset: string, queryText: string): Promise<Shown> =>
      ask({
        user,
        conversation,
        name: 'application/search',
        value: { queryText, queryOptions: { skip: 0, top: 15 }, dataset },
      }),

    /** Somebody takes the app for themselves; the bot is told. */
    async install(user: TeamsUser): Promise<Answered> {
      state.installedFor.add(user.id);
      state.blocked.delete(user.id);
      const chat = state.personalChat(user);
      chat.installed = true;
      return update(user, chat, { type: 'installationUpdate', action: 'add' });
    },
    async uninstall(user: TeamsUser): Promise<Answered> {
      state.installedFor.delete(user.id);
      state.blocked.add(user.id);
      return update(user, state.personalChat(user), { type: 'installationUpdate', action: 'remove' });
    },
    async installInTeam(user: TeamsUser, team: string, installed: boolean): Promise<Answered> {
      for (const one of state.conversations.values()) if (one.team === team) one.installed = installed;
      return update(user, conversationOf(state.teams.get(team)?.general ?? team), {
        type: 'installationUpdate',
        action: installed ? 'add' : 'remove',
      });
    },
    /** Somebody leaves a team, and all its channels. */
    async leave(user: TeamsUser, team: string): Promise<Answered> {
      for (const one of state.conversations.values())
        if (one.team === team) one.members = one.members.filter((id) => id !== user.id);
      const general = conversationOf(state.teams.get(team)?.general ?? team);
      return update(user, general, {
        type: 'conversationUpdate',
        membersRemoved: [{ id: user.id, aadObjectId: user.aad }],
        channelData: { eventType: 'teamMemberRemoved' },
      });
    },
    async renameTeam(user: TeamsUser, team: string, name: string): Promise<Answered> {
      const found = state.teams.get(team);
      if (found !== undefined) found.name = name;
      return update(user, conversationOf(found?.general ?? team), {
        type: 'conversationUpdate',
        channelData: { eventType: 'teamRenamed' },
      });
    },
    async renameChannel(user: TeamsUser, channel: string, name: string): Promise<Answered> {
      conversationOf(channel).name = name;
      return update(user, conversationOf(channel), {
        type: 'conversationUpdate',
        channelData: { eventType: 'channelRenamed' },
      });
    },

    /** How the bot's next calls are answered instead of as they should be. */
    fail(fault: Omit<Fault, 'times'> & { readonly times?: number }): void {
      state.faults.push({ times: 1, ...fault });
    },
    onChange(listener: () => void): void {
      state.onChange(listener);
    },
    /** Forgets what was said and what went wrong. */
    reset(): void {
      state = teamsState();
    },
    async stop(): Promise<void> {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function json(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
}

async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(Buffer.from(part));
  return Buffer.concat(parts).toString('utf8');
}
