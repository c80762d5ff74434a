import type { JsonObject } from './json.ts';
import { NotPossible } from './slack-error.ts';
import type { Installation, StoredMessage, Workspace } from './workspace.ts';
import { APP_ID, directConversation, teamFacts } from './workspace.ts';
import type { Channel, Member } from './world.ts';
import { BOT_USER } from './world.ts';
import { serves } from './organisation.ts';

/** A message, by the place it stands. A `StoredMessage` will do. */
export type MessageRef = { channel: string; ts: string };

/** @throws NotPossible `no_such_person`, `deactivated` */
export function personOf(workspace: Workspace, id: string): Member {
  const member = workspace.members.get(id);
  if (!member) throw new NotPossible('no_such_person', id);
  if (member.deactivated) throw new NotPossible('deactivated', `${member.realName} can't sign in any more`);
  return member;
}

/** A conversation that the person is in; the bot's user id stands for the direct messages with it. */
export function placeOf(workspace: Workspace, person: Member, id: string): Channel {
  if (id === BOT_USER) return directConversation(workspace, person, BOT_USER);
  const channel = workspace.channels.get(id);
  if (!channel) throw new NotPossible('no_such_channel', id);
  const open = channel.kind === 'channel' && channel.team === person.team && !person.guest;
  if (!channel.members.includes(person.id) && !open) {
    throw new NotPossible('not_in_channel', `${person.realName} is not in ${channel.name || channel.id}`);
  }
  return channel;
}

/** @throws NotPossible `no_such_message`, `not_visible` for another person's ephemeral message */
export function visibleMessage(workspace: Workspace, person: Member, ref: MessageRef): StoredMessage {
  placeOf(workspace, person, ref.channel);
  const message = workspace.messages.get(ref.channel)?.find((one) => one.ts === ref.ts);
  if (!message) throw new NotPossible('no_such_message', ref.ts);
  if (message.ephemeralTo !== undefined && message.ephemeralTo !== person.id) {
    throw new NotPossible('not_visible', 'this message is for somebody else alone');
  }
  return message;
}

/** The installation that hears what a person does in a place: that of the bot there, or of their own team. */
export function installationFor(workspace: Workspace, person: Member, channel?: Channel): Installation {
  const active = [...workspace.installations.values()].filter((one) => one.state === 'active');
  const found =
    active.find((one) => channel?.members.includes(one.botUser)) ??
    active.find((one) => serves(one, person.team));
  if (!found) throw new NotPossible('not_installed', `the app is not installed in ${person.team}`);
  return found;
}

/** What every interaction payload says: who, of which team, in which installation. */
export function payloadHead(person: Member, installation: Installation): JsonObject {
  const team = teamFacts(installation.wide ? person.team : installation.team);
  return {
    user: { id: person.id, username: person.name, name: person.name, team_id: person.team },
    api_app_id: APP_ID,
    token: 'verification-token-is-deprecated',
    team: { id: team.id, domain: team.domain },
    enterprise: installation.enterprise ? { ...installation.enterprise } : null,
    is_enterprise_install: installation.wide ?? false,
  };
}

/** How payloads name a place: other people's direct messages and private groups only by their kind. */
export function channelName(channel: Channel): string {
  if (channel.kind === 'im') return 'directmessage';
  return channel.kind === 'group' ? 'privategroup' : channel.name;
}
