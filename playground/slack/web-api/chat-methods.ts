import { z } from 'zod';
import { imageAddresses } from '../block-kit/blocks.ts';
import type { Block } from '../block-kit/blocks.ts';
import { checkMessageBlocks } from '../block-kit/check-blocks.ts';
import type { Json } from '../json.ts';
import { jsonValue, toJson } from '../json.ts';
import { faultsOf, SlackError } from '../slack-error.ts';
import { messageOnTheWire } from '../wire-form.ts';
import type { Metadata, StoredMessage } from '../workspace.ts';
import type { Channel } from '../world.ts';
import { findAddressee, findChannel, mayPost } from './find-channel.ts';
import { flag, readArguments, structured } from './method.ts';
import type { Method, Realm } from './method.ts';

const text = z.string().optional();
const content = { text, blocks: jsonValue.optional(), attachments: jsonValue.optional() };
const metadata = z.strictObject({
  event_type: z.string().min(1).max(255),
  event_payload: z.record(z.string(), jsonValue),
});

/** The content of a message as the app wrote it. @throws SlackError for each thing the platform refuses */
export async function readContent(
  realm: Realm,
  args: { text?: string | undefined; blocks?: Json | undefined; attachments?: Json | undefined },
  longest: number,
): Promise<{ text: string; blocks: Block[] }> {
  if (args.attachments !== undefined) throw new SlackError('invalid_attachments');
  const given = args.blocks === undefined ? undefined : structured(args.blocks, 'invalid_blocks_format');
  const blocks = given === undefined ? [] : checkMessageBlocks(given, realm.workspace.ids);
  if (!args.text && blocks.length === 0) throw new SlackError('no_text');
  if ((args.text ?? '').length > longest) throw new SlackError('msg_too_long');
  for (const [index, block] of blocks.entries()) {
    for (const address of imageAddresses(block)) {
      if (realm.checkPicture && !(await realm.checkPicture(address))) {
        throw faultsOf('invalid_blocks', [`downloading image failed [json-pointer:/blocks/${index}]`]);
      }
    }
  }
  return { text: args.text ?? '', blocks };
}

function readMetadata(value: Json | undefined): Metadata | undefined {
  if (value === undefined) return undefined;
  const parsed = metadata.safeParse(structured(value, 'invalid_metadata_format'));
  if (!parsed.success) throw new SlackError('invalid_metadata_schema');
  if (JSON.stringify(parsed.data).length > 16_000) throw new SlackError('metadata_too_large');
  return parsed.data;
}

function checkThread(realm: Realm, channel: Channel, ts: string | undefined): void {
  if (ts === undefined) return;
  const parent = realm.conversation.find(channel.id, ts);
  if (!parent || parent.ephemeralTo !== undefined) throw new SlackError('thread_not_found');
  if (parent.threadTs !== undefined || parent.tombstone) throw new SlackError('cannot_reply_to_message');
}

function ownMessage(
  realm: Realm,
  channel: Channel,
  ts: string,
  botUser: string,
  code: string,
): StoredMessage {
  const message = realm.conversation.find(channel.id, ts);
  // Ephemeral messages are nobody's history: they are reached only through their response_url.
  if (!message || message.ephemeralTo !== undefined) throw new SlackError('message_not_found');
  if (message.user !== botUser || message.tombstone) throw new SlackError(code);
  return message;
}

const write = () => ['chat:write'];

