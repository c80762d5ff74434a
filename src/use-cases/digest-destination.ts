import type { DigestState } from '../domain/digest-state.ts';
import type { Destination, OutboxMessage } from '../domain/outbox-message.ts';
import type { LinkedIdentity, Person } from '../domain/person.ts';

/** The channels by which this deployment sends. */
export type Channels = ReadonlySet<OutboxMessage['channel']>;

/** The ways by which a digest can reach somebody, the one to try first at its head. */
export function digestWays(
  person: Person,
  state: Pick<DigestState, 'chatRefusedAt'>,
  channels: Channels,
): readonly LinkedIdentity[] {
  const live = person.identities.filter(({ goneAt }) => goneAt === undefined);
  const chat = live.filter(
    ({ identity }) =>
      state.chatRefusedAt === undefined &&
      (identity.kind === 'slack' || identity.kind === 'teams') &&
      channels.has(identity.kind),
  );
  // An address that somebody else merely named gets no news of a person.
  const mail = live.filter(
    ({ identity, vouchedBy }) =>
      identity.kind === 'email' && vouchedBy !== 'catalogue' && channels.has('email'),
  );
  return person.preferences?.digestBy === 'mail' ? [...mail, ...chat] : [...chat, ...mail];
}

export function destinationBy(person: Person, way: LinkedIdentity): Destination {
  return { kind: 'person', identity: way.key, personId: person.id, locale: person.locale ?? 'nl' };
}
