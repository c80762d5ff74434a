import type { Actor } from '../../src/domain/actor.ts';
import { identityKey, type Identity } from '../../src/domain/identity.ts';
import { nearestLocale, type Locale } from '../../src/domain/localized-text.ts';
import type { Person } from '../../src/domain/person.ts';
import type { Place } from '../../src/domain/place.ts';
import { recognisePerson } from '../../src/use-cases/recognise-person.ts';
import type { ChatContext } from '../chat/command/chat-context.ts';
import type { ChatSegment } from '../chat/grammar/chat-text.ts';
import { conversationOf, kindOf, tenantOf, type TeamsActivity } from './teams-activity.ts';
import type { TeamsDeps, TeamsPlace } from './teams-deps.ts';
import { accountOf, identityOf, teamsDirectory } from './teams-directory.ts';

export type Sender = {
  readonly person: Person;
  readonly actor: Actor;
  readonly identity: Identity;
  readonly locale: Locale;
  /** The bot is in the conversation itself. */
  readonly botIsThere: boolean;
};

/** Who sent an activity; undefined for a bot. */
export async function senderOf(deps: TeamsDeps, activity: TeamsActivity): Promise<Sender | undefined> {
  const { from, locale, localTimezone } = activity;
  if (from.id.startsWith('28:')) return undefined;
  const tenant = tenantOf(activity) ?? '';
  const { id: conversation } = conversationOf(activity);
  const member = await deps.roster.member(activity.serviceUrl, conversation, from.id);
  const seen = typeof member === 'string' ? undefined : accountOf(member, tenant);
  const identity = seen?.identity ?? identityOf(tenant, from);
  const name = seen?.name ?? from.name ?? undefined;
  const person = await recognisePerson(deps, {
    identity,
    facts: {
      ...(name === undefined ? {} : { name }),
      ...(locale ? { locale: nearestLocale(locale) } : {}),
      ...(localTimezone && isTimeZone(localTimezone) ? { timeZone: localTimezone } : {}),
    },
    vouchedBy: 'platform',
  });
  return {
    person,
    identity,
    locale: person.locale ?? 'nl',
    botIsThere: member !== 'hidden',
    actor: {
      personId: person.id,
      ...(person.name === undefined ? {} : { name: person.name }),
      account: identityKey(identity),
      workspace: `teams:${tenant}`,
      // Where the bot can't look, nobody is more than a guest.
      standing: seen?.standing ?? 'guest',
      via: 'teams',
    },
  };
}

function isTimeZone(written: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: written }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

export function placeOf(activity: TeamsActivity): TeamsPlace {
  return {
    tenant: tenantOf(activity) ?? '',
    serviceUrl: activity.serviceUrl,
    conversation: conversationOf(activity).id,
  };
}

/** Says that an answer goes to the sender of a message that only the bot got to see. */
export const targetedAnswer = 'targeted:';

export function contextOf(
  deps: TeamsDeps,
  activity: TeamsActivity,
  sender: Sender,
  deliveryKey: string,
): ChatContext {
  const at = placeOf(activity);
  const { thread } = conversationOf(activity);
  const kind = kindOf(activity);
  const workspace = `teams:${at.tenant}`;
  const place: Place = {
    workspace,
    conversation: at.conversation,
    // Only a channel has threads.
    ...(kind === 'channel' && thread !== undefined ? { thread } : {}),
  };
  const targeted = activity.recipient.isTargeted === true;
  return {
    actor: sender.actor,
    locale: sender.locale,
    deliveryKey,
    place,
    announce: kind !== 'personal' && sender.botIsThere,
    // A channel is its team's, and nothing tells whether the whole tenant is in the team.
    open: false,
    answerTo: {
      kind: 'sender-only',
      place,
      identity: identityKey(sender.identity),
      personId: sender.person.id,
      locale: sender.locale,
      ...(targeted && activity.id !== undefined ? { answerAt: `${targetedAnswer}${activity.id}` } : {}),
    },
    platform: {
      directory: teamsDirectory(deps, at),
      workspace,
      identity: (user) => ({ kind: 'teams', tenant: at.tenant, user }),
      // Teams tells a bot nothing of who is behind a tag, a team or a channel that is mentioned.
      groupMembers: async () => undefined,
    },
  };
}

/** Mentions by the platform's own id become those of the accounts, so that one person has one id throughout. */
export async function withAccounts(
  segments: readonly ChatSegment[],
  { platform }: Pick<ChatContext, 'platform'>,
): Promise<ChatSegment[]> {
  const named: ChatSegment[] = [];
  for (const segment of segments) {
    if (segment.kind !== 'person') {
      named.push(segment);
      continue;
    }
    const account = await platform.directory.account(platform.identity(segment.id));
    const id = account?.identity.kind === 'teams' ? account.identity.user : segment.id;
    named.push({ ...segment, id });
  }
  return named;
}
