import type { OutboxMessage } from '../domain/outbox-message.ts';
import type { Person } from '../domain/person.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ids } from '../ports/ids.ts';
import { outboxMessage } from './outbox-message.ts';

/**
 * Tells a person at every place where they can be reached, but not at the address itself, that it was linked to them or
 * taken away: whoever did not do that themselves hears of it.
 */
export function tellOfAddress(
  deps: { readonly clock: Clock; readonly ids: Ids },
  person: Person,
  changed: { readonly address: string; readonly change: 'added' | 'removed' },
): readonly OutboxMessage[] {
  const id = deps.ids.id();
  return person.identities.flatMap(({ key, identity, goneAt }, at) => {
    if (goneAt !== undefined || identity.kind === 'lti') return [];
    if (identity.kind === 'email' && identity.address === changed.address) return [];
    const destination = {
      kind: 'person',
      identity: key,
      personId: person.id,
      locale: person.locale ?? 'nl',
    } as const;
    const notice = { kind: 'address-changed', ...changed } as const;
    return [outboxMessage(deps, `address:${id}:${at}`, destination, notice, [person.id])];
  });
}
