import type { OutboxMessage } from '../domain/outbox-message.ts';
import type { Person } from '../domain/person.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ids } from '../ports/ids.ts';
import { tellPerson } from './tell-person.ts';

/**
 * Tells a person at every place where they can be reached, but not at the address itself, that it was linked to them or
 * taken away: whoever did not do that themselves hears of it.
 */
export function tellOfAddress(
  deps: { readonly clock: Clock; readonly ids: Ids },
  person: Person,
  changed: { readonly address: string; readonly change: 'added' | 'removed' },
): readonly OutboxMessage[] {
  return tellPerson(deps, person, { kind: 'address-changed', ...changed }, { butAddress: changed.address });
}
