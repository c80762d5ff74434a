import type { Conversation } from './conversation.ts';
import type { Deliver, Delivered } from './deliver.ts';
import type { EventDelivery, Events } from './events.ts';
import { toJson } from './json.ts';
import { channelName, installationFor, personOf, placeOf, visibleMessage } from './payload.ts';
import type { MessageRef } from './payload.ts';
import { reply } from './response-url.ts';
import type { ResponseUrls } from './response-url.ts';
import { NotPossible } from './slack-error.ts';
import { makeTrigger } from './triggers.ts';
import { writtenForm } from './typed-text.ts';
import { viewOnTheWire } from './wire-form.ts';
import type { StoredFile, StoredMessage, Workspace } from './workspace.ts';
import { APP_ID, directConversation, teamFacts } from './workspace.ts';
import { BOT_USER } from './world.ts';
import { parseJson } from './json.ts';

/** A file as a person drops it into a conversation. */
export type DroppedFile = { name: string; mimetype: string; content: string | Uint8Array };

/** What a person did, and how the app took it: of the events, the first attempt at the first one. */
export type Happened = Delivered & { deliveries: EventDelivery[] };

/** What a person does in conversations. */
export type Talk = {
  /**
   * Types a slash command. @names become mentions as with `should_escape: true`; with `escape: false` they
   * stay as typed. `triggerId` repeats an earlier command, as a retry by the platform would.
   * @throws NotPossible `slash_command_in_thread`, `slash_command_by_stranger`, …
   */
  slashCommand(act: {
    user: string;
    channel: string;
    text: string;
    command?: string;
    escape?: boolean;
    triggerId?: string;
    threadTs?: string;
  }): Promise<Delivered & { triggerId: string }>;
  say(act: {
    user: string;
    channel: string;
    text: string;
    threadTs?: string;
    files?: readonly DroppedFile[];
  }): Promise<Happened & { message: StoredMessage }>;
  edit(act: { user: string; message: MessageRef; text: string }): Promise<Happened>;
  remove(act: { user: string; message: MessageRef }): Promise<Happened>;
  react(act: { user: string; message: MessageRef; emoji: string; remove?: boolean }): Promise<Happened>;
  invite(act: { user: string; channel: string; member: string }): Promise<Happened>;
  kick(act: { user: string; channel: string; member: string }): void;
  openHome(act: { user: string; tab?: 'home' | 'messages' }): Promise<Happened>;
  /** A place's id for a person; that of the direct messages with the bot by default. */
  directChannel(user: string): string;
};

export type TalkOptions = {
  workspace: Workspace;
  conversation: Conversation;
  events: Events;
  deliver: Deliver;
  responseUrls: ResponseUrls;
  /** Where the app reaches the stand-in, without a slash at the end. */
  origin: () => string;
};

const NOTHING: Delivered = { status: 0, body: '', tookMs: 0, headers: {} };

