import type { Badge } from '../domain/badge.ts';
import type { Issuer } from '../domain/issuer.ts';
import { granteeKey, type RoleGrant } from '../domain/role.ts';
import type { Clock } from '../ports/clock.ts';
import type { Store } from '../ports/store.ts';
import { overlaid } from './overlaid.ts';

/**
 * For how long a reading of badges, issuers and roles is used again. Every command reads them and they hardly ever change;
 * a change made by another instance is seen after this long at most. What is written here is seen at once.
 */
const rememberedMs = 2_000;

/**
 * The same store, which reads the catalogue from the database at most every two seconds. Transactions read past it,
 * and what one of them changes is not remembered beyond its end.
 */
export function rememberCatalogue(store: Store, clock: Clock): Store {
  let badges: { readonly list: Promise<readonly Badge[]>; readonly until: number } | undefined;
  let issuers: { readonly list: Promise<readonly Issuer[]>; readonly until: number } | undefined;
  const grants = new Map<string, { readonly list: Promise<readonly RoleGrant[]>; readonly until: number }>();
  const forget = () => {
    badges = undefined;
    issuers = undefined;
    grants.clear();
  };
  const allBadges = (): Promise<readonly Badge[]> => {
    const now = clock().getTime();
    if (badges === undefined || badges.until <= now) {
      const list = store.badges.list();
      badges = { list, until: now + rememberedMs };
      list.catch(forget);
    }
    return badges.list;
  };
  const allIssuers = (): Promise<readonly Issuer[]> => {
    const now = clock().getTime();
    if (issuers === undefined || issuers.until <= now) {
      const list = store.issuers.list();
      issuers = { list, until: now + rememberedMs };
      list.catch(forget);
    }
    return issuers.list;
  };
  const grantsOf = (issuerId: string): Promise<readonly RoleGrant[]> => {
    const now = clock().getTime();
    const known = grants.get(issuerId);
    if (known !== undefined && known.until > now) return known.list;
    const list = store.roles.ofIssuer(issuerId);
    grants.set(issuerId, { list, until: now + rememberedMs });
    list.catch(forget);
    return list;
  };
  const forgetting = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await work;
    } finally {
      forget();
    }
  };
  return {
    ...store,
    badges: {
      ...store.badges,
      list: allBadges,
      find: async (id) => (await allBadges()).find((badge) => badge.id === id),
      findBySlug: async (slug) => (await allBadges()).find((badge) => badge.slug === slug),
      insert: (badge) => forgetting(store.badges.insert(badge)),
      saveVersion: (badge, expected) => forgetting(store.badges.saveVersion(badge, expected)),
    },
    issuers: {
      ...store.issuers,
      list: allIssuers,
      find: async (id) => (await allIssuers()).find((issuer) => issuer.id === id),
      findBySlug: async (slug) => (await allIssuers()).find((issuer) => issuer.slug === slug),
      save: (issuer) => forgetting(store.issuers.save(issuer)),
    },
    roles: {
      ...store.roles,
      ofGrantees: async (keys, issuerId) =>
        issuerId === undefined
          ? store.roles.ofGrantees(keys)
          : (await grantsOf(issuerId)).filter(({ grantee }) => keys.includes(granteeKey(grantee))),
      insert: (grant) => forgetting(store.roles.insert(grant)),
      remove: (...which) => forgetting(store.roles.remove(...which)),
    },
    transact: async (work) => {
      let changed = false;
      try {
        return await store.transact((repositories) =>
          work(
            overlaid(repositories, {
              badges: () => ({
                ...repositories.badges,
                insert: (badge) => {
                  changed = true;
                  return repositories.badges.insert(badge);
                },
                saveVersion: (badge, expected) => {
                  changed = true;
                  return repositories.badges.saveVersion(badge, expected);
                },
              }),
              issuers: () => ({
                ...repositories.issuers,
                save: (issuer) => {
                  changed = true;
                  return repositories.issuers.save(issuer);
                },
              }),
              roles: () => ({
                ...repositories.roles,
                insert: (grant) => {
                  changed = true;
                  return repositories.roles.insert(grant);
                },
                remove: (...which) => {
                  changed = true;
                  return repositories.roles.remove(...which);
                },
              }),
            }),
          ),
        );
      } finally {
        if (changed) forget();
      }
    },
  };
}
