import type { Notice, OutboxMessage } from '../domain/outbox-message.ts';
import type { Person, PersonId } from '../domain/person.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ids } from '../ports/ids.ts';
import { outboxMessage } from './outbox-message.ts';

/**
 * The same for every place where a person can be reached, so that whoever is in the wrong place is not the only one who
 * hears of it; one address can be left out.
 */
export function tellPerson(
  deps: { readonly clock: Clock; readonly ids: Ids },
  person: Person,
  notice: Notice,
  more: { readonly butAddress?: string; readonly about?: readonly PersonId[] } = {},
): readonly OutboxMessage[] {
  const id = deps.ids.id();
  return person.identities.flatMap(({ key, identity, goneAt }, at) => {
    if (goneAt !== undefined || identity.kind === 'lti') return [];
    if (identity.kind === 'email' && identity.address === more.butAddress) return [];
    const destination = {
      kind: 'person',
      identity: key,
      personId: person.id,
      locale: person.locale ?? 'nl',
    } as const;
    const about = [person.id, ...(more.about ?? [])];
    return [outboxMessage(deps, `told:${id}:${at}`, destination, notice, about)];
  });
}