export function createTalk(options: TalkOptions): Talk {
  const { conversation, events, deliver, responseUrls } = options;

  async function happened<T>(act: () => T): Promise<Happened & { result: T }> {
    const { result, deliveries } = await events.causedBy(act);
    return { ...(deliveries[0]?.attempts[0] ?? NOTHING), deliveries, result };
  }

  function own(user: string, ref: MessageRef): StoredMessage {
    const workspace = options.workspace;
    const message = visibleMessage(workspace, personOf(workspace, user), ref);
    if (message.user !== user)
      throw new NotPossible('not_own_message', 'only its author can change a message');
    return message;
  }

  return {
    async slashCommand(act) {
      const workspace = options.workspace;
      const person = personOf(workspace, act.user);
      const channel = placeOf(workspace, person, act.channel);
      if (act.threadTs !== undefined) {
        throw new NotPossible('slash_command_in_thread', 'Slack has no slash commands inside threads');
      }
      const command = act.command ?? '/badge';
      const installation = installationFor(workspace, person);
      if (channel.archived) throw new NotPossible('is_archived', channel.name);
      const team = teamFacts(person.team);
      const triggerId = act.triggerId ?? makeTrigger(workspace, person.id, team.id);
      const text = act.escape === false ? act.text : writtenForm(workspace, person.team, act.text, true);
      const form = new URLSearchParams({
        token: 'verification-token-is-deprecated',
        team_id: team.id,
        team_domain: team.domain,
        ...(installation.enterprise
          ? { enterprise_id: installation.enterprise.id, enterprise_name: installation.enterprise.name }
          : {}),
        channel_id: channel.id,
        channel_name: channelName(channel),
        user_id: person.id,
        user_name: person.name,
        command,
        text: text.trim(),
        api_app_id: APP_ID,
        is_enterprise_install: String(installation.wide ?? false),
        response_url: options.origin() + responseUrls.make(channel, person.id, team.id),
        trigger_id: triggerId,
      });
      const delivered = await deliver(form.toString(), {
        kind: 'command',
        label: `${command} ${text}`.trim(),
        contentType: 'application/x-www-form-urlencoded',
      });
      const door = { channel, user: person.id, team: team.id };
      if (delivered.status !== 200) {
        const why = delivered.failure === 'http_timeout' ? 'operation_timeout' : 'dispatch_failed';
        conversation.post({
          channel,
          user: 'USLACKBOT',
          team: team.id,
          text: `${command} failed with the error "${why}"`,
          ephemeralTo: person.id,
        });
      } else if (delivered.body !== '') {
        const parsed = reply.safeParse(parseJson(delivered.body));
        responseUrls.show(door, parsed.success ? parsed.data : { text: delivered.body });
      }
      await events.settled();
      return { ...delivered, triggerId };
    },

    async say(act) {
      const workspace = options.workspace;
      const person = personOf(workspace, act.user);
      const channel = placeOf(workspace, person, act.channel);
      if (channel.archived) throw new NotPossible('is_archived', channel.name);
      if (!channel.members.includes(person.id)) throw new NotPossible('not_in_channel', channel.name);
      const named = act.threadTs === undefined ? undefined : conversation.find(channel.id, act.threadTs);
      if (act.threadTs !== undefined && (!named || named.ephemeralTo !== undefined)) {
        throw new NotPossible('no_such_thread', act.threadTs);
      }
      const threadTs = named?.threadTs ?? named?.ts;
      const files = (act.files ?? []).map((dropped): StoredFile => {
        const file: StoredFile = {
          id: workspace.ids.id('F'),
          name: dropped.name,
          title: dropped.name,
          mimetype: dropped.mimetype,
          content: typeof dropped.content === 'string' ? Buffer.from(dropped.content) : dropped.content,
          user: person.id,
          timestamp: Math.floor(workspace.now() / 1000),
          channels: [],
          team: person.team,
        };
        workspace.files.set(file.id, file);
        return file;
      });
      const { result, ...rest } = await happened(() =>
        conversation.post({
          channel,
          user: person.id,
          team: person.team,
          text: writtenForm(workspace, channel.team, act.text, false),
          files,
          ...(threadTs === undefined ? {} : { threadTs }),
        }),
      );
      return { ...rest, message: result };
    },

    async edit(act) {
      const message = own(act.user, act.message);
      const text = writtenForm(options.workspace, message.team, act.text, false);
      return happened(() => conversation.change(message, act.user, { text }));
    },

    async remove(act) {
      const message = own(act.user, act.message);
      return happened(() => conversation.remove(message));
    },

    async react(act) {
      const workspace = options.workspace;
      const message = visibleMessage(workspace, personOf(workspace, act.user), act.message);
      if (message.ephemeralTo !== undefined) throw new NotPossible('not_on_ephemeral', 'nobody else sees it');
      return happened(() => conversation.react(message, act.user, act.emoji, !act.remove));
    },

    async invite(act) {
      const workspace = options.workspace;
      const person = personOf(workspace, act.user);
      const channel = placeOf(workspace, person, act.channel);
      return happened(() => conversation.join(channel, act.member, person.id));
    },

    kick(act) {
      const workspace = options.workspace;
      conversation.leave(placeOf(workspace, personOf(workspace, act.user), act.channel), act.member);
    },

    async openHome(act) {
      const workspace = options.workspace;
      const person = personOf(workspace, act.user);
      const { botUser } = installationFor(workspace, person);
      const channel = directConversation(workspace, person, botUser);
      const view = workspace.homes.get(person.id);
      const tab = act.tab ?? 'home';
      return happened(() =>
        workspace.announce({
          team: person.team,
          event: {
            type: 'app_home_opened',
            user: person.id,
            channel: channel.id,
            tab,
            ...(view && tab === 'home' ? { view: toJson(viewOnTheWire(view)) } : {}),
            event_ts: workspace.ids.timestamp(),
          },
        }),
      );
    },

    directChannel(user) {
      const workspace = options.workspace;
      return directConversation(workspace, personOf(workspace, user), BOT_USER).id;
    },
  };
}
