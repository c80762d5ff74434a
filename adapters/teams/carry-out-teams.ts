import { conversationKey } from '../../src/domain/conversation-reference.ts';
import { identityKey } from '../../src/domain/identity.ts';
import type { InboxItem } from '../../src/domain/inbox-item.ts';
import { DuplicateKey } from '../../src/ports/store.ts';
import { carryOutCommand } from '../chat/command/carry-out-command.ts';
import type { ChatContext } from '../chat/command/chat-context.ts';
import type { ChatResult } from '../chat/command/chat-result.ts';
import { formAsReply } from '../chat/form/form-as-reply.ts';
import type { Reply } from '../chat/reply/reply.ts';
import {
  conversationOf,
  deliveryKeyOf,
  fingerprintOf,
  kindOf,
  parseActivity,
  tenantOf,
  type TeamsActivity,
} from './teams-activity.ts';
import { answer } from './teams-answer.ts';
import { cardMessage } from './teams-card.ts';
import type { TeamsDeps } from './teams-deps.ts';
import { identityOf } from './teams-directory.ts';
import { changed, gather, isToBot } from './teams-evidence.ts';
import { isGone } from './teams-failure.ts';
import { keepReferences, markGone } from './teams-references.ts';
import { contextOf, senderOf, withAccounts } from './teams-sender.ts';
import { localeOf } from './teams-form.ts';
import { teamsSegments } from './teams-text.ts';
import { welcomeReply } from './teams-welcome.ts';

/** An answer that Teams did not take; the activity is carried out again later, and nothing happens twice. */
class AnswerNotTaken extends Error {
  override readonly name = 'AnswerNotTaken';
}

/** Carries out an activity that was stored and acknowledged. May be called again with the same one. */
export async function carryOutTeams(deps: TeamsDeps, item: InboxItem): Promise<void> {
  const activity = parseActivity(item.payload);
  if (activity === undefined) return;
  const workspace = await deps.store.workspaces.find(`teams:${tenantOf(activity) ?? ''}`);
  // The tenant may have been disconnected since.
  if (workspace === undefined || workspace.disconnectedAt !== undefined) return;
  switch (activity.type) {
    case 'message':
      return isToBot(activity) ? said(deps, activity) : gather(deps, activity);
    case 'messageUpdate':
    case 'messageDelete':
      return changed(deps, activity);
    case 'installationUpdate':
      return installed(deps, activity);
    case 'conversationUpdate':
      return rosterChanged(deps, activity);
    default:
      return undefined;
  }
}

/** The same activity id with other content, such as another time stamp: it was carried out already. */
async function seenOtherwise(deps: TeamsDeps, activity: TeamsActivity): Promise<boolean> {
  if (activity.id === undefined) return false;
  const key = `teams:${tenantOf(activity) ?? ''}:${activity.conversation.id}:${activity.id}`;
  const fingerprint = fingerprintOf(activity);
  try {
    await deps.store.deliveries.insert({ key, at: deps.clock(), made: [fingerprint] });
    return false;
  } catch (error) {
    if (!(error instanceof DuplicateKey)) throw error;
    const first = await deps.store.deliveries.find(key);
    return first?.made[0] !== fingerprint;
  }
}

async function said(deps: TeamsDeps, activity: TeamsActivity): Promise<void> {
  if (await seenOtherwise(deps, activity)) return undefined;
  await keepReferences(deps, activity);
  const sender = await senderOf(deps, activity);
  if (sender === undefined) return undefined;
  const context = contextOf(deps, activity, sender, deliveryKeyOf(activity));
  const { text, entities, recipient } = activity;
  const segments = await withAccounts(teamsSegments({ text, entities, botId: recipient.id }), context);
  return tell(deps, context, await carryOutCommand(deps, context, segments));
}

async function tell(deps: TeamsDeps, context: ChatContext, result: ChatResult): Promise<void> {
  if (result.kind === 'done') return;
  const reply = result.kind === 'form' ? formAsReply(result.form, false) : result.reply;
  const delivered = await answer(deps, context.answerTo, reply);
  if (delivered.kind === 'again') throw new AnswerNotTaken(delivered.error);
}

