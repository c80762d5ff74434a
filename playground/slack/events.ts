import type { Deliver, Delivered } from './deliver.ts';
import { textOf } from './json.ts';
import type { JsonObject } from './json.ts';
import type { Happening, Installation, Workspace } from './workspace.ts';
import { APP_ID } from './workspace.ts';
import { BOT_USER, TEAM } from './world.ts';
import { serves } from './organisation.ts';

/** An event on its way to the app: the raw envelope and each attempt to deliver it. */
export type EventDelivery = { eventId: string; type: string; body: string; attempts: Delivered[] };

/** The events that an app of this kind subscribes to in its manifest. */
export const USUAL_EVENTS = [
  'app_home_opened',
  'app_mention',
  'app_uninstalled',
  'member_joined_channel',
  'message.channels',
  'message.groups',
  'message.im',
  'message.mpim',
  'reaction_added',
  'reaction_removed',
  'tokens_revoked',
  'user_change',
] as const;

const SCOPE_OF_EVENT: { [subscription: string]: string } = {
  app_mention: 'app_mentions:read',
  'message.channels': 'channels:history',
  'message.groups': 'groups:history',
  'message.im': 'im:history',
  'message.mpim': 'mpim:history',
  reaction_added: 'reactions:read',
  reaction_removed: 'reactions:read',
  member_joined_channel: 'channels:read',
  user_change: 'users:read',
};

export type Events = {
  /** Decides whether the app hears of it, and if so sends it off; `settled` waits for it. */
  announce(happening: Happening): void;
  /** Sends an envelope that was sent before once more. */
  redeliver(eventId: string, retry?: { num: number; reason: string }): Promise<Delivered>;
  /** The deliveries that the work in `act` caused, each finished. */
  causedBy<T>(act: () => T): Promise<{ result: T; deliveries: EventDelivery[] }>;
  settled(): Promise<void>;
  readonly deliveries: EventDelivery[];
  /** While held, events are kept; `release` sends them off in the order given, not waiting for one another. */
  hold(): void;
  release(order?: (held: EventDelivery[]) => EventDelivery[]): Promise<EventDelivery[]>;
  clear(): void;
};

export type EventsOptions = {
  workspace: Workspace;
  deliver: Deliver;
  subscriptions: readonly string[];
  /** Pauses before the first, second and third retry, in milliseconds. */
  retryDelaysMs: readonly number[];
  wait: (ms: number) => Promise<void>;
};

function subscriptionOf(happening: Happening): string {
  const { event, channel } = happening;
  if (event.type !== 'message') return event.type;
  const kind = channel?.kind ?? 'channel';
  return `message.${{ channel: 'channels', group: 'groups', im: 'im', mpim: 'mpim' }[kind]}`;
}

export function createEvents(options: EventsOptions): Events {
  const deliveries: EventDelivery[] = [];
  const underway = new Set<Promise<void>>();
  let held: EventDelivery[] | undefined;
  let watching: EventDelivery[][] = [];

  function installationFor(happening: Happening): Installation | undefined {
    const active = [...options.workspace.installations.values()].filter((one) => one.state === 'active');
    if (!happening.channel) return active.find((one) => serves(one, happening.team ?? TEAM.id));
    const { channel } = happening;
    return active.find((one) => channel.members.includes(one.botUser));
  }

  function envelope(happening: Happening, installation: Installation): { eventId: string; body: string } {
    const workspace = options.workspace;
    const eventId = workspace.ids.id('Ev');
    const enterprise = installation.enterprise?.id ?? null;
    const event: JsonObject = { ...happening.event };
    const team = installation.wide
      ? (happening.channel?.team ?? happening.team ?? installation.team)
      : installation.team;
    const body = {
      token: 'verification-token-is-deprecated',
      team_id: team,
      context_team_id: team,
      context_enterprise_id: enterprise,
      api_app_id: APP_ID,
      event,
      type: 'event_callback',
      event_id: eventId,
      event_time: Math.floor(workspace.now() / 1000),
      authorizations: [
        {
          enterprise_id: enterprise,
          team_id: team,
          user_id: installation.botUser,
          is_bot: true,
          is_enterprise_install: installation.wide ?? false,
        },
      ],
      is_ext_shared_channel: happening.channel?.shared ?? false,
      event_context: `4-${workspace.ids.secret()}`,
    };
    return { eventId, body: JSON.stringify(body) };
  }

  async function send(delivery: EventDelivery, retry?: { num: number; reason: string }): Promise<Delivered> {
    const delivered = await options.deliver(delivery.body, {
      kind: 'event',
      label: delivery.type,
      contentType: 'application/json',
      headers: retry ? { 'X-Slack-Retry-Num': String(retry.num), 'X-Slack-Retry-Reason': retry.reason } : {},
    });
    delivery.attempts.push(delivered);
    return delivered;
  }

  async function insist(delivery: EventDelivery): Promise<void> {
    let delivered = await send(delivery);
    for (const [index, pause] of options.retryDelaysMs.entries()) {
      if (delivered.status >= 200 && delivered.status < 300) return;
      if (delivered.headers['x-slack-no-retry'] === '1') return;
      await options.wait(pause);
      const reason = delivered.failure ?? 'http_error';
      delivered = await send(delivery, { num: index + 1, reason });
    }
  }

  function dispatch(delivery: EventDelivery): void {
    if (held) {
      held.push(delivery);
      return;
    }
    const work = insist(delivery).finally(() => underway.delete(work));
    underway.add(work);
  }

  function announceOne(happening: Happening): void {
    const subscription = subscriptionOf(happening);
    const installation = installationFor(happening);
    const scope = SCOPE_OF_EVENT[subscription];
    if (!installation || !options.subscriptions.includes(subscription)) return;
    if (scope !== undefined && !installation.scopes.has(scope)) return;
    const { eventId, body } = envelope(happening, installation);
    const delivery: EventDelivery = { eventId, type: happening.event.type, body, attempts: [] };
    deliveries.push(delivery);
    for (const list of watching) list.push(delivery);
    dispatch(delivery);
  }

  async function settled(): Promise<void> {
    while (underway.size > 0) await Promise.allSettled(underway);
  }

  return {
    deliveries,
    announce(happening) {
      announceOne(happening);
      const { event, channel } = happening;
      const bot = channel?.members.find((member) => member === BOT_USER) ?? '';
      const mentioned = bot !== '' && textOf(event['text']).includes(`<@${bot}>`);
      const plain =
        event.type === 'message' && (event['subtype'] === undefined || event['subtype'] === 'file_share');
      if (!mentioned || !plain || event['bot_id'] !== undefined || channel?.kind === 'im') return;
      const { channel_type: _type, parent_user_id: _parent, ...mention } = event;
      announceOne({ ...happening, event: { ...mention, type: 'app_mention' } });
    },
    async redeliver(eventId, retry) {
      const delivery = deliveries.find((one) => one.eventId === eventId);
      if (!delivery) throw new Error(`No event ${eventId} was sent`);
      return send(delivery, retry);
    },
    async causedBy(act) {
      const caused: EventDelivery[] = [];
      watching.push(caused);
      const result = act();
      watching = watching.filter((list) => list !== caused);
      await settled();
      return { result, deliveries: caused };
    },
    settled,
    hold() {
      held ??= [];
    },
    async release(order = (list) => list) {
      const list = order(held ?? []);
      held = undefined;
      for (const delivery of list) dispatch(delivery);
      await settled();
      return list;
    },
    clear() {
      deliveries.length = 0;
      held = undefined;
    },
  };
}