/** chat.postMessage, postEphemeral, update, delete and getPermalink. */
export const chatMethods: Record<string, Method> = {
  'chat.postMessage': {
    json: true,
    scopes: write,
    async run(caller, args, realm) {
      const schema = z.object({
        channel: z.string(),
        ...content,
        thread_ts: z.string().optional(),
        reply_broadcast: flag.optional(),
        metadata: jsonValue.optional(),
        username: z.string().optional(),
        icon_url: z.string().optional(),
        icon_emoji: z.string().optional(),
      });
      const given = readArguments(schema, args);
      const named = given.username ?? given.icon_url ?? given.icon_emoji;
      if (named !== undefined && !caller.scopes.has('chat:write.customize')) {
        throw new SlackError('missing_scope', {
          needed: 'chat:write.customize',
          provided: [...caller.scopes].join(','),
        });
      }
      const channel = findAddressee(realm.workspace, caller, given.channel);
      mayPost(caller, channel, { publicToo: true });
      checkThread(realm, channel, given.thread_ts);
      const body = await readContent(realm, given, 40_000);
      const facts = readMetadata(given.metadata);
      const message = realm.conversation.post({
        channel,
        user: caller.botUser,
        botId: caller.botId,
        team: caller.team,
        ...body,
        ...(given.thread_ts ? { threadTs: given.thread_ts } : {}),
        ...(given.reply_broadcast ? { broadcast: true } : {}),
        ...(facts ? { metadata: facts } : {}),
      });
      const wire = messageOnTheWire(realm.workspace, message, { origin: realm.origin(), metadata: true });
      return { channel: channel.id, ts: message.ts, message: toJson(wire) };
    },
  },
  'chat.postEphemeral': {
    json: true,
    scopes: write,
    async run(caller, args, realm) {
      const schema = z.object({
        channel: z.string(),
        user: z.string(),
        ...content,
        thread_ts: z.string().optional(),
      });
      const given = readArguments(schema, args);
      const channel = findChannel(realm.workspace, caller, given.channel);
      mayPost(caller, channel, { publicToo: false });
      if (!realm.workspace.members.has(given.user)) throw new SlackError('user_not_found');
      if (!channel.members.includes(given.user)) throw new SlackError('user_not_in_channel');
      checkThread(realm, channel, given.thread_ts);
      const body = await readContent(realm, given, 40_000);
      const message = realm.conversation.post({
        channel,
        user: caller.botUser,
        botId: caller.botId,
        team: caller.team,
        ...body,
        ephemeralTo: given.user,
        ...(given.thread_ts ? { threadTs: given.thread_ts } : {}),
      });
      return { message_ts: message.ts };
    },
  },
  'chat.update': {
    json: true,
    scopes: write,
    async run(caller, args, realm) {
      const schema = z.object({
        channel: z.string(),
        ts: z.string(),
        ...content,
        metadata: jsonValue.optional(),
      });
      const given = readArguments(schema, args);
      const channel = findChannel(realm.workspace, caller, given.channel);
      if (channel.archived) throw new SlackError('is_archived');
      const message = ownMessage(realm, channel, given.ts, caller.botUser, 'cant_update_message');
      const body = await readContent(realm, given, 4000);
      const facts = readMetadata(given.metadata);
      realm.conversation.change(message, caller.botUser, {
        text: given.text ?? message.text,
        // Blocks that are not sent stay as they were; an empty list takes them away.
        ...(given.blocks === undefined ? {} : { blocks: body.blocks }),
        ...(facts ? { metadata: facts } : {}),
      });
      const wire = messageOnTheWire(realm.workspace, message, { origin: realm.origin() });
      return { channel: channel.id, ts: message.ts, text: message.text, message: toJson(wire) };
    },
  },
  'chat.delete': {
    json: true,
    scopes: write,
    run(caller, args, realm) {
      const given = readArguments(z.object({ channel: z.string(), ts: z.string() }), args);
      const channel = findChannel(realm.workspace, caller, given.channel);
      const message = ownMessage(realm, channel, given.ts, caller.botUser, 'cant_delete_message');
      realm.conversation.remove(message);
      return { channel: channel.id, ts: given.ts };
    },
  },
  'chat.getPermalink': {
    json: false,
    scopes: () => [],
    run(caller, args, realm) {
      const given = readArguments(z.object({ channel: z.string(), message_ts: z.string() }), args);
      const channel = findChannel(realm.workspace, caller, given.channel);
      const message = realm.conversation.find(channel.id, given.message_ts);
      if (!message || message.ephemeralTo !== undefined) throw new SlackError('message_not_found');
      const thread = message.threadTs ? `?thread_ts=${message.threadTs}&cid=${channel.id}` : '';
      const permalink = `${realm.origin()}/archives/${channel.id}/p${message.ts.replace('.', '')}${thread}`;
      return { channel: channel.id, permalink };
    },
  },
};
