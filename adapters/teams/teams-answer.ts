import { parseIdentity } from '../../src/domain/identity.ts';
import type { OutboxMessage } from '../../src/domain/outbox-message.ts';
import type { DeliveryResult } from '../../src/ports/notifier.ts';
import type { Store } from '../../src/ports/store.ts';
import type { Reply } from '../chat/reply/reply.ts';
import type { TeamsConnector } from './teams-connector.ts';
import { ConnectorRefused } from './teams-connector.ts';
import { teamsFailure } from './teams-failure.ts';
import { addressOf, asTaken, sayTo } from './teams-post.ts';
import { targetedAnswer } from './teams-sender.ts';

/**
 * Tells the sender alone: in their own talk with the bot when it was said there; else by a targeted message, which
 * nobody else sees; where those are not taken, in their own talk; and where they do not have the app, below what they
 * said, since no answer at all is worse than one that others read.
 */
export async function answer(
  deps: { readonly store: Store; readonly connector: TeamsConnector },
  destination: Extract<OutboxMessage['destination'], { kind: 'sender-only' }>,
  reply: Reply,
  key?: string,
): Promise<DeliveryResult> {
  const { place, locale, answerAt } = destination;
  const identity = parseIdentity(destination.identity);
  if (identity?.kind !== 'teams') return { kind: 'impossible', error: 'no account there', unreachable: true };
  const options = {
    tenant: identity.tenant,
    locale,
    personal: true,
    ...(key === undefined ? {} : { key }),
  };
  const known = await deps.store.conversationReferences.find(destination.identity);
  const direct = () =>
    sayTo(deps, identity, ({ serviceUrl, conversation }) =>
      asTaken(reply, options, (message) => deps.connector.post(serviceUrl, conversation, message)),
    );
  try {
    if (known?.conversation === place.conversation) {
      await direct();
      return { kind: 'delivered' };
    }
    const address = await addressOf(deps, place);
    if (address === undefined) {
      await direct();
      return { kind: 'delivered' };
    }
    const { serviceUrl, conversation } = address;
    const there = { ...options, personal: false };
    const about = answerAt?.startsWith(targetedAnswer) ? answerAt.slice(targetedAnswer.length) : undefined;
    await firstTaken([
      () =>
        asTaken(reply, there, (message) =>
          deps.connector.post(
            serviceUrl,
            conversation,
            {
              ...message,
              recipient: { id: known?.userId ?? identity.user },
              ...(about === undefined
                ? {}
                : { entities: [{ type: 'targetedMessageInfo', messageId: about }] }),
            },
            true,
          ),
        ),
      direct,
      () => asTaken(reply, there, (message) => deps.connector.post(serviceUrl, conversation, message)),
    ]);
    return { kind: 'delivered' };
  } catch (error) {
    return teamsFailure(error);
  }
}

/** The first way that is not refused for good; a refusal that passes ends the search, since it is tried again. */
async function firstTaken(ways: readonly (() => Promise<unknown>)[]): Promise<void> {
  let refusal: unknown;
  for (const way of ways)
    try {
      await way();
      return;
    } catch (error) {
      if (!(error instanceof ConnectorRefused) || ![400, 403, 404, 405, 501].includes(error.status ?? 0))
        throw error;
      refusal = error;
    }
  throw refusal;
}
