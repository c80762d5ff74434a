import { z } from 'zod';
import type { JsonObject } from '../json.ts';
import { textOf, toJson } from '../json.ts';
import { SlackError } from '../slack-error.ts';
import { messageOnTheWire, repliesOf } from '../wire-form.ts';
import type { Installation, StoredMessage } from '../workspace.ts';
import { directConversation } from '../workspace.ts';
import type { Channel } from '../world.ts';
import { findChannel, maySee } from './find-channel.ts';
import { count, flag, pageOf, readArguments } from './method.ts';
import type { Arguments, Method, Realm } from './method.ts';
import { findMember } from './user-methods.ts';
import { serves } from '../organisation.ts';

const SCOPE_OF = { channel: 'channels', group: 'groups', im: 'im', mpim: 'mpim' } as const;

/** `channels:read` for a public channel, `im:history` for a direct message, and so on. */
function scopeFor(args: Arguments, realm: Realm, verb: string): string[] {
  const channel = realm.workspace.channels.get(textOf(args['channel']));
  return [`${SCOPE_OF[channel?.kind ?? 'channel']}:${verb}`];
}

function channelOnTheWire(channel: Channel, caller: Installation): JsonObject {
  const isMember = channel.members.includes(caller.botUser);
  if (channel.kind === 'im') {
    const user = channel.members.find((one) => one !== caller.botUser) ?? '';
    return {
      id: channel.id,
      created: 1_764_000_000,
      is_im: true,
      is_archived: false,
      user,
      is_user_deleted: false,
    };
  }
  return {
    id: channel.id,
    name: channel.name,
    name_normalized: channel.name,
    created: 1_764_000_000,
    is_channel: channel.kind === 'channel',
    is_group: channel.kind === 'group',
    is_im: false,
    is_mpim: channel.kind === 'mpim',
    is_private: channel.kind !== 'channel',
    is_archived: channel.archived ?? false,
    is_general: channel.id === 'C0ALGEMEEN',
    is_shared: channel.shared ?? false,
    is_ext_shared: channel.shared ?? false,
    is_org_shared: false,
    is_member: isMember,
    context_team_id: caller.team,
    topic: { value: channel.topic, creator: '', last_set: 0 },
    purpose: { value: '', creator: '', last_set: 0 },
    num_members: channel.members.length,
  };
}

function listed(realm: Realm, caller: Installation, args: Arguments, mine: boolean): JsonObject {
  const schema = z.object({
    types: z.string().optional(),
    exclude_archived: flag.optional(),
    cursor: z.string().optional(),
    limit: count.optional(),
    user: z.string().optional(),
  });
  const given = readArguments(schema, args);
  const types = (given.types ?? 'public_channel').split(',').map((type) => type.trim());
  const kinds = { public_channel: 'channel', private_channel: 'group', im: 'im', mpim: 'mpim' };
  if (types.some((type) => !(type in kinds))) throw new SlackError('invalid_types');
  const wanted = Object.entries(kinds).flatMap(([type, kind]) => (types.includes(type) ? [kind] : []));
  const all = [...realm.workspace.channels.values()].filter(
    (channel) =>
      wanted.includes(channel.kind) &&
      maySee(caller, channel) &&
      (!mine || channel.members.includes(given.user ?? caller.botUser)) &&
      !(given.exclude_archived && channel.archived),
  );
  const { page, next } = pageOf(all, given.cursor, given.limit || 100);
  return {
    channels: page.map((channel) => toJson(channelOnTheWire(channel, caller))),
    response_metadata: { next_cursor: next },
  };
}

const readable = {
  channel: z.string(),
  cursor: z.string().optional(),
  limit: count.optional(),
  oldest: z.string().optional(),
  latest: z.string().optional(),
  inclusive: flag.optional(),
  include_all_metadata: flag.optional(),
};

type Range = { oldest?: string | undefined; latest?: string | undefined; inclusive?: boolean | undefined };

function within(range: Range, message: StoredMessage): boolean {
  const ts = Number(message.ts);
  const from = Number(range.oldest ?? 0);
  const to = Number(range.latest ?? Number.POSITIVE_INFINITY);
  return range.inclusive ? ts >= from && ts <= to : ts > from && ts < to;
}

function readMessages(
  realm: Realm,
  messages: readonly StoredMessage[],
  given: Range & {
    cursor?: string | undefined;
    limit?: number | undefined;
    include_all_metadata?: boolean | undefined;
  },
): JsonObject {
  const most = realm.distributed ? 15 : 999;
  const limit = Math.min(given.limit || (realm.distributed ? 15 : 100), most);
  const { page, next } = pageOf(messages, given.cursor, limit);
  const options = { origin: realm.origin(), metadata: given.include_all_metadata ?? false };
  return {
    messages: page.map((message) => toJson(messageOnTheWire(realm.workspace, message, options))),
    has_more: next !== '',
    pin_count: 0,
    ...(next === '' ? {} : { response_metadata: { next_cursor: next } }),
  };
}

function readChannel(realm: Realm, caller: Installation, id: string): Channel {
  const channel = findChannel(realm.workspace, caller, id);
  if (!channel.members.includes(caller.botUser)) throw new SlackError('not_in_channel');
  return channel;
}

