import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createApiServer } from './api-server.ts';
import { createConversation } from './conversation.ts';
import { createDeliver, waitFor } from './deliver.ts';
import type { Delivered, SendOptions, Wire } from './deliver.ts';
import { createEvents, USUAL_EVENTS } from './events.ts';
import type { EventDelivery } from './events.ts';
import { createFaults } from './faults.ts';
import type { Call, CallHook, Fault } from './faults.ts';
import { createIdentifiers } from './identifiers.ts';
import { installPage } from './install-page.ts';
import { createInteract } from './interact.ts';
import type { Interact } from './interact.ts';
import { createModalStack } from './modal-stack.ts';
import { pictureChecker } from './picture-checker.ts';
import { createRateGate } from './rate-limits.ts';
import type { RateLimits } from './rate-limits.ts';
import { createResponseUrls } from './response-url.ts';
import { createSocketMode } from './socket-mode.ts';
import { createSubmit } from './submit.ts';
import type { Submit } from './submit.ts';
import { createTalk } from './talk.ts';
import type { Talk } from './talk.ts';
import type { Realm } from './web-api/method.ts';
import { createOAuth } from './web-api/oauth-methods.ts';
import type { OAuthClient } from './web-api/oauth-methods.ts';
import { createWorkspace, directConversation } from './workspace.ts';
import type { StoredMessage, StoredView, Workspace } from './workspace.ts';
import { BOT_USER, TEAM } from './world.ts';
import type { Member } from './world.ts';

export type SlackStandInOptions = {
  /** 0 or left out: a free one. */
  port?: number;
  /** Where the app listens, such as `http://localhost:4001`; requests go to `/slack/events` there. */
  serviceUrl: string;
  signingSecret: string;
  botToken: string;
  /** An app-level token: the app gets its requests by Socket Mode, and none over HTTP. */
  appToken?: string;
  /** The time in milliseconds since 1970. */
  clock?: () => number;
  /** Makes all ids; two runs with one seed have the same ids. */
  seed?: string;
  /** What the bot token may do; left out: everything that the app needs. */
  scopes?: readonly string[];
  /** The events that the app subscribes to. */
  events?: readonly string[];
  rateLimit?: RateLimits;
  oauth?: OAuthClient;
  /** How long the app has to acknowledge (Slack: 3000). */
  ackTimeoutMs?: number;
  /** How long a trigger may be used (Slack: 3000). */
  triggerLifeMs?: number;
  /** Pauses before the three retries of an event (Slack: at once, a minute, five minutes). */
  retryDelaysMs?: readonly number[];
  /** Fetches the pictures in blocks and refuses what is none, as Slack does. */
  checkPictures?: boolean;
  /** Waits in real time; replaced in tests. */
  wait?: (ms: number) => Promise<void>;
  fetch?: typeof fetch;
};

export const USUAL_SCOPES = [
  'app_mentions:read',
  'channels:history',
  'channels:join',
  'channels:read',
  'chat:write',
  'chat:write.public',
  'commands',
  'files:read',
  'files:write',
  'groups:history',
  'groups:read',
  'im:history',
  'im:read',
  'im:write',
  'mpim:history',
  'mpim:read',
  'mpim:write',
  'reactions:read',
  'reactions:write',
  'team:read',
  'usergroups:read',
  'users:read',
  'users:read.email',
] as const;

