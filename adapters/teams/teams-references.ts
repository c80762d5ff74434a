import { conversationKey, type ConversationReference } from '../../src/domain/conversation-reference.ts';
import { identityKey } from '../../src/domain/identity.ts';
import type { Clock } from '../../src/ports/clock.ts';
import type { Store } from '../../src/ports/store.ts';
import { accountReachable, accountUnreachable } from '../../src/use-cases/account-reach.ts';
import { conversationOf, kindOf, tenantOf, type TeamsActivity } from './teams-activity.ts';
import { identityOf } from './teams-directory.ts';

type Deps = { readonly store: Store; readonly clock: Clock };

/** A reference that did not change is written again after this long, so that it says when it was last good. */
const renewalMs = 24 * 60 * 60_000;

/**
 * Keeps how the conversation and the sender of an activity are reached. Where something comes from, something can
 * go: what was thought gone is there again, but for a person only when they wrote to the bot itself.
 */
export async function keepReferences(deps: Deps, activity: TeamsActivity): Promise<void> {
  const tenant = tenantOf(activity) ?? '';
  const workspace = `teams:${tenant}`;
  const { id: conversation } = conversationOf(activity);
  const personal = kindOf(activity) === 'personal';
  const now = deps.clock();
  const { serviceUrl, from, channelData } = activity;
  if (!personal) {
    const { team, channel } = channelData ?? {};
    const name = channel?.name ?? activity.conversation.name ?? undefined;
    await keep(deps, {
      key: conversationKey(workspace, conversation),
      workspace,
      conversation,
      serviceUrl,
      ...(team?.id === undefined ? {} : { group: team.id }),
      ...(team?.name ? { groupName: team.name } : {}),
      ...(name === undefined ? {} : { name }),
      seenAt: now,
    });
  }
  if (from.id.startsWith('28:')) return;
  const identity = identityKey(identityOf(tenant, from));
  await keep(deps, {
    key: identity,
    workspace,
    identity,
    userId: from.id,
    serviceUrl,
    ...(personal ? { conversation } : {}),
    seenAt: now,
  });
  if (personal) await accountReachable(deps, identity);
}

async function keep({ store }: Deps, learnt: ConversationReference): Promise<void> {
  const known = await store.conversationReferences.find(learnt.key);
  const { gone, ...before } = known ?? { gone: undefined };
  // Being mentioned in a channel says nothing of a talk that the person closed.
  const stillGone = gone !== undefined && learnt.identity !== undefined && learnt.conversation === undefined;
  const next: ConversationReference = { ...before, ...learnt, ...(stillGone ? { gone } : {}) };
  const fresh = known !== undefined && learnt.seenAt.getTime() - known.seenAt.getTime() < renewalMs;
  if (fresh && same({ ...next, seenAt: known.seenAt }, known)) return;
  await store.conversationReferences.save(next);
}

function same(a: ConversationReference, b: ConversationReference): boolean {
  const written = (one: ConversationReference) =>
    JSON.stringify(Object.entries(one).toSorted(([x], [y]) => (x < y ? -1 : 1)));
  return written(a) === written(b);
}

/** The platform takes nothing there any more. A person is no longer written to, until they turn to the bot. */
export async function markGone(deps: Deps, key: string, reason: string): Promise<void> {
  const known = await deps.store.conversationReferences.find(key);
  if (known !== undefined && known.gone === undefined)
    await deps.store.conversationReferences.save({ ...known, gone: { at: deps.clock(), reason } });
  if (known?.identity === key || known === undefined) await accountUnreachable(deps, key);
}
