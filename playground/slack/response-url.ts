import { z } from 'zod';
import type { Conversation } from './conversation.ts';
import { checkMessageBlocks } from './block-kit/check-blocks.ts';
import { jsonValue } from './json.ts';
import type { Json } from './json.ts';
import type { StoredMessage, Workspace } from './workspace.ts';
import { botOf } from './workspace.ts';
import type { Channel } from './world.ts';

/** A `response_url`: where the app may answer five times within thirty minutes. */
type Door = {
  channel: Channel;
  user: string;
  team: string;
  madeAt: number;
  uses: number;
  message?: StoredMessage;
};

/** What an app answers to a command or an action, directly or by a `response_url`. */
export const reply = z.object({
  response_type: z.enum(['ephemeral', 'in_channel']).optional(),
  text: z.string().max(40_000).optional(),
  blocks: jsonValue.optional(),
  replace_original: z.boolean().optional(),
  delete_original: z.boolean().optional(),
  thread_ts: z.string().optional(),
});
export type Reply = z.infer<typeof reply>;

export type ResponseUrls = {
  /** A new address path, `/actions/TEAM/…`; `message` is what `replace_original` stands for. */
  make(channel: Channel, user: string, team: string, message?: StoredMessage): string;
  /** Answers as `hooks.slack.com` does. */
  use(path: string, body: Json | undefined): { status: number; text: string };
  /** Shows what the app answered. @throws SlackError for blocks that the platform refuses */
  show(door: { channel: Channel; user: string; team: string; message?: StoredMessage }, answer: Reply): void;
};

const LIFETIME = 30 * 60_000;
const MOST_USES = 5;

export function createResponseUrls(workspace: Workspace, conversation: Conversation): ResponseUrls {
  const doors = new Map<string, Door>();

  function show(door: Parameters<ResponseUrls['show']>[0], answer: Reply): void {
    const blocks = answer.blocks === undefined ? [] : checkMessageBlocks(answer.blocks, workspace.ids);
    const { botUser, botId } = botOf(door.team);
    if (answer.delete_original && door.message) {
      conversation.remove(door.message);
      return;
    }
    if (answer.replace_original && door.message) {
      conversation.change(door.message, botUser, { text: answer.text ?? '', blocks });
      return;
    }
    const threadTs = answer.thread_ts ?? door.message?.threadTs;
    conversation.post({
      channel: door.channel,
      user: botUser,
      botId,
      team: door.team,
      text: answer.text ?? '',
      blocks,
      ...(threadTs ? { threadTs } : {}),
      ...(answer.response_type === 'in_channel' ? {} : { ephemeralTo: door.user }),
    });
  }

  return {
    make(channel, user, team, message) {
      const path = `/actions/${team}/${workspace.ids.trigger().slice(0, 13)}/${workspace.ids.secret()}`;
      doors.set(path, {
        channel,
        user,
        team,
        madeAt: workspace.now(),
        uses: 0,
        ...(message ? { message } : {}),
      });
      return path;
    },
    use(path, body) {
      const door = doors.get(path);
      if (!door) return { status: 404, text: 'no_service' };
      if (workspace.now() - door.madeAt > LIFETIME) return { status: 404, text: 'expired_url' };
      if (door.uses >= MOST_USES) return { status: 404, text: 'used_url' };
      const parsed = reply.safeParse(body);
      if (!parsed.success) return { status: 400, text: 'invalid_payload' };
      const answer = parsed.data;
      if (!answer.text && answer.blocks === undefined && !answer.delete_original) {
        return { status: 400, text: 'no_text' };
      }
      try {
        show(door, answer);
      } catch (error) {
        return { status: 400, text: error instanceof Error ? error.message : 'invalid_payload' };
      }
      door.uses += 1;
      return { status: 200, text: 'ok' };
    },
    show,
  };
}