/** A strict stand-in for Slack: what the app calls, what people do, and what can go wrong. */
export type SlackStandIn = Talk &
  Interact &
  Submit & {
    /** `http://127.0.0.1:PORT/api/`, for SLACK_API_URL. */
    readonly apiUrl: string;
    /** `http://127.0.0.1:PORT`, with the install page at `/oauth/v2/authorize`. */
    readonly origin: string;
    /** Points the stand-in at another address of the app. */
    connectTo(serviceUrl: string): void;
    /** Sends a raw signed request, also one that differs from what Slack would send. */
    send(rawBody: string, options: SendOptions): Promise<Delivered>;

    /** The next calls of a method (`*`: any; `response_url`) go wrong. */
    failNext(method: string, fault: Fault, times?: number): void;
    /** Watches every call of the app; gives what ends the watching. */
    onCall(hook: CallHook): () => void;
    readonly calls: readonly Call[];
    readonly wires: readonly Wire[];
    /** Everything sent as an event so far, with each attempt. */
    readonly deliveries: readonly EventDelivery[];
    redeliver(eventId: string, retry?: { num: number; reason: string }): Promise<Delivered>;
    holdEvents(): void;
    releaseEvents(order?: (held: EventDelivery[]) => EventDelivery[]): Promise<EventDelivery[]>;
    /** Waits until no event is on its way any more. */
    settled(): Promise<void>;

    /** What everybody in a channel can see, oldest first, threads included. */
    messages(channel: string): StoredMessage[];
    /** What one person alone was shown. */
    ephemerals(user: string): StoredMessage[];
    /** The direct messages between a person and the bot. */
    directMessages(user: string): StoredMessage[];
    /** A person's open modals, the uppermost last. */
    views(user: string): StoredView[];
    home(user: string): StoredView | undefined;
    readonly workspace: Workspace;

    /** Agrees to an installation; gives the code for the redirect address. */
    authorize(grant: {
      team: string;
      user: string;
      scopes?: readonly string[];
      redirectUri: string;
      /** The team belongs to an Enterprise Grid; `wide`: the app is installed in all of it. */
      enterprise?: { id: string; name: string };
      wide?: boolean;
    }): string;
    /** Takes the app out of a workspace: tokens die, `tokens_revoked` and `app_uninstalled` are sent. */
    uninstall(team?: string): Promise<void>;
    /** Changes what is known of a person, and sends `user_change`. */
    changeMember(id: string, change: Partial<Omit<Member, 'id' | 'team'>>): Promise<void>;
    /** Ends the app's connections of Socket Mode, with a warning as Slack gives it, or without. */
    disconnectSockets(warning: boolean): void;
    socketConnections(): number;
    /** Hears of each change, for a page that shows the workspace. */
    onChange(listener: () => void): () => void;
    /** Back to how it was at the start: no messages, faults, calls or hooks. Ids and stamps run on. */
    reset(): void;
    stop(): Promise<void>;
  };

/** The last requests to the app that are kept for the page that shows them. */
const WIRES_KEPT = 200;

