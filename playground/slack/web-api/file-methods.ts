import { z } from 'zod';
import { jsonValue, toJson } from '../json.ts';
import { SlackError } from '../slack-error.ts';
import { fileOnTheWire } from '../wire-form.ts';
import type { StoredFile } from '../workspace.ts';
import { findChannel, mayPost } from './find-channel.ts';
import { count, readArguments, structured } from './method.ts';
import type { Method } from './method.ts';

const listed = z.array(z.object({ id: z.string(), title: z.string().optional() })).min(1);

/** files.info, the two steps of an upload, and reactions.add and remove. */
export const fileMethods: Record<string, Method> = {
  'files.info': {
    json: false,
    scopes: () => ['files:read'],
    run(caller, args, realm) {
      const given = readArguments(z.object({ file: z.string() }), args);
      const file = realm.workspace.files.get(given.file);
      const visible =
        file?.user === caller.botUser ||
        file?.channels.some((id) => realm.workspace.channels.get(id)?.members.includes(caller.botUser));
      if (!file || !visible) throw new SlackError('file_not_found');
      return {
        file: toJson(fileOnTheWire(file, realm.origin())),
        comments: [],
        response_metadata: { next_cursor: '' },
      };
    },
  },
  'files.getUploadURLExternal': {
    json: false,
    scopes: () => ['files:write'],
    run(caller, args, realm) {
      const schema = z.object({
        filename: z.string().min(1),
        length: count.min(1),
        alt_txt: z.string().max(1000).optional(),
      });
      const given = readArguments(schema, args);
      const id = realm.workspace.ids.id('F');
      const file: StoredFile = {
        id,
        name: given.filename,
        title: given.filename,
        mimetype: 'application/octet-stream',
        content: new Uint8Array(),
        user: caller.botUser,
        timestamp: Math.floor(realm.workspace.now() / 1000),
        channels: [],
        team: caller.team,
      };
      realm.workspace.files.set(id, file);
      return { upload_url: `${realm.origin()}/upload/v1/${id}?length=${given.length}`, file_id: id };
    },
  },
  'files.completeUploadExternal': {
    json: true,
    scopes: () => ['files:write'],
    run(caller, args, realm) {
      const schema = z.object({
        files: jsonValue,
        channel_id: z.string().optional(),
        initial_comment: z.string().optional(),
        thread_ts: z.string().optional(),
      });
      const given = readArguments(schema, args);
      const parsed = listed.safeParse(structured(given.files, 'invalid_arguments'));
      if (!parsed.success) throw new SlackError('invalid_arguments');
      const files = parsed.data.map((one) => {
        const file = realm.workspace.files.get(one.id);
        if (!file || file.content.byteLength === 0) throw new SlackError('file_not_found');
        file.title = one.title ?? file.title;
        return file;
      });
      if (given.channel_id) {
        const channel = findChannel(realm.workspace, caller, given.channel_id);
        mayPost(caller, channel, { publicToo: false });
        realm.conversation.post({
          channel,
          user: caller.botUser,
          botId: caller.botId,
          team: caller.team,
          text: given.initial_comment ?? '',
          files,
          ...(given.thread_ts ? { threadTs: given.thread_ts } : {}),
        });
      }
      return { files: files.map((file) => toJson(fileOnTheWire(file, realm.origin()))) };
    },
  },
  'reactions.add': {
    json: true,
    scopes: () => ['reactions:write'],
    run(caller, args, realm) {
      const schema = z.object({ channel: z.string(), timestamp: z.string(), name: z.string() });
      const given = readArguments(schema, args);
      const channel = findChannel(realm.workspace, caller, given.channel);
      if (channel.archived) throw new SlackError('is_archived');
      if (!/^[a-z0-9_+'-]{1,100}(::skin-tone-[2-6])?$/.test(given.name)) throw new SlackError('invalid_name');
      const message = realm.conversation.find(channel.id, given.timestamp);
      if (!message || message.ephemeralTo !== undefined) throw new SlackError('message_not_found');
      if (!channel.members.includes(caller.botUser)) throw new SlackError('not_in_channel');
      if (!realm.conversation.react(message, caller.botUser, given.name, true)) {
        throw new SlackError('already_reacted');
      }
      return {};
    },
  },
  'reactions.remove': {
    json: true,
    scopes: () => ['reactions:write'],
    run(caller, args, realm) {
      const schema = z.object({ channel: z.string(), timestamp: z.string(), name: z.string() });
      const given = readArguments(schema, args);
      const channel = findChannel(realm.workspace, caller, given.channel);
      const message = realm.conversation.find(channel.id, given.timestamp);
      if (!message || message.ephemeralTo !== undefined) throw new SlackError('message_not_found');
      if (!realm.conversation.react(message, caller.botUser, given.name, false)) {
        throw new SlackError('no_reaction');
      }
      return {};
    },
  },
};
