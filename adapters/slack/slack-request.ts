import { z } from 'zod';

/**
 * What Slack sends to `POST /slack/events`, as far as it is acted on. Each has a delivery key under which the
 * same request delivered again is recognised; Bolt itself does not do that.
 */
const command = z.object({
  command: z.string(),
  text: z.string().default(''),
  team_id: z.string(),
  enterprise_id: z.string().optional(),
  channel_id: z.string(),
  channel_name: z.string().optional(),
  user_id: z.string(),
  trigger_id: z.string(),
  response_url: z.url(),
});

const action = z.object({
  type: z.literal('block_actions'),
  team: z.object({ id: z.string() }).nullish(),
  enterprise: z.object({ id: z.string() }).nullish(),
  user: z.object({ id: z.string() }),
  channel: z.object({ id: z.string() }).optional(),
  message: z.object({ ts: z.string(), thread_ts: z.string().optional() }).optional(),
  trigger_id: z.string(),
  response_url: z.url().optional(),
  actions: z.array(z.object({ action_id: z.string(), value: z.string().optional() })).min(1),
});

const file = z.object({
  id: z.string(),
  name: z.string().nullish(),
  mimetype: z.string().nullish(),
  size: z.number().nullish(),
  permalink: z.string().optional(),
});

const said = z.object({
  user: z.string().optional(),
  bot_id: z.string().optional(),
  text: z.string().default(''),
  ts: z.string(),
  thread_ts: z.string().optional(),
  files: z.array(file).optional(),
});

const messageEvent = said.extend({
  type: z.literal('message'),
  subtype: z.string().optional(),
  channel: z.string(),
  channel_type: z.string().optional(),
  hidden: z.boolean().optional(),
  /** The edited message, when the subtype is `message_changed`. */
  message: said.extend({ edited: z.object({ ts: z.string() }).optional() }).optional(),
  previous_message: said.optional(),
  deleted_ts: z.string().optional(),
  event_ts: z.string(),
});

const mentionEvent = said.extend({
  type: z.literal('app_mention'),
  channel: z.string(),
  user: z.string(),
});

const otherEvent = z.object({ type: z.string() });

const event = z.object({
  type: z.literal('event_callback'),
  team_id: z.string().optional(),
  enterprise_id: z.string().nullish(),
  event_id: z.string(),
  authorizations: z
    .array(z.object({ team_id: z.string().nullish(), enterprise_id: z.string().nullish() }))
    .optional(),
  event: z.union([messageEvent, mentionEvent, otherEvent]),
});

const request = z.union([command, action, event]);

export type SlackCommand = z.infer<typeof command>;
export type SlackAction = z.infer<typeof action>;
export type SlackEvent = z.infer<typeof event>;
export type SlackMessageEvent = z.infer<typeof messageEvent>;
export type SlackMentionEvent = z.infer<typeof mentionEvent>;
export type SlackFile = z.infer<typeof file>;
export type SlackRequest = SlackCommand | SlackAction | SlackEvent;

/** The request, or undefined for one of a kind that is not acted on. */
export function parseSlackRequest(body: unknown): SlackRequest | undefined {
  const parsed = request.safeParse(body);
  return parsed.success ? parsed.data : undefined;
}

export function isCommand(slackRequest: SlackRequest): slackRequest is SlackCommand {
  return 'command' in slackRequest;
}

export function isEvent(slackRequest: SlackRequest): slackRequest is SlackEvent {
  return 'event_id' in slackRequest;
}

/** `slack:TEAM:trigger_id`, or `slack:EVENT_ID`. */
export function deliveryKeyOf(slackRequest: SlackRequest): string {
  if (isCommand(slackRequest)) return `slack:${slackRequest.team_id}:${slackRequest.trigger_id}`;
  if (isEvent(slackRequest)) return `slack:${slackRequest.event_id}`;
  const team = slackRequest.team?.id ?? slackRequest.enterprise?.id ?? '';
  return `slack:${team}:${slackRequest.trigger_id}`;
}

/** The enterprise or team that the request came from: for an event, whose installation it is for. */
export function workspaceIdOf(slackRequest: SlackRequest): string {
  if (isCommand(slackRequest)) return slackRequest.enterprise_id ?? slackRequest.team_id;
  if (isEvent(slackRequest)) {
    const [authorization] = slackRequest.authorizations ?? [];
    return (
      authorization?.enterprise_id ??
      authorization?.team_id ??
      slackRequest.enterprise_id ??
      slackRequest.team_id ??
      ''
    );
  }
  return slackRequest.enterprise?.id ?? slackRequest.team?.id ?? '';
}
