import type { Actor } from '../domain/actor.ts';
import type { Nomination } from '../domain/nomination.ts';
import type { PersonId } from '../domain/person.ts';
import { mayDecide, mayEndorse } from '../domain/policy.ts';
import type { Store } from '../ports/store.ts';
import { granteeKeysOf } from './held-roles.ts';
import { nominationView, type NominationView } from './show-nomination.ts';

type Deps = { readonly store: Store };

/** As many as a person looks through; there may be more. */
const mostRead = 200;

/** The open nominations that the actor may decide on, who waits longest first. */
export async function nominationsToReview(
  deps: Deps,
  query: { readonly actor: Actor; readonly limit: number },
): Promise<readonly NominationView[]> {
  const grants = await deps.store.roles.ofGrantees(granteeKeysOf(query.actor));
  if (grants.length === 0) return [];
  const issuerIds = [
    ...new Set(grants.flatMap(({ role, issuerId }) => (role === 'awarder' ? [] : [issuerId]))),
  ];
  const askedOf = query.actor.personId;
  const [ofIssuers, asked, badges] = await Promise.all([
    issuerIds.length === 0
      ? { items: [] }
      : deps.store.nominations.page({ issuerIds, status: 'open' }, { limit: mostRead }),
    deps.store.nominations.page({ askedOf, status: 'open' }, { limit: mostRead }),
    deps.store.badges.list(),
  ]);
  const all = new Map([...ofIssuers.items, ...asked.items].map((nomination) => [nomination.id, nomination]));
  const own = [...all.values()]
    .filter((nomination) => {
      const { issuerId, badgeId, badge } = nomination;
      const held = new Set(grants.flatMap((grant) => (grant.issuerId === issuerId ? [grant.role] : [])));
      const known = badges.find(({ id }) => id === badgeId);
      return mayDecide(query.actor, nomination, { name: badge.issuerName }, held, known) === undefined;
    })
    .toSorted((a, b) => a.createdAt.getTime() - b.createdAt.getTime());
  return views(deps, own.slice(0, query.limit), query.actor);
}

/** The open nominations that the actor may support and has not, who waits longest first. */
export async function nominationsToSupport(
  deps: Deps,
  query: { readonly actor: Actor; readonly limit: number },
): Promise<readonly NominationView[]> {
  const { items } = await deps.store.nominations.page({ status: 'open' }, { limit: mostRead });
  const open = items.filter(
    (nomination) =>
      mayEndorse(query.actor, nomination) === undefined &&
      !nomination.endorsements.some(({ personId }) => personId === query.actor.personId),
  );
  return views(deps, open.slice(0, query.limit), query.actor);
}

/** The actor's nominations that are open: those they made and those for themselves, newest first. */
export async function ownNominations(
  deps: Deps,
  query: { readonly actor: Actor; readonly limit: number },
): Promise<readonly NominationView[]> {
  const { personId } = query.actor;
  const all = await deps.store.nominations.ofPerson(personId);
  const own = all.filter(
    ({ status, nominatorId, nomineeId }) =>
      status === 'open' && (nominatorId === personId || nomineeId === personId),
  );
  return views(deps, own.toReversed().slice(0, query.limit), query.actor);
}

/** The open nominations of a person; with `badge`, a slug, only for that badge. */
export async function openNominationsOf(
  deps: Deps,
  query: { readonly nominee: PersonId; readonly badge?: string },
): Promise<readonly Nomination[]> {
  const { items } = await deps.store.nominations.page(
    { nomineeId: query.nominee, status: 'open' },
    { limit: mostRead },
  );
  return items.filter(({ badge }) => query.badge === undefined || badge.slug === query.badge);
}

function views(deps: Deps, nominations: readonly Nomination[], actor: Actor): Promise<NominationView[]> {
  return Promise.all(nominations.map((nomination) => nominationView(deps, nomination, actor.workspace)));
}
