import { parseIdentity, workspaceOf } from '../../src/domain/identity.ts';
import type { OutboxMessage } from '../../src/domain/outbox-message.ts';
import type { Place } from '../../src/domain/place.ts';
import type { Clock } from '../../src/ports/clock.ts';
import type { DeliveryResult, Notifier } from '../../src/ports/notifier.ts';
import type { Store } from '../../src/ports/store.ts';
import { nominationCard } from '../../src/use-cases/nomination-cards.ts';
import type { Links } from '../chat/reply/links.ts';
import { nominationReply } from '../chat/reply/nomination-reply.ts';
import { noticeReply } from '../chat/reply/notice-reply.ts';
import type { Reply } from '../chat/reply/reply.ts';
import { answer } from './teams-answer.ts';
import { refreshOf } from './teams-cards.ts';
import type { CardOptions } from './teams-card.ts';
import { ConnectorRefused, type TeamsConnector } from './teams-connector.ts';
import { isGone, teamsFailure } from './teams-failure.ts';
import { addressOf, asTaken, sayTo } from './teams-post.ts';
import { recognised } from './teams-recognise.ts';
import type { TeamsRoster } from './teams-roster.ts';
import { markGone } from './teams-references.ts';
import { conversationKey } from '../../src/domain/conversation-reference.ts';

type Deps = {
  readonly store: Store;
  readonly clock: Clock;
  readonly links: Links;
  readonly connector: TeamsConnector;
  readonly roster: TeamsRoster;
};
type Standing = Place & { readonly message: string };

/** A tenant may be connected again; until then nothing is thrown away. */
const notConnectedPauseMs = 3_600_000;
const cardOnItsWayMs = 1_000;
const mostUpdates = 5;

/** Delivers messages into Teams. */
export function teamsNotifier(deps: Deps): Notifier {
  return {
    channel: 'teams',
    async deliver(message) {
      const workspace = workspaceFor(message);
      const tenant = await deps.store.workspaces.find(workspace);
      if (tenant === undefined || tenant.disconnectedAt !== undefined)
        return { kind: 'again', error: 'the tenant is not connected', afterMs: notConnectedPauseMs };
      try {
        return await deliver(deps, message, workspace);
      } catch (error) {
        if (isGone(error)) await gone(deps, message, workspace, error);
        return teamsFailure(error);
      }
    },
    findDelivered: (message) => recognised(deps.store, message.key),
  };
}

function workspaceFor({ destination }: OutboxMessage): string {
  if (destination.kind !== 'person') return destination.place.workspace;
  return workspaceOf(parseIdentity(destination.identity) ?? { kind: 'email', address: '' }) ?? '';
}

async function deliver(deps: Deps, message: OutboxMessage, workspace: string): Promise<DeliveryResult> {
  const { notice, destination } = message;
  if (notice.kind === 'nomination-changed') return updateCard(deps, message, notice, workspace);
  const reply = noticeReply(notice, destination.locale, deps.links, message.createdAt);
  if (reply === undefined) return { kind: 'delivered' };
  if (destination.kind === 'sender-only') return answer(deps, destination, reply, message.key);
  const options: CardOptions = {
    tenant: workspace.slice('teams:'.length),
    locale: destination.locale,
    personal: destination.kind === 'person',
    key: message.key,
    refresh: await refreshOf(deps, notice, destination.kind === 'person' ? workspace : destination.place),
  };
  return { kind: 'delivered', to: await post(deps, message, workspace, reply, options) };
}

async function post(
  deps: Deps,
  { destination }: OutboxMessage,
  workspace: string,
  reply: Reply,
  options: CardOptions,
): Promise<Standing> {
  if (destination.kind === 'person') {
    const identity = parseIdentity(destination.identity);
    if (identity?.kind !== 'teams') throw new ConnectorRefused(404, 'NoAccountThere');
    const known = await deps.store.conversationReferences.find(destination.identity);
    const own =
      options.refresh !== undefined && options.refresh.viewers === undefined && known?.userId !== undefined
        ? { ...options, refresh: { ...options.refresh, viewers: [known.userId] } }
        : options;
    return sayTo(deps, identity, async ({ serviceUrl, conversation }) => {
      const message = await asTaken(reply, own, (taken) =>
        deps.connector.post(serviceUrl, conversation, taken),
      );
      return { workspace, conversation, message };
    });
  }
  const { place } = destination;
  const address = await addressOf(deps, place);
  if (address === undefined) throw new ConnectorRefused(undefined, 'NoServiceUrlKnown');
  const message = await asTaken(reply, options, (taken) =>
    deps.connector.post(address.serviceUrl, address.conversation, taken),
  );
  return {
    workspace,
    conversation: place.conversation,
    // A post in a channel begins a thread; in a chat there is none.
    ...(address.channel ? { thread: place.thread ?? message } : {}),
    message,
  };
}

/** Nothing is taken there any more; for a person that stops digests too, until they turn to the bot again. */
async function gone(
  deps: Deps,
  { destination }: OutboxMessage,
  workspace: string,
  error: unknown,
): Promise<void> {
  const reason = error instanceof ConnectorRefused ? error.code : 'gone';
  if (destination.kind === 'person') await markGone(deps, destination.identity, reason);
  else if (destination.kind === 'conversation' && destination.place.thread === undefined) {
    const key = conversationKey(workspace, destination.place.conversation);
    const known = await deps.store.conversationReferences.find(key);
    if (known !== undefined)
      await deps.store.conversationReferences.save({ ...known, gone: { at: deps.clock(), reason } });
  }
}

/** Shows a nomination's card as things stand; again, when they changed while Teams was told. */
async function updateCard(
  deps: Deps,
  message: OutboxMessage,
  notice: Extract<OutboxMessage['notice'], { kind: 'nomination-changed' }>,
  workspace: string,
): Promise<DeliveryResult> {
  const { locale } = message.destination;
  let shownVersion = 0;
  for (let update = 0; update < mostUpdates; update += 1) {
    const found = await nominationCard(deps, { ...notice, workspace });
    if (found.kind === 'not-yet')
      return { kind: 'again', error: 'the card is on its way', afterMs: cardOnItsWayMs };
    if (found.kind === 'none' || found.view.nomination.version === shownVersion) break;
    shownVersion = found.view.nomination.version;
    const { at, card, view } = found;
    const kind =
      card.notice.kind === 'nomination-to-review' ? 'nomination-to-review' : 'nomination-announced';
    const personal = card.destination.kind === 'person';
    const address = await addressOf(deps, at);
    if (address === undefined) break;
    const options: CardOptions = {
      tenant: workspace.slice('teams:'.length),
      locale,
      personal,
      key: notice.card,
      refresh: await refreshOf(deps, card.notice, personal ? workspace : at),
    };
    try {
      await asTaken(nominationReply(view, kind, locale, deps.links), options, (taken) =>
        deps.connector.update(address.serviceUrl, address.conversation, at.message, taken),
      );
    } catch (error) {
      if (!isGone(error)) throw error;
      break;
    }
  }
  return { kind: 'delivered' };
}
