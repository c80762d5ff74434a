import type { JsonObject } from './json.ts';
import { toJson } from './json.ts';
import type { StoredFile, StoredMessage, StoredView, Workspace } from './workspace.ts';
import { APP_ID, botOf } from './workspace.ts';

/** A file as it stands in messages and in `files.info`. */
export function fileOnTheWire(file: StoredFile, origin: string): JsonObject {
  const path = `${origin}/files-pri/${file.team}-${file.id}`;
  const filetype = file.name.includes('.') ? (file.name.split('.').at(-1) ?? '') : 'text';
  return {
    id: file.id,
    created: file.timestamp,
    timestamp: file.timestamp,
    name: file.name,
    title: file.title,
    mimetype: file.mimetype,
    filetype,
    pretty_type: filetype.toUpperCase(),
    user: file.user,
    user_team: file.team,
    editable: false,
    size: file.content.byteLength,
    mode: 'hosted',
    is_external: false,
    is_public: true,
    url_private: `${path}/${encodeURIComponent(file.name)}`,
    url_private_download: `${path}/download/${encodeURIComponent(file.name)}`,
    permalink: `${origin}/files/${file.user}/${file.id}/${encodeURIComponent(file.name)}`,
    has_rich_preview: false,
    file_access: 'visible',
  };
}

function richText(text: string): JsonObject {
  return {
    type: 'rich_text',
    block_id: 'rt',
    elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text }] }],
  };
}

/** A message as the API returns it and as events and payloads carry it. */
export function messageOnTheWire(
  workspace: Workspace,
  message: StoredMessage,
  options: { origin: string; metadata?: boolean },
): JsonObject {
  const thread = repliesOf(workspace, message);
  const last = thread.at(-1);
  const isParent = message.threadTs === undefined && last !== undefined;
  const bot = message.botId
    ? {
        bot_id: message.botId,
        app_id: APP_ID,
        bot_profile: {
          id: message.botId,
          app_id: APP_ID,
          name: workspace.members.get(message.user)?.realName ?? 'Speldje',
          user_id: message.user,
          deleted: false,
          team_id: message.team,
        },
      }
    : { client_msg_id: message.clientMessageId };
  return {
    type: 'message',
    ...(message.tombstone ? { subtype: 'tombstone', hidden: true } : {}),
    ...(!message.botId && message.files.length > 0 ? { subtype: 'file_share' } : {}),
    ...(message.broadcast ? { subtype: 'thread_broadcast' } : {}),
    user: message.user,
    text: message.text,
    ts: message.ts,
    team: message.team,
    ...bot,
    blocks:
      message.blocks.length > 0 || message.botId ? toJson(message.blocks) : [toJson(richText(message.text))],
    ...(message.threadTs
      ? { thread_ts: message.threadTs, parent_user_id: parentUser(workspace, message) }
      : {}),
    ...(isParent
      ? {
          thread_ts: message.ts,
          reply_count: thread.length,
          reply_users_count: new Set(thread.map((reply) => reply.user)).size,
          reply_users: [...new Set(thread.map((reply) => reply.user))],
          latest_reply: last.ts,
          is_locked: false,
          subscribed: true,
        }
      : {}),
    ...(message.files.length > 0
      ? { files: message.files.map((file) => toJson(fileOnTheWire(file, options.origin))), upload: false }
      : {}),
    ...(message.reactions.length > 0
      ? {
          reactions: message.reactions.map((reaction) => ({
            name: reaction.name,
            users: [...reaction.users],
            count: reaction.users.length,
          })),
        }
      : {}),
    ...(message.edited ? { edited: { ...message.edited } } : {}),
    ...(options.metadata && message.metadata ? { metadata: toJson(message.metadata) } : {}),
  };
}

function parentUser(workspace: Workspace, reply: StoredMessage): string | undefined {
  const all = workspace.messages.get(reply.channel) ?? [];
  return all.find((message) => message.ts === reply.threadTs)?.user;
}

/** The replies in the thread under a message, oldest first; ephemeral ones are nobody's history. */
export function repliesOf(workspace: Workspace, parent: StoredMessage): StoredMessage[] {
  const all = workspace.messages.get(parent.channel) ?? [];
  return all.filter((message) => message.threadTs === parent.ts && message.ephemeralTo === undefined);
}

/** A view as the API returns it and as payloads carry it. */
export function viewOnTheWire(view: StoredView): JsonObject {
  const { definition } = view;
  const { botId } = botOf(view.team);
  const modal =
    definition.type === 'modal'
      ? {
          title: toJson(definition.title),
          submit: toJson(definition.submit ?? null),
          close: toJson(definition.close ?? null),
          clear_on_close: definition.clear_on_close ?? false,
          notify_on_close: definition.notify_on_close ?? false,
          submit_disabled: definition.submit_disabled ?? false,
        }
      : { title: { type: 'plain_text', text: 'View Title', emoji: true }, close: null, submit: null };
  return {
    id: view.id,
    team_id: view.team,
    type: definition.type,
    blocks: toJson(definition.blocks),
    private_metadata: definition.private_metadata ?? '',
    callback_id: definition.callback_id ?? '',
    external_id: definition.external_id ?? '',
    state: { values: toJson(view.values) },
    hash: view.hash,
    ...modal,
    previous_view_id: view.previousId,
    root_view_id: view.rootId,
    app_id: APP_ID,
    app_installed_team_id: view.team,
    bot_id: botId,
  };
}
