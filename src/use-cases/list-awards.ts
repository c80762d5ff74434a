import { isOperator, type Actor } from '../domain/actor.ts';
import type { Award, AwardStatus } from '../domain/award.ts';
import type { PersonId } from '../domain/person.ts';
import { mayManage } from '../domain/policy.ts';
import { refused, type Outcome } from '../domain/refusal.ts';
import type { AwardFilter } from '../ports/award-repository.ts';
import type { Page, PageRequest } from '../ports/page.ts';
import type { Store } from '../ports/store.ts';
import { heldRoles } from './held-roles.ts';
import { nearestBadges } from './nearest-badges.ts';

export type ListAwards = {
  readonly actor: Actor;
  readonly issuerSlug?: string;
  readonly badgeSlug?: string;
  readonly personId?: PersonId;
  readonly status?: AwardStatus;
  readonly page: PageRequest;
};

/** An award, and the name of its person, where both are still known. */
export type ListedAward = { readonly award: Award; readonly personName?: string };

/** The awards of a deployment (the operator) or of one issuer (its owners too), newest first, page by page. */
export async function listAwards(
  deps: { readonly store: Store },
  query: ListAwards,
): Promise<Outcome<{ readonly page: Page<ListedAward> }>> {
  const { store } = deps;
  const filter = await filterOf(store, query);
  if (!filter.ok) return filter;
  const { items, next } = await store.awards.page(filter.filter, query.page);
  const persons = await store.persons.findMany([...new Set(items.flatMap(({ personId }) => personId ?? []))]);
  const names = new Map(persons.map(({ id, name }) => [id, name]));
  return {
    ok: true,
    page: {
      items: items.map((award) => {
        const name = award.personId === undefined ? undefined : names.get(award.personId);
        return { award, ...(name === undefined ? {} : { personName: name }) };
      }),
      ...(next === undefined ? {} : { next }),
    },
  };
}

async function filterOf(store: Store, query: ListAwards): Promise<Outcome<{ readonly filter: AwardFilter }>> {
  const { actor, issuerSlug, badgeSlug, personId, status } = query;
  const issuer = issuerSlug === undefined ? undefined : await store.issuers.findBySlug(issuerSlug);
  if (issuerSlug !== undefined && issuer === undefined)
    return refused({ code: 'unknown-issuer', said: issuerSlug });
  if (!isOperator(actor)) {
    if (issuer === undefined) return refused({ code: 'not-yours' });
    const refusal = mayManage(actor, issuer, await heldRoles(store, actor, issuer.id));
    if (refusal !== undefined) return refused(refusal);
  }
  if (badgeSlug !== undefined && (await store.badges.findBySlug(badgeSlug)) === undefined)
    return refused(await nearestBadges(store, badgeSlug));
  return {
    ok: true,
    filter: {
      ...(issuer === undefined ? {} : { issuerId: issuer.id }),
      ...(badgeSlug === undefined ? {} : { badgeSlug }),
      ...(personId === undefined ? {} : { personId }),
      ...(status === undefined ? {} : { status }),
    },
  };
}
