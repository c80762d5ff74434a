import { SlackError } from '../slack-error.ts';
import { directConversation } from '../workspace.ts';
import type { Installation, Workspace } from '../workspace.ts';
import type { Channel } from '../world.ts';
import { serves } from '../organisation.ts';

/** Whether an installation may know of a channel: public ones of its team, others only as a member. */
export function maySee(caller: Installation, channel: Channel): boolean {
  if (channel.members.includes(caller.botUser)) return true;
  return channel.kind === 'channel' && (serves(caller, channel.team) || channel.shared === true);
}

/** A channel by id. @throws SlackError `channel_not_found`, also for what the app may not see */
export function findChannel(workspace: Workspace, caller: Installation, id: string): Channel {
  const channel = workspace.channels.get(id);
  if (!channel || !maySee(caller, channel)) throw new SlackError('channel_not_found');
  return channel;
}

/** Whether two share a conversation, by which strangers of Slack Connect can be seen. */
export function sharesConversation(workspace: Workspace, one: string, other: string): boolean {
  return [...workspace.channels.values()].some(
    (channel) => channel.members.includes(one) && channel.members.includes(other),
  );
}

/**
 * Where a message goes: a channel id, the `#name` of a public channel, or a user id for a direct message.
 * @throws SlackError `channel_not_found`, `cannot_dm_bot`
 */
export function findAddressee(workspace: Workspace, caller: Installation, to: string): Channel {
  const member = workspace.members.get(to);
  if (member) {
    if (member.bot) throw new SlackError('cannot_dm_bot');
    const known = serves(caller, member.team) && !member.deactivated;
    if (!known) throw new SlackError('channel_not_found');
    return directConversation(workspace, member, caller.botUser);
  }
  const named = [...workspace.channels.values()].find(
    (channel) => channel.kind === 'channel' && channel.name === to.replace(/^#/, ''),
  );
  return findChannel(workspace, caller, named?.id ?? to);
}

/** @throws SlackError `is_archived`, or `not_in_channel` where the app must be a member and is none */
export function mayPost(caller: Installation, channel: Channel, options: { publicToo: boolean }): void {
  if (channel.archived) throw new SlackError('is_archived');
  if (channel.members.includes(caller.botUser)) return;
  if (options.publicToo && channel.kind === 'channel' && caller.scopes.has('chat:write.public')) return;
  throw new SlackError('not_in_channel');
}
