import { parseIdentity } from '../domain/identity.ts';
import type { Destination, Notice, OutboxMessage } from '../domain/outbox-message.ts';
import type { PersonId } from '../domain/person.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ids } from '../ports/ids.ts';

/** A message to be written along with the change that it tells of; due at once. */
export function outboxMessage(
  deps: { readonly clock: Clock; readonly ids: Ids },
  key: string,
  destination: Destination,
  notice: Notice,
  about: readonly PersonId[],
): OutboxMessage {
  const now = deps.clock();
  return {
    id: deps.ids.id(),
    key,
    channel: channelOf(destination),
    destination,
    notice,
    about: [...new Set(about)],
    createdAt: now,
    status: 'waiting',
    attempts: 0,
    nextAttemptAt: now,
  };
}

function channelOf(destination: Destination): OutboxMessage['channel'] {
  if (destination.kind === 'person') return parseIdentity(destination.identity)?.kind ?? 'email';
  const platform = destination.place.workspace.split(':')[0];
  return platform === 'teams' || platform === 'lti' || platform === 'service' ? platform : 'slack';
}