/** Starts a stand-in that plays the workspace `T0SPELDJE` on 127.0.0.1. */
export async function startSlackStandIn(options: SlackStandInOptions): Promise<SlackStandIn> {
  const now = options.clock ?? Date.now;
  const wait = options.wait ?? waitFor;
  let { serviceUrl } = options;
  let origin = '';
  const listeners = new Set<() => void>();
  const hooks = new Set<CallHook>();
  const calls: Call[] = [];
  const wires: Wire[] = [];
  const changed = () => {
    for (const listener of listeners) listener();
  };
  const ids = createIdentifiers(options.seed ?? 'speldje', now);
  const fresh = (): Workspace =>
    createWorkspace({
      now,
      ids,
      triggerLifeMs: options.triggerLifeMs ?? 3000,
      botToken: options.botToken,
      scopes: options.scopes ?? USUAL_SCOPES,
      announce: (happening) => events.announce(happening),
      changed,
    });
  const deliver = createDeliver({
    target: () => `${serviceUrl.replace(/\/$/, '')}/slack/events`,
    signingSecret: options.signingSecret,
    now,
    ackTimeoutMs: options.ackTimeoutMs ?? 3000,
    fetch: (...request) => (socketMode?.fetch ?? options.fetch ?? fetch)(...request),
    sent(wire) {
      wires.push(wire);
      if (wires.length > WIRES_KEPT) wires.shift();
      changed();
    },
  });
  const workspace = fresh();
  const events = createEvents({
    workspace,
    deliver,
    subscriptions: options.events ?? USUAL_EVENTS,
    retryDelaysMs: options.retryDelaysMs ?? [0, 60_000, 300_000],
    wait,
  });
  const faults = createFaults();
  const conversation = createConversation(workspace, () => origin);
  const modals = createModalStack(workspace);
  const responseUrls = createResponseUrls(workspace, conversation);
  const oauth = createOAuth(workspace, options.oauth);
  const realm: Realm = {
    workspace,
    conversation,
    modals,
    origin: () => origin,
    checkPicture: options.checkPictures ? pictureChecker(options.fetch ?? fetch) : undefined,
    distributed: options.rateLimit?.threadReads === 'distributed',
  };
  const rooms = { workspace, events, deliver, responseUrls, origin: () => origin };
  const interact = createInteract(rooms);
  const server = createApiServer({
    realm,
    oauth,
    responseUrls,
    faults,
    rateGate: createRateGate(options.rateLimit ?? {}, now),
    hooks,
    calls,
    socketMode: () => socketMode,
    wait,
    page: installPage(oauth, options.oauth),
  });
  const socketMode =
    options.appToken === undefined
      ? undefined
      : createSocketMode({
          server,
          appToken: options.appToken,
          secret: () => ids.secret(),
          origin: () => origin,
        });
  server.listen(options.port ?? 0, '127.0.0.1');
  await once(server, 'listening');
  origin = `http://127.0.0.1:${portOf(server.address())}`;

  const shown = (channel: string) => workspace.messages.get(channel) ?? [];
  return {
    ...createTalk({ ...rooms, conversation }),
    ...interact,
    ...createSubmit({ ...rooms, modals, interact }),
    apiUrl: `${origin}/api/`,
    origin,
    connectTo(url) {
      serviceUrl = url;
    },
    send: deliver,
    failNext: (method, fault, times) => faults.next(method, fault, times),
    onCall(hook) {
      hooks.add(hook);
      return () => hooks.delete(hook);
    },
    calls,
    wires,
    deliveries: events.deliveries,
    redeliver: (eventId, retry) => events.redeliver(eventId, retry),
    holdEvents: () => events.hold(),
    releaseEvents: (order) => events.release(order),
    settled: () => events.settled(),
    messages: (channel) => shown(channel).filter((message) => message.ephemeralTo === undefined),
    ephemerals: (user) =>
      [...workspace.messages.values()].flat().filter((message) => message.ephemeralTo === user),
    directMessages(user) {
      const member = workspace.members.get(user);
      return member ? [...shown(directConversation(workspace, member, BOT_USER).id)] : [];
    },
    views: (user) => modals.of(user),
    home: (user) => workspace.homes.get(user),
    workspace,
    authorize: (grant) => oauth.authorize({ ...grant, scopes: grant.scopes ?? USUAL_SCOPES }),
    async uninstall(team = TEAM.id) {
      const bots = [...workspace.installations.values()].filter((one) => one.team === team);
      const tokens = { oauth: [], bot: bots.map((one) => one.botUser) };
      workspace.announce({ team, event: { type: 'tokens_revoked', tokens, event_ts: ids.timestamp() } });
      workspace.announce({ team, event: { type: 'app_uninstalled', event_ts: ids.timestamp() } });
      for (const installation of bots) installation.state = 'token_revoked';
      await events.settled();
    },
    async changeMember(id, change) {
      const member = workspace.members.get(id);
      if (!member) throw new Error(`Nobody has the id ${id}`);
      Object.assign(member, change);
      const user = { id, team_id: member.team, name: member.name, deleted: member.deactivated ?? false };
      workspace.announce({
        team: member.team,
        event: { type: 'user_change', user, event_ts: workspace.ids.timestamp() },
      });
      changed();
      await events.settled();
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    reset() {
      // The rooms hold on to the one workspace, so it is emptied and filled rather than replaced.
      Object.assign(workspace, fresh());
      faults.clear();
      events.clear();
      hooks.clear();
      calls.length = 0;
      wires.length = 0;
      changed();
    },
    disconnectSockets: (warning) => socketMode?.disconnect(warning),
    socketConnections: () => socketMode?.connections() ?? 0,
    async stop() {
      events.clear();
      await socketMode?.stop();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('The stand-in has no port');
  return address.port;
}
