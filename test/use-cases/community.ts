import type { Actor } from '../../src/domain/actor.ts';
import type { Badge } from '../../src/domain/badge.ts';
import type { Issuer } from '../../src/domain/issuer.ts';
import type { Person } from '../../src/domain/person.ts';
import type { Refusal } from '../../src/domain/refusal.ts';
import type { Role } from '../../src/domain/role.ts';
import type { Ids } from '../../src/ports/ids.ts';
import type { Store } from '../../src/ports/store.ts';
import { buildBadge } from '../builders/build-badge.ts';
import { buildIssuer } from '../builders/build-issuer.ts';
import { buildPerson } from '../builders/build-person.ts';
import { buildRoleGrant } from '../builders/build-role-grant.ts';
import { deterministicId, testMoment } from '../builders/deterministic-id.ts';
import { createMemoryStore } from '../fakes/memory-store.ts';

/** An issuer with a badge, and people in one workspace with a role each. */
export type SmallTown = {
  readonly deps: { readonly store: Store; readonly clock: () => Date; readonly ids: Ids };
  readonly store: Store;
  readonly issuer: Issuer;
  readonly badge: Badge;
  readonly owner: Person;
  readonly awarder: Person;
  readonly reviewer: Person;
  readonly learner: Person;
  readonly colleague: Person;
  /** Moves the clock; returns the new moment. */
  pass(days: number): Date;
  addBadge(overrides?: Partial<Badge>): Promise<Badge>;
};

export const workspace = 'slack:T1';

export function actor(person: Person, overrides: Partial<Actor> = {}): Actor {
  return { personId: person.id, workspace, standing: 'member', via: 'slack', ...overrides };
}

export async function smallTown(store: Store = createMemoryStore()): Promise<SmallTown> {
  let now = testMoment;
  let drawn = 0;
  const ids: Ids = {
    id: deterministicId,
    token: () => `token-${deterministicId()}`,
    below: (limit) => (drawn += 7919) % limit,
  };
  const issuer = buildIssuer();
  await store.issuers.save(issuer);
  const badge = buildBadge({ issuerId: issuer.id });
  await store.badges.insert(badge);
  const person = async (role?: Role) => {
    const made = buildPerson();
    await store.persons.insert(made);
    if (role !== undefined)
      await store.roles.insert(
        buildRoleGrant({ issuerId: issuer.id, role, grantee: { kind: 'person', personId: made.id } }),
      );
    return made;
  };
  return {
    deps: { store, clock: () => now, ids },
    store,
    issuer,
    badge,
    owner: await person('owner'),
    awarder: await person('awarder'),
    reviewer: await person('reviewer'),
    learner: await person(),
    colleague: await person(),
    pass(days) {
      now = new Date(now.getTime() + days * 86_400_000);
      return now;
    },
    async addBadge(overrides = {}) {
      const made = buildBadge({ issuerId: issuer.id, ...overrides });
      await store.badges.insert(made);
      return made;
    },
  };
}

type Refusable = { readonly ok: true } | { readonly ok: false; readonly refusal: Refusal };

/** The code of a refusal; fails when it was done after all. */
export async function refusalCode(outcome: Promise<Refusable>): Promise<Refusal['code']> {
  const result = await outcome;
  if (result.ok) throw new Error('it was not refused');
  return result.refusal.code;
}

/** What came of something that must be done; fails with the refusal's code otherwise. */
export async function done<T extends { readonly ok: true }>(
  outcome: Promise<T | { readonly ok: false; readonly refusal: Refusal }>,
): Promise<T> {
  const result = await outcome;
  if (!result.ok) throw new Error(`refused: ${result.refusal.code}`);
  return result;
}
