import type { Block } from './block-kit/blocks.ts';
import { toJson } from './json.ts';
import { messageOnTheWire, repliesOf } from './wire-form.ts';
import type { Metadata, StoredFile, StoredMessage, Workspace } from './workspace.ts';
import { CHANNEL_TYPES } from './workspace.ts';
import type { Channel } from './world.ts';

export type Draft = {
  channel: Channel;
  user: string;
  team: string;
  botId?: string;
  text: string;
  blocks?: Block[];
  threadTs?: string;
  broadcast?: boolean;
  metadata?: Metadata;
  files?: StoredFile[];
  ephemeralTo?: string;
};

/** What happens to messages: each change is kept and announced as the event that Slack would send. */
export type Conversation = {
  find(channel: string, ts: string): StoredMessage | undefined;
  post(draft: Draft): StoredMessage;
  change(
    message: StoredMessage,
    by: string,
    change: { text?: string; blocks?: Block[]; metadata?: Metadata },
  ): void;
  remove(message: StoredMessage): void;
  react(message: StoredMessage, user: string, name: string, added: boolean): boolean;
  join(channel: Channel, user: string, inviter?: string): void;
  leave(channel: Channel, user: string): void;
};

const place = (channel: Channel) => ({
  channel: channel.id,
  channel_type: CHANNEL_TYPES[channel.kind],
});

/** @param origin where the stand-in serves files, without a slash at the end */
export function createConversation(workspace: Workspace, origin: () => string): Conversation {
  const wire = (message: StoredMessage, metadata = true) =>
    toJson(messageOnTheWire(workspace, message, { origin: origin(), metadata }));
  const channelOf = (message: StoredMessage) => workspace.channels.get(message.channel);
  const list = (channel: string) => {
    const known = workspace.messages.get(channel);
    if (known) return known;
    const fresh: StoredMessage[] = [];
    workspace.messages.set(channel, fresh);
    return fresh;
  };

  function announceChange(message: StoredMessage, previous: ReturnType<typeof wire>): void {
    const channel = channelOf(message);
    if (!channel || message.ephemeralTo !== undefined) return;
    const event = {
      type: 'message',
      subtype: 'message_changed',
      hidden: true,
      ...place(channel),
      ts: workspace.ids.timestamp(),
      message: wire(message),
      previous_message: previous,
      event_ts: workspace.ids.timestamp(),
    };
    workspace.announce({ channel, event });
  }

  return {
    find: (channel, ts) => list(channel).find((message) => message.ts === ts),

    post(draft) {
      const { channel } = draft;
      const message: StoredMessage = {
        ts: workspace.ids.timestamp(),
        channel: channel.id,
        team: draft.team,
        user: draft.user,
        text: draft.text,
        blocks: draft.blocks ?? [],
        files: draft.files ?? [],
        reactions: [],
        ...(draft.botId ? { botId: draft.botId } : { clientMessageId: workspace.ids.secret() }),
        ...(draft.threadTs ? { threadTs: draft.threadTs } : {}),
        ...(draft.broadcast ? { broadcast: true } : {}),
        ...(draft.metadata ? { metadata: draft.metadata } : {}),
        ...(draft.ephemeralTo ? { ephemeralTo: draft.ephemeralTo } : {}),
      };
      list(channel.id).push(message);
      for (const file of message.files) file.channels.push(channel.id);
      workspace.changed();
      if (message.ephemeralTo !== undefined) return message;
      const body = messageOnTheWire(workspace, message, { origin: origin(), metadata: true });
      workspace.announce({
        channel,
        event: { ...body, type: 'message', ...place(channel), event_ts: message.ts },
      });
      return message;
    },

    change(message, by, change) {
      const previous = wire(message);
      if (change.text !== undefined) message.text = change.text;
      if (change.blocks !== undefined) message.blocks = change.blocks;
      if (change.metadata !== undefined) message.metadata = change.metadata;
      message.edited = { user: by, ts: workspace.ids.timestamp() };
      workspace.changed();
      announceChange(message, previous);
    },

    remove(message) {
      const channel = channelOf(message);
      const all = list(message.channel);
      const previous = wire(message);
      if (repliesOf(workspace, message).length > 0) {
        // A message that has replies leaves its place behind, so that the thread keeps a head.
        message.tombstone = true;
        message.text = 'This message was deleted.';
        message.blocks = [];
        message.files = [];
        workspace.changed();
        announceChange(message, previous);
        return;
      }
      all.splice(all.indexOf(message), 1);
      workspace.changed();
      if (!channel || message.ephemeralTo !== undefined) return;
      const event = {
        type: 'message',
        subtype: 'message_deleted',
        hidden: true,
        ...place(channel),
        ts: workspace.ids.timestamp(),
        deleted_ts: message.ts,
        previous_message: previous,
        event_ts: workspace.ids.timestamp(),
      };
      workspace.announce({ channel, event });
    },

    react(message, user, name, added) {
      const known = message.reactions.find((reaction) => reaction.name === name);
      if ((known?.users.includes(user) ?? false) === added) return false;
      if (added && known) known.users.push(user);
      if (added && !known) message.reactions.push({ name, users: [user] });
      if (!added && known) known.users = known.users.filter((one) => one !== user);
      message.reactions = message.reactions.filter((reaction) => reaction.users.length > 0);
      workspace.changed();
      const channel = channelOf(message);
      if (!channel) return true;
      const event = {
        type: added ? 'reaction_added' : 'reaction_removed',
        user,
        reaction: name,
        item: { type: 'message', channel: channel.id, ts: message.ts },
        item_user: message.user,
        event_ts: workspace.ids.timestamp(),
      };
      workspace.announce({ channel, event });
      return true;
    },

    join(channel, user, inviter) {
      if (channel.members.includes(user)) return;
      channel.members.push(user);
      workspace.changed();
      const event = {
        type: 'member_joined_channel',
        user,
        channel: channel.id,
        channel_type: channel.kind === 'group' ? 'G' : 'C',
        team: channel.team,
        inviter,
        event_ts: workspace.ids.timestamp(),
      };
      workspace.announce({ channel, event });
    },

    leave(channel, user) {
      channel.members = channel.members.filter((one) => one !== user);
      workspace.changed();
    },
  };
}
