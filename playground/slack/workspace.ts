import type { Block } from './block-kit/blocks.ts';
import type { HomeDefinition, ModalDefinition } from './block-kit/check-view.ts';
import type { Identifiers } from './identifiers.ts';
import type { Json, JsonObject } from './json.ts';
import {
  APP_ID,
  BOT_ID,
  BOT_USER,
  channelsAtStart,
  membersAtStart,
  OTHER_TEAM,
  TEAM,
  userGroupsAtStart,
} from './world.ts';
import type { Channel, Member, UserGroup } from './world.ts';

/** A file that a person or the app uploaded. `content` is what its private address serves. */
export type StoredFile = {
  id: string;
  name: string;
  title: string;
  mimetype: string;
  content: Uint8Array;
  user: string;
  timestamp: number;
  channels: string[];
  team: string;
};

export type Metadata = { event_type: string; event_payload: { [key: string]: Json } };

/** A message as the stand-in keeps it; `ephemeralTo` names the one person who sees it. */
export type StoredMessage = {
  ts: string;
  channel: string;
  team: string;
  user: string;
  botId?: string;
  text: string;
  blocks: Block[];
  threadTs?: string;
  broadcast?: boolean;
  metadata?: Metadata;
  files: StoredFile[];
  reactions: { name: string; users: string[] }[];
  edited?: { user: string; ts: string };
  ephemeralTo?: string;
  tombstone?: boolean;
  clientMessageId?: string;
};

/** What a person has filled in so far: by block, then by action, in Slack's form. */
export type ViewValues = { [blockId: string]: { [actionId: string]: { [key: string]: Json } } };

/** A modal or a home tab that is open for one person. */
export type StoredView = {
  id: string;
  user: string;
  team: string;
  hash: string;
  definition: ModalDefinition | HomeDefinition;
  values: ViewValues;
  rootId: string;
  previousId: string | null;
  /** Faults that the app's answer put at the input blocks. */
  errors: { [blockId: string]: string };
};

/** A workspace's installation of the app: what one bot token may do. */
export type Installation = {
  token: string;
  team: string;
  botUser: string;
  botId: string;
  scopes: Set<string>;
  state: 'active' | 'token_revoked' | 'account_inactive';
  /** The Enterprise Grid that the team belongs to. */
  enterprise?: { id: string; name: string };
  /** Installed in the whole organisation. */
  wide?: boolean;
};

export type Trigger = { user: string; team: string; madeAt: number; used: boolean; viewId?: string };

/** An event that happened in a conversation or to a person; who hears of it is decided at delivery. */
export type Happening = { event: JsonObject & { type: string }; channel?: Channel; team?: string };

/** All that the stand-in knows. */
export type Workspace = {
  now: () => number;
  ids: Identifiers;
  /** How long a trigger may be used, milliseconds. */
  triggerLifeMs: number;
  members: Map<string, Member>;
  channels: Map<string, Channel>;
  userGroups: Map<string, UserGroup>;
  messages: Map<string, StoredMessage[]>;
  modals: StoredView[];
  homes: Map<string, StoredView>;
  triggers: Map<string, Trigger>;
  files: Map<string, StoredFile>;
  installations: Map<string, Installation>;
  announce: (happening: Happening) => void;
  changed: () => void;
};

export type WorkspaceOptions = {
  now: () => number;
  ids: Identifiers;
  triggerLifeMs: number;
  botToken: string;
  scopes: readonly string[];
  announce: (happening: Happening) => void;
  changed: () => void;
};

const byId = <T extends { id: string }>(list: T[]) => new Map(list.map((one) => [one.id, one]));

/** The workspace as it is before anybody did anything. */
export function createWorkspace(options: WorkspaceOptions): Workspace {
  const { now, ids, triggerLifeMs, botToken, scopes, announce, changed } = options;
  const home: Installation = {
    token: botToken,
    team: TEAM.id,
    botUser: BOT_USER,
    botId: BOT_ID,
    scopes: new Set(scopes),
    state: 'active',
  };
  return {
    now,
    ids,
    triggerLifeMs,
    members: byId(membersAtStart()),
    channels: byId(channelsAtStart()),
    userGroups: byId(userGroupsAtStart()),
    messages: new Map(),
    modals: [],
    homes: new Map(),
    triggers: new Map(),
    files: new Map(),
    installations: new Map([[botToken, home]]),
    announce,
    changed,
  };
}

/** The bot user and bot id that the app has in a team. */
export function botOf(team: string): { botUser: string; botId: string } {
  if (team === TEAM.id) return { botUser: BOT_USER, botId: BOT_ID };
  return { botUser: 'U0ANDERSBOT', botId: 'B0ANDERS' };
}

/** The direct conversation between the app and a person, made when it is first needed. */
export function directConversation(workspace: Workspace, user: Member, botUser: string): Channel {
  const id = `D0${user.id.slice(1).replace(/^0/, '')}`;
  const existing = workspace.channels.get(id);
  if (existing) return existing;
  const channel: Channel = {
    id,
    team: user.team,
    kind: 'im',
    name: '',
    topic: '',
    members: [botUser, user.id],
  };
  workspace.channels.set(id, channel);
  return channel;
}

/** A team's own facts, as the API and every payload name them. */
export function teamFacts(id: string): { id: string; domain: string; name: string } {
  return id === OTHER_TEAM.id ? OTHER_TEAM : TEAM;
}

/** How a message's place is typed in events. */
export const CHANNEL_TYPES = { channel: 'channel', group: 'group', im: 'im', mpim: 'mpim' } as const;

export { APP_ID };
