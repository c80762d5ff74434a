import type { Nomination, NominationId } from '../domain/nomination.ts';
import type { OutboxMessage } from '../domain/outbox-message.ts';
import type { Person, PersonId } from '../domain/person.ts';
import type { Place } from '../domain/place.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ids } from '../ports/ids.ts';
import type { Repositories } from '../ports/store.ts';
import { outboxMessage } from './outbox-message.ts';
import { showNomination, type NominationView } from './show-nomination.ts';

/** The key of the message that announces a nomination where it was made. */
export function announcementKey(id: NominationId): string {
  return `nomination:${id}:announcement`;
}

/** The key of the message that asks a reviewer for a decision. */
export function reviewKey(id: NominationId, reviewer: PersonId): string {
  return `nomination:${id}:review:${reviewer}`;
}

/**
 * The persons who are named as reviewers, and whom the learner asked in particular; a whole workspace of reviewers sees the
 * queue instead.
 */
export async function reviewersOf(
  repositories: Pick<Repositories, 'roles' | 'persons'>,
  nomination: Pick<Nomination, 'issuerId' | 'nomineeId' | 'askedOf'>,
): Promise<readonly Person[]> {
  const grants = await repositories.roles.ofIssuer(nomination.issuerId);
  const ids = grants.flatMap((grant) =>
    grant.role === 'reviewer' && grant.grantee.kind === 'person' ? [grant.grantee.personId] : [],
  );
  const all = [...new Set([...ids, ...(nomination.askedOf === undefined ? [] : [nomination.askedOf])])];
  return (await repositories.persons.findMany(all)).filter((person) => person.id !== nomination.nomineeId);
}

/** The messages that show a nomination: its announcement, and what its reviewers were sent. */
async function nominationCards(
  repositories: Pick<Repositories, 'roles' | 'persons' | 'outbox'>,
  nomination: Nomination,
): Promise<readonly OutboxMessage[]> {
  const reviewers = await reviewersOf(repositories, nomination);
  const keys = [
    announcementKey(nomination.id),
    ...reviewers.map((reviewer) => reviewKey(nomination.id, reviewer.id)),
  ];
  const found: OutboxMessage[] = [];
  for (const key of keys) {
    const message = await repositories.outbox.findByKey(key);
    if (message !== undefined) found.push(message);
  }
  return found;
}

/**
 * The messages that bring a nomination's cards up to date. `mark` names the change, so that the same change told
 * of again brings no further message.
 */
export async function cardUpdates(
  deps: { readonly clock: Clock; readonly ids: Ids },
  repositories: Pick<Repositories, 'roles' | 'persons' | 'outbox'>,
  nomination: Nomination,
  mark: string,
): Promise<OutboxMessage[]> {
  return (await nominationCards(repositories, nomination)).map((card) =>
    outboxMessage(
      deps,
      `${card.key}:${mark}`,
      card.destination,
      { kind: 'nomination-changed', nominationId: nomination.id, card: card.key },
      card.about,
    ),
  );
}

/**
 * A card that is to be brought up to date, and the nomination as it stands now: an update that comes late shows
 * the latest all the same. `not-yet`: the card is still on its way; `none`: it never came to stand anywhere.
 */
export async function nominationCard(
  deps: { readonly store: Pick<Repositories, 'nominations' | 'persons' | 'evidence' | 'outbox'> },
  query: { readonly nominationId: NominationId; readonly card: string; readonly workspace?: string },
): Promise<
  | {
      readonly kind: 'card';
      readonly card: OutboxMessage;
      readonly at: Place & { readonly message: string };
      readonly view: NominationView;
    }
  | { readonly kind: 'not-yet' }
  | { readonly kind: 'none' }
> {
  const card = await deps.store.outbox.findByKey(query.card);
  if (card?.status === 'waiting') return { kind: 'not-yet' };
  if (card?.deliveredTo === undefined) return { kind: 'none' };
  const shown = await showNomination(deps, query);
  return shown.ok ? { kind: 'card', card, at: card.deliveredTo, view: shown.view } : { kind: 'none' };
}
