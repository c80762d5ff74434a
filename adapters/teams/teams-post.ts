import { conversationKey } from '../../src/domain/conversation-reference.ts';
import { identityKey, type Identity } from '../../src/domain/identity.ts';
import type { Place } from '../../src/domain/place.ts';
import type { Store } from '../../src/ports/store.ts';
import type { Reply } from '../chat/reply/reply.ts';
import { cardMessage, plainer, type CardOptions } from './teams-card.ts';
import { ConnectorRefused, type Outgoing, type TeamsConnector } from './teams-connector.ts';
import { isContentRefused } from './teams-failure.ts';

type Deps = { readonly store: Store; readonly connector: TeamsConnector };
type TeamsIdentity = Extract<Identity, { kind: 'teams' }>;

/** An address to post to. */
export type Address = { readonly serviceUrl: string; readonly conversation: string };

/** Says it with a card; without its pictures, and at last in mere words, when Teams does not take it as it is. */
export async function asTaken<T>(
  reply: Reply,
  options: CardOptions,
  say: (message: Outgoing) => Promise<T>,
): Promise<T> {
  let [now, ...rest] = [cardMessage(reply, options), ...plainer(reply, options)];
  for (;;)
    try {
      return await say(now);
    } catch (error) {
      const [next, ...others] = rest;
      if (next === undefined || !isContentRefused(error)) throw error;
      now = next;
      rest = others;
    }
}

/** Where a place of ours is reached; undefined when the bot never heard of it. */
export async function addressOf(
  deps: Deps,
  place: Place,
): Promise<(Address & { channel: boolean }) | undefined> {
  const { workspace, conversation, thread } = place;
  const known = await deps.store.conversationReferences.find(conversationKey(workspace, conversation));
  const serviceUrl = known?.serviceUrl ?? (await anyServiceUrl(deps.store, workspace));
  if (serviceUrl === undefined) return undefined;
  return {
    serviceUrl,
    conversation: thread === undefined ? conversation : `${conversation};messageid=${thread}`,
    channel: known?.group !== undefined || /@thread\.(?:tacv2|skype)$/u.test(conversation),
  };
}

/** A tenant has one connector, so that of any conversation there will do. */
async function anyServiceUrl(store: Store, workspace: string): Promise<string | undefined> {
  return (await store.conversationReferences.latest(workspace))?.serviceUrl;
}

/**
 * The bot's own talk with somebody, opened if need be. `anew`: what was remembered of it is not trusted. Throws
 * ConnectorRefused.
 */
export async function chatWith(deps: Deps, identity: TeamsIdentity, anew = false): Promise<Address> {
  const { store, connector } = deps;
  const workspace = `teams:${identity.tenant}`;
  const known = await store.conversationReferences.find(identityKey(identity));
  if (known?.conversation !== undefined && !anew)
    return { serviceUrl: known.serviceUrl, conversation: known.conversation };
  const serviceUrl = known?.serviceUrl ?? (await anyServiceUrl(store, workspace));
  if (serviceUrl === undefined) throw new ConnectorRefused(undefined, 'NoServiceUrlKnown');
  const conversation = await connector.openChat(serviceUrl, identity.tenant, known?.userId ?? identity.user);
  if (known !== undefined) await store.conversationReferences.save({ ...known, conversation });
  return { serviceUrl, conversation };
}

/** Says something in the bot's own talk with somebody; it is opened anew when the one that was remembered is gone. */
export async function sayTo<T>(
  deps: Deps,
  identity: TeamsIdentity,
  say: (address: Address) => Promise<T>,
): Promise<T> {
  const address = await chatWith(deps, identity);
  try {
    return await say(address);
  } catch (error) {
    if (!(error instanceof ConnectorRefused) || error.status !== 404) throw error;
    return say(await chatWith(deps, identity, true));
  }
}
