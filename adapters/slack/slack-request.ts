import { z } from 'zod';
import type { EndedInstallation } from './slack-tokens.ts';

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

/** What every interaction says: whose installation, and who did it. */
const interaction = z.object({
  team: z.object({ id: z.string() }).nullish(),
  enterprise: z.object({ id: z.string() }).nullish(),
  user: z.object({ id: z.string() }),
  trigger_id: z.string(),
});

const action = interaction.extend({
  type: z.literal('block_actions'),
  channel: z.object({ id: z.string() }).optional(),
  message: z.object({ ts: z.string(), thread_ts: z.string().optional() }).optional(),
  response_url: z.url().optional(),
  actions: z
    .array(
      z.object({
        action_id: z.string(),
        /** Where an element reports that opens nothing and has no value, such as a link. */
        value: z.string().optional(),
      }),
    )
    .min(1),
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

const globalShortcut = interaction.extend({
  type: z.literal('shortcut'),
  callback_id: z.string(),
});

const messageShortcut = interaction.extend({
  type: z.literal('message_action'),
  callback_id: z.string(),
  channel: z.object({ id: z.string() }),
  message: said,
  response_url: z.url().optional(),
});

/** What an element of a form holds, in each of Slack's forms. */
const held = z.object({
  value: z.string().nullish(),
  selected_option: z.object({ value: z.string() }).nullish(),
  selected_users: z.array(z.string()).nullish(),
});

const submission = interaction.extend({
  type: z.literal('view_submission'),
  view: z.object({
    id: z.string(),
    hash: z.string(),
    private_metadata: z.string(),
    state: z.object({ values: z.record(z.string(), z.record(z.string(), held)) }),
  }),
});

/** A message as the Web API tells it afterwards. */
export const slackReply = said.extend({
  subtype: z.string().optional(),
  edited: z.object({ ts: z.string() }).optional(),
});

const messageEvent = said.extend({
  type: z.literal('message'),
  subtype: z.string().optional(),
  channel: z.string(),
  channel_type: z.string().optional(),
  /** Who began the thread that this is a reply in. */
  parent_user_id: z.string().optional(),
  hidden: z.boolean().optional(),
  /** The edited message, when the subtype is `message_changed`. */
  message: said
    .extend({ edited: z.object({ ts: z.string() }).optional(), subtype: z.string().optional() })
    .optional(),
  previous_message: said.optional(),
  deleted_ts: z.string().optional(),
  event_ts: z.string(),
});

const mentionEvent = said.extend({
  type: z.literal('app_mention'),
  channel: z.string(),
  user: z.string(),
});

const reactionEvent = z.object({
  type: z.enum(['reaction_added', 'reaction_removed']),
  user: z.string(),
  reaction: z.string(),
  event_ts: z.string(),
  item: z.object({ type: z.literal('message'), channel: z.string(), ts: z.string() }),
});

const homeEvent = z.object({ type: z.literal('app_home_opened'), user: z.string(), tab: z.string() });

const revokedEvent = z.object({
  type: z.literal('tokens_revoked'),
  tokens: z.object({ bot: z.array(z.string()).nullish() }),
});

const userEvent = z.object({ type: z.literal('user_change'), user: z.object({ id: z.string() }) });

const otherEvent = z.object({ type: z.string() });

const event = z.object({
  type: z.literal('event_callback'),
  team_id: z.string().optional(),
  enterprise_id: z.string().nullish(),
  event_id: z.string(),
  authorizations: z
    .array(
      z.object({
        team_id: z.string().nullish(),
        enterprise_id: z.string().nullish(),
        is_enterprise_install: z.boolean().nullish(),
      }),
    )
    .optional(),
  event: z.union([messageEvent, mentionEvent, reactionEvent, homeEvent, revokedEvent, userEvent, otherEvent]),
});

const request = z.union([command, action, globalShortcut, messageShortcut, submission, event]);

export type SlackCommand = z.infer<typeof command>;
export type SlackAction = z.infer<typeof action>;
export type SlackEvent = z.infer<typeof event>;
export type SlackMessageEvent = z.infer<typeof messageEvent>;
export type SlackMentionEvent = z.infer<typeof mentionEvent>;
export type SlackFile = z.infer<typeof file>;
export type SlackShortcut = z.infer<typeof globalShortcut> | z.infer<typeof messageShortcut>;
export type SlackSubmission = z.infer<typeof submission>;
export type SlackReactionEvent = z.infer<typeof reactionEvent>;
export type SlackRequest = SlackCommand | SlackAction | SlackShortcut | SlackSubmission | SlackEvent;
/** Somebody types into a search field and waits for what it offers. */
export const slackSuggestion = interaction.omit({ trigger_id: true }).extend({
  type: z.literal('block_suggestion'),
  action_id: z.string(),
  value: z.string(),
  view: z.object({ private_metadata: z.string() }).optional(),
});
export type SlackSuggestion = z.infer<typeof slackSuggestion>;

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

/** `slack:TEAM:trigger_id`, `slack:TEAM:VIEW:HASH` for a form that was sent in, or `slack:EVENT_ID`. */
export function deliveryKeyOf(slackRequest: SlackRequest): string {
  if (isCommand(slackRequest)) return `slack:${slackRequest.team_id}:${slackRequest.trigger_id}`;
  if (isEvent(slackRequest)) return `slack:${slackRequest.event_id}`;
  const team = slackRequest.team?.id ?? slackRequest.enterprise?.id ?? '';
  // The button pressed twice is one form sent in; one with faults was never kept.
  if (slackRequest.type === 'view_submission')
    return `slack:${team}:${slackRequest.view.id}:${slackRequest.view.hash}`;
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

/** The team in which it happened, also where the app is installed in a whole organisation. */
export function teamIdOf(slackRequest: SlackRequest): string | undefined {
  if (isCommand(slackRequest)) return slackRequest.team_id;
  if (!isEvent(slackRequest)) return slackRequest.team?.id;
  return slackRequest.authorizations?.[0]?.team_id ?? slackRequest.team_id;
}

/** The installation that an event says has ended. */
export function endedInstallation(slackRequest: SlackEvent): EndedInstallation {
  const [authorization] = slackRequest.authorizations ?? [];
  const enterpriseId = authorization?.enterprise_id ?? slackRequest.enterprise_id;
  const teamId = authorization?.team_id ?? slackRequest.team_id;
  return {
    ...(enterpriseId ? { enterpriseId } : {}),
    ...(teamId ? { teamId } : {}),
    wide: authorization?.is_enterprise_install ?? false,
  };
}