/** The app came or went, for a person, a chat or a team. */
async function installed(deps: TeamsDeps, activity: TeamsActivity): Promise<void> {
  const { action, channelData } = activity;
  const tenant = tenantOf(activity) ?? '';
  const workspace = `teams:${tenant}`;
  const { id: conversation } = conversationOf(activity);
  deps.roster.forget(conversation);
  // An upgrade of the app changes nothing.
  if (action === 'add') {
    await keepReferences(deps, activity);
    return welcome(deps, activity);
  }
  if (action !== 'remove') return;
  if (kindOf(activity) === 'personal')
    return markGone(deps, identityKey(identityOf(tenant, activity.from)), 'uninstalled');
  const team = channelData?.team?.id;
  const references =
    team === undefined
      ? [await deps.store.conversationReferences.find(conversationKey(workspace, conversation))]
      : await deps.store.conversationReferences.ofGroup(workspace, team);
  for (const reference of references)
    if (reference !== undefined && reference.gone === undefined)
      await deps.store.conversationReferences.save({
        ...reference,
        gone: { at: deps.clock(), reason: 'uninstalled' },
      });
}

async function welcome(deps: TeamsDeps, activity: TeamsActivity): Promise<void> {
  const personal = kindOf(activity) === 'personal';
  const person = personal ? (await senderOf(deps, activity))?.person : undefined;
  const locale = person?.locale ?? localeOf(activity.locale);
  await say(deps, activity, welcomeReply(locale, personal), locale);
}

async function say(
  deps: TeamsDeps,
  activity: TeamsActivity,
  reply: Reply,
  locale: 'nl' | 'en',
): Promise<void> {
  const message = cardMessage(reply, {
    tenant: tenantOf(activity) ?? '',
    locale,
    personal: kindOf(activity) === 'personal',
  });
  try {
    await deps.connector.post(activity.serviceUrl, conversationOf(activity).id, message);
  } catch (error) {
    // Taken out again at once, or not allowed to write there: nobody misses a welcome.
    if (!isGone(error)) throw error;
  }
}

/** People left, or a team or channel has another name. */
async function rosterChanged(deps: TeamsDeps, activity: TeamsActivity): Promise<void> {
  const tenant = tenantOf(activity) ?? '';
  const { id: conversation } = conversationOf(activity);
  deps.roster.forget(conversation);
  const left = (activity.membersRemoved ?? []).filter(({ id }) => !id.startsWith('28:'));
  for (const member of left) {
    const identity = identityOf(tenant, member);
    if (!(await reachableElsewhere(deps, activity, member.id)))
      await markGone(deps, identityKey(identity), 'left');
  }
  const botLeft = (activity.membersRemoved ?? []).some(({ id }) => id === activity.recipient.id);
  if (botLeft) return installed(deps, { ...activity, action: 'remove' });
  if (left.length === 0) await keepReferences(deps, activity);
  const { team, eventType } = activity.channelData ?? {};
  if (eventType === 'teamRenamed' && team?.id !== undefined && team.name)
    for (const reference of await deps.store.conversationReferences.ofGroup(`teams:${tenant}`, team.id))
      if (reference.groupName !== team.name)
        await deps.store.conversationReferences.save({ ...reference, groupName: team.name });
  return undefined;
}

/** Who left one team may have the app themselves, or be in another team of the tenant where the bot is. */
async function reachableElsewhere(deps: TeamsDeps, activity: TeamsActivity, user: string): Promise<boolean> {
  const tenant = tenantOf(activity) ?? '';
  const here = activity.channelData?.team?.id ?? conversationOf(activity).id;
  const references = await deps.store.conversationReferences.ofGroup(`teams:${tenant}`);
  const others = new Map(
    references.flatMap(({ group, gone, serviceUrl }) =>
      group === undefined || group === here || gone !== undefined ? [] : [[group, serviceUrl] as const],
    ),
  );
  for (const [team, serviceUrl] of others) {
    deps.roster.forget(team);
    if (typeof (await deps.roster.member(serviceUrl, team, user)) !== 'string') return true;
  }
  const person = await deps.store.conversationReferences.find(
    identityKey(
      identityOf(tenant, (activity.membersRemoved ?? []).find(({ id }) => id === user) ?? { id: user }),
    ),
  );
  // A talk of their own with the bot outlasts a team; the next message there says whether it still stands.
  return person?.conversation !== undefined && person.gone === undefined;
}
