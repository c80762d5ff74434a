import { z } from 'zod';
import { option } from './block-kit/text-object.ts';
import type { SlackStandIn } from './stand-in.ts';

const message = z.object({ channel: z.string(), ts: z.string() });
const filling = z.union([z.string(), z.array(z.string()), option, z.array(option)]);
const place = { message: message.optional(), view: z.string().optional() };
const as = z.string();

/** What the page can do for a person. */
const act = z.discriminatedUnion('act', [
  z.object({
    act: z.literal('say'),
    as,
    channel: z.string(),
    text: z.string(),
    threadTs: z.string().optional(),
    files: z.array(z.object({ name: z.string(), mimetype: z.string(), base64: z.string() })).optional(),
  }),
  z.object({
    act: z.literal('command'),
    as,
    channel: z.string(),
    command: z.string(),
    text: z.string(),
    threadTs: z.string().optional(),
  }),
  z.object({ act: z.literal('edit'), as, message, text: z.string() }),
  z.object({ act: z.literal('remove'), as, message }),
  z.object({ act: z.literal('react'), as, message, emoji: z.string(), remove: z.boolean().optional() }),
  z.object({
    act: z.literal('press'),
    as,
    ...place,
    actionId: z.string(),
    blockId: z.string().optional(),
    value: filling.optional(),
  }),
  z.object({
    act: z.literal('suggest'),
    as,
    ...place,
    actionId: z.string(),
    blockId: z.string().optional(),
    value: z.string(),
  }),
  z.object({ act: z.literal('messageShortcut'), as, message, callbackId: z.string() }),
  z.object({ act: z.literal('globalShortcut'), as, callbackId: z.string() }),
  z.object({ act: z.literal('submit'), as, view: z.string(), values: z.record(z.string(), filling) }),
  z.object({ act: z.literal('close'), as, view: z.string() }),
  z.object({ act: z.literal('home'), as, tab: z.enum(['home', 'messages']) }),
  z.object({ act: z.literal('invite'), as, channel: z.string(), member: z.string() }),
]);

/** What the page learns of it: how the app took it, and what is particular to the act. */
export type Acted = { status?: number; tookMs?: number; failure?: string; [more: string]: unknown };

function placeIn(given: { message?: z.infer<typeof message> | undefined; view?: string | undefined }) {
  return given.message ? { message: given.message } : { view: given.view ?? '' };
}

/**
 * Carries out what a person did on the page.
 * @throws NotPossible where Slack's own window would not let them; ZodError for what is no act
 */
export async function actFor(slack: SlackStandIn, body: unknown): Promise<Acted> {
  const given = act.parse(body);
  const user = given.as;
  switch (given.act) {
    case 'say': {
      const { channel, text, threadTs } = given;
      const files = (given.files ?? []).map((file) => ({
        name: file.name,
        mimetype: file.mimetype,
        content: Buffer.from(file.base64, 'base64'),
      }));
      const said = await slack.say({ user, channel, text, files, ...(threadTs ? { threadTs } : {}) });
      return { ts: said.message.ts };
    }
    case 'command': {
      const { channel, command, text, threadTs } = given;
      return slack.slashCommand({ user, channel, command, text, ...(threadTs ? { threadTs } : {}) });
    }
    case 'edit':
      await slack.edit({ user, message: given.message, text: given.text });
      return {};
    case 'remove':
      await slack.remove({ user, message: given.message });
      return {};
    case 'react':
      await slack.react({ user, message: given.message, emoji: given.emoji, remove: given.remove ?? false });
      return {};
    case 'press': {
      const { actionId, blockId, value } = given;
      return slack.act({
        user,
        actionId,
        ...placeIn(given),
        ...(blockId === undefined ? {} : { blockId }),
        ...(value === undefined ? {} : { value }),
      });
    }
    case 'suggest': {
      const { actionId, blockId, value } = given;
      const suggested = await slack.blockSuggestion({
        user,
        actionId,
        value,
        ...placeIn(given),
        ...(blockId === undefined ? {} : { blockId }),
      });
      return { status: suggested.status, options: suggested.options, faults: suggested.faults };
    }
    case 'messageShortcut':
      return slack.messageShortcut({ user, message: given.message, callbackId: given.callbackId });
    case 'globalShortcut':
      return slack.globalShortcut({ user, callbackId: given.callbackId });
    case 'submit':
      return slack.submitView({ user, view: given.view, values: given.values });
    case 'close':
      return { ...(await slack.closeView({ user, view: given.view })) };
    case 'home':
      await slack.openHome({ user, tab: given.tab });
      return {};
    case 'invite':
      await slack.invite({ user, channel: given.channel, member: given.member });
      return {};
    default:
      return given satisfies never;
  }
}
