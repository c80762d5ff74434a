import { createHash } from 'node:crypto';
import { z } from 'zod';

const account = z.object({
  /** `29:…` for people, `28:…` for bots: the platform's own id of them in talks with this bot. */
  id: z.string().min(1).max(500),
  name: z.string().nullish(),
  aadObjectId: z.string().nullish(),
});

const attachment = z.object({
  contentType: z.string().default(''),
  name: z.string().nullish(),
  contentUrl: z.string().nullish(),
  content: z.unknown().optional(),
});

const named = z.object({ id: z.string(), name: z.string().nullish() });

/** What Teams posts to `/api/messages`, as far as it is acted on (Bot Framework Activity schema, Teams' additions). */
const activity = z.object({
  type: z.string().min(1).max(100),
  /** The name of an invoke or an event. */
  name: z.string().max(200).optional(),
  id: z.string().max(500).optional(),
  timestamp: z.string().optional(),
  localTimestamp: z.string().nullish(),
  localTimezone: z.string().nullish(),
  channelId: z.literal('msteams'),
  serviceUrl: z.url({ protocol: /^https?$/u }),
  from: account,
  recipient: account.extend({ isTargeted: z.boolean().nullish() }),
  conversation: z.object({
    id: z.string().min(1).max(1000),
    conversationType: z.string().nullish(),
    tenantId: z.string().nullish(),
    name: z.string().nullish(),
    isGroup: z.boolean().nullish(),
  }),
  channelData: z
    .object({
      tenant: z.object({ id: z.string() }).nullish(),
      team: named.nullish(),
      channel: named.nullish(),
      eventType: z.string().nullish(),
    })
    .nullish(),
  locale: z.string().nullish(),
  text: z.string().nullish(),
  entities: z.array(z.unknown()).nullish(),
  attachments: z.array(attachment).nullish(),
  membersAdded: z.array(account).nullish(),
  membersRemoved: z.array(account).nullish(),
  /** Of an installation: `add`, `remove`, `add-upgrade` or `remove-upgrade`. */
  action: z.string().nullish(),
  replyToId: z.string().nullish(),
  value: z.unknown().optional(),
});
export type TeamsActivity = z.infer<typeof activity>;
export type TeamsAttachment = z.infer<typeof attachment>;

const origin = activity.pick({ type: true, channelId: true, serviceUrl: true });
export type ActivityOrigin = z.infer<typeof origin>;

/** Where something says that it comes from, which its token must agree with; undefined when it does not say. */
export function originOf(body: unknown): ActivityOrigin | undefined {
  const parsed = origin.safeParse(body);
  return parsed.success ? parsed.data : undefined;
}

/** The activity, or undefined for what is none. */
export function parseActivity(body: unknown): TeamsActivity | undefined {
  const parsed = activity.safeParse(body);
  return parsed.success ? parsed.data : undefined;
}

/** The tenant in which something happened. */
export function tenantOf({ channelData, conversation }: TeamsActivity): string | undefined {
  return (channelData?.tenant?.id ?? conversation.tenantId)?.toLowerCase();
}

/** The conversation without its thread, and the post that began the thread. */
export function conversationOf({ conversation }: Pick<TeamsActivity, 'conversation'>): {
  readonly id: string;
  readonly thread?: string;
} {
  const [id = '', thread] = conversation.id.split(';messageid=');
  return thread === undefined || thread === '' ? { id } : { id, thread };
}

export type ConversationKind = 'personal' | 'group' | 'channel';

export function kindOf({ conversation }: Pick<TeamsActivity, 'conversation'>): ConversationKind {
  if (conversation.conversationType === 'personal') return 'personal';
  if (conversation.conversationType === 'channel') return 'channel';
  if (conversation.conversationType === 'groupChat') return 'group';
  return conversation.isGroup ? 'group' : 'personal';
}

/**
 * Names what was said or asked, whatever id it comes with: Teams sends again after about 15 seconds, sometimes under
 * a new id. Sender, place, moment and content make it; the moment is the sender's own, which a repetition keeps.
 */
export function fingerprintOf(one: TeamsActivity): string {
  const parts = [
    one.type,
    one.name,
    one.conversation.id,
    one.from.id,
    one.localTimestamp ?? one.timestamp ?? one.id,
    one.text,
    one.action,
    one.channelData?.eventType,
    // An edit and what it edits share the moment of the original; the server's own tells them apart.
    one.type === 'message' ? undefined : one.timestamp,
    one.type === 'messageUpdate' || one.type === 'messageDelete' ? one.id : undefined,
    one.value,
    one.attachments,
    one.membersAdded,
    one.membersRemoved,
  ];
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 32);
}

/** The key of an activity in the inbox and of what comes of it: the same one delivered again has the same one. */
export function deliveryKeyOf(one: TeamsActivity): string {
  return `teams:${tenantOf(one) ?? ''}:${fingerprintOf(one)}`;
}

/** When it happened; `fallback` when it does not say. */
export function momentOf({ timestamp }: TeamsActivity, fallback: Date): Date {
  const moment = new Date(timestamp ?? '');
  return Number.isNaN(moment.getTime()) ? fallback : moment;
}

/** Says which of two changes of a message is later. */
export function revisionOf(one: TeamsActivity, fallback: Date): string {
  return String(momentOf(one, fallback).getTime());
}
