import type { AppManifest } from './app-manifest.ts';
import { parseJson } from './json.ts';
import type { Json } from './json.ts';
import type { SlackStandIn } from './stand-in.ts';
import type { StoredMessage, StoredView } from './workspace.ts';
import { directConversation } from './workspace.ts';
import { BOT_USER } from './world.ts';

/** The messages of one place that the page is given at once. */
const SHOWN = 300;

function messageForPage(message: StoredMessage) {
  return {
    ts: message.ts,
    channel: message.channel,
    user: message.user,
    bot: message.botId !== undefined || message.user === 'USLACKBOT',
    text: message.text,
    blocks: message.blocks,
    threadTs: message.threadTs,
    broadcast: message.broadcast ?? false,
    reactions: message.reactions,
    edited: message.edited !== undefined,
    ephemeral: message.ephemeralTo !== undefined,
    tombstone: message.tombstone ?? false,
    files: message.files.map((file) => ({
      id: file.id,
      name: file.name,
      mimetype: file.mimetype,
      size: file.content.byteLength,
    })),
  };
}

function viewForPage(view: StoredView) {
  const { id, hash, definition, errors, values } = view;
  return { id, hash, errors, values, definition };
}

/** What one person sees of the workspace, as the page shows it. */
export function stateFor(slack: SlackStandIn, manifest: AppManifest, as: string) {
  const { workspace } = slack;
  const members = [...workspace.members.values()];
  const people = members.filter((member) => !member.bot && !member.deactivated);
  const me = people.find((member) => member.id === as) ?? people[0];
  if (!me) throw new Error('Nobody is left in the workspace');
  directConversation(workspace, me, BOT_USER);
  const channels = [...workspace.channels.values()].filter(
    (channel) =>
      channel.members.includes(me.id) ||
      (channel.kind === 'channel' && channel.team === me.team && !me.guest),
  );
  const bot = workspace.members.get(BOT_USER);
  return {
    me: me.id,
    bot: { id: BOT_USER, name: bot?.realName ?? '' },
    members: members.map((member) => ({
      id: member.id,
      name: member.name,
      realName: member.realName,
      bot: member.bot ?? false,
      guest: member.guest ?? false,
      deactivated: member.deactivated ?? false,
      stranger: member.team !== me.team,
      locale: member.locale,
    })),
    people: people.map((member) => ({
      id: member.id,
      realName: member.realName,
      newest: slack.directMessages(member.id).findLast((message) => message.botId !== undefined)?.ts ?? '0',
    })),
    groups: [...workspace.userGroups.values()].map(({ id, handle, name }) => ({ id, handle, name })),
    channels: channels.map((channel) => ({
      id: channel.id,
      kind: channel.kind,
      name: channel.name,
      topic: channel.topic,
      archived: channel.archived ?? false,
      shared: channel.shared ?? false,
      member: channel.members.includes(me.id),
      withBot: channel.members.includes(BOT_USER),
      other: channel.kind === 'im' ? channel.members.find((member) => member !== me.id) : undefined,
      messages: (workspace.messages.get(channel.id) ?? [])
        .filter((message) => message.ephemeralTo === undefined || message.ephemeralTo === me.id)
        .slice(-SHOWN)
        .map(messageForPage),
    })),
    modals: slack.views(me.id).map(viewForPage),
    home: ((view) => (view ? viewForPage(view) : undefined))(slack.home(me.id)),
    commands: manifest.commands,
    shortcuts: manifest.shortcuts,
  };
}

function readable(raw: string): Json {
  if (raw.startsWith('{')) return parseJson(raw) ?? raw;
  const form = Object.fromEntries(new URLSearchParams(raw));
  const payload = form['payload'];
  return payload === undefined ? form : (parseJson(payload) ?? raw);
}

/** What went over the wire, newest first: the stand-in's signed requests and the app's calls. */
export function wiresOf(slack: SlackStandIn) {
  const toApp = slack.wires.map((wire) => ({
    direction: 'to-app',
    at: wire.at,
    label: wire.label,
    status: wire.delivered.status,
    tookMs: wire.delivered.tookMs,
    failure: wire.delivered.failure,
    request: readable(wire.request),
    answer: parseJson(wire.delivered.body) ?? wire.delivered.body,
  }));
  const fromApp = slack.calls.slice(-100).map((call) => ({
    direction: 'from-app',
    at: call.at,
    label: call.method,
    status: call.status,
    request: call.args,
    answer: call.answer,
  }));
  return [...toApp, ...fromApp].toSorted((one, other) => other.at - one.at).slice(0, 120);
}