/** conversations.* and users.conversations. */
export const conversationMethods: Record<string, Method> = {
  'conversations.list': {
    json: false,
    scopes: () => ['channels:read', 'groups:read', 'im:read', 'mpim:read'],
    run: (caller, args, realm) => listed(realm, caller, args, false),
  },
  'users.conversations': {
    json: false,
    scopes: () => ['channels:read', 'groups:read', 'im:read', 'mpim:read'],
    run: (caller, args, realm) => listed(realm, caller, args, true),
  },
  'conversations.info': {
    json: false,
    scopes: (args, realm) => scopeFor(args, realm, 'read'),
    run(caller, args, realm) {
      const given = readArguments(z.object({ channel: z.string() }), args);
      return {
        channel: toJson(channelOnTheWire(findChannel(realm.workspace, caller, given.channel), caller)),
      };
    },
  },
  'conversations.members': {
    json: false,
    scopes: (args, realm) => scopeFor(args, realm, 'read'),
    run(caller, args, realm) {
      const schema = z.object({
        channel: z.string(),
        cursor: z.string().optional(),
        limit: count.optional(),
      });
      const given = readArguments(schema, args);
      const channel = findChannel(realm.workspace, caller, given.channel);
      const { page, next } = pageOf(channel.members, given.cursor, given.limit || 100);
      return { members: page, response_metadata: { next_cursor: next } };
    },
  },
  'conversations.open': {
    json: true,
    scopes: (args) => (textOf(args['users']).includes(',') ? ['mpim:write'] : ['im:write']),
    run(caller, args, realm) {
      const schema = z.object({
        users: z.union([z.string(), z.array(z.string())]).optional(),
        channel: z.string().optional(),
        return_im: flag.optional(),
      });
      const given = readArguments(schema, args);
      if (given.channel) {
        const known = findChannel(realm.workspace, caller, given.channel);
        return { channel: { id: known.id }, already_open: true, no_op: true };
      }
      const listedUsers = typeof given.users === 'string' ? given.users.split(',') : (given.users ?? []);
      const users = listedUsers.map((user) => user.trim()).filter((user) => user !== '');
      if (users.length === 0) throw new SlackError('users_list_not_supplied');
      if (users.length > 8) throw new SlackError('too_many_users');
      const members = users.map((user) => findMember(realm, caller, user));
      if (members.some((member) => member.deactivated)) throw new SlackError('user_disabled');
      if (members.some((member) => member.bot)) throw new SlackError('cannot_dm_bot');
      if (members.some((member) => !serves(caller, member.team))) throw new SlackError('user_not_visible');
      const [first] = members;
      if (members.length === 1 && first) {
        return { channel: { id: directConversation(realm.workspace, first, caller.botUser).id } };
      }
      const ids = [caller.botUser, ...users].toSorted();
      const existing = [...realm.workspace.channels.values()].find(
        (channel) => channel.kind === 'mpim' && channel.members.toSorted().join() === ids.join(),
      );
      const channel: Channel = existing ?? {
        id: realm.workspace.ids.id('G'),
        team: caller.team,
        kind: 'mpim',
        name: `mpdm-${members.map((member) => member.name).join('--')}-1`,
        topic: '',
        members: ids,
      };
      realm.workspace.channels.set(channel.id, channel);
      return { channel: { id: channel.id } };
    },
  },
  'conversations.join': {
    json: true,
    scopes: () => ['channels:join'],
    run(caller, args, realm) {
      const given = readArguments(z.object({ channel: z.string() }), args);
      const channel = findChannel(realm.workspace, caller, given.channel);
      if (channel.kind !== 'channel') throw new SlackError('method_not_supported_for_channel_type');
      if (channel.archived) throw new SlackError('is_archived');
      const already = channel.members.includes(caller.botUser);
      realm.conversation.join(channel, caller.botUser);
      return {
        channel: toJson(channelOnTheWire(channel, caller)),
        ...(already ? { warning: 'already_in_channel' } : {}),
      };
    },
  },
  'conversations.history': {
    json: false,
    scopes: (args, realm) => scopeFor(args, realm, 'history'),
    run(caller, args, realm) {
      const given = readArguments(z.object(readable), args);
      const channel = readChannel(realm, caller, given.channel);
      const messages = (realm.workspace.messages.get(channel.id) ?? []).filter(
        (message) =>
          message.ephemeralTo === undefined &&
          (message.threadTs === undefined || message.broadcast) &&
          within(given, message),
      );
      return readMessages(realm, messages.toReversed(), given);
    },
  },
  'conversations.replies': {
    json: false,
    scopes: (args, realm) => scopeFor(args, realm, 'history'),
    run(caller, args, realm) {
      const given = readArguments(z.object({ ...readable, ts: z.string() }), args);
      const channel = readChannel(realm, caller, given.channel);
      const found = realm.conversation.find(channel.id, given.ts);
      if (!found || found.ephemeralTo !== undefined) throw new SlackError('thread_not_found');
      if (found.threadTs) return readMessages(realm, [found], given);
      const replies = repliesOf(realm.workspace, found).filter((reply) => within(given, reply));
      return readMessages(realm, [found, ...replies], given);
    },
  },
};
