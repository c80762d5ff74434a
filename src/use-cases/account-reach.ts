import type { IdentityKey } from '../domain/identity.ts';
import type { Clock } from '../ports/clock.ts';
import type { Store } from '../ports/store.ts';

/**
 * The platform takes nothing for an account any more (they left, or blocked the bot): digests and the like go
 * elsewhere, or nowhere. Returns whether that is news.
 */
export async function accountUnreachable(
  deps: { readonly store: Store; readonly clock: Clock },
  identity: IdentityKey,
): Promise<boolean> {
  return change(deps, identity, true);
}

/** The account wrote to the bot, or took the app again: it is reachable. */
export async function accountReachable(
  deps: { readonly store: Store; readonly clock: Clock },
  identity: IdentityKey,
): Promise<boolean> {
  return change(deps, identity, false);
}

async function change(
  { store, clock }: { readonly store: Store; readonly clock: Clock },
  key: IdentityKey,
  gone: boolean,
): Promise<boolean> {
  // Looked at first without a transaction, since mostly there is nothing to change.
  const seen = await store.persons.findByIdentity(key);
  if (
    seen?.identities.every((linked) => linked.key !== key || (linked.goneAt !== undefined) === gone) ??
    true
  )
    return false;
  return store.transact(async (repositories) => {
    const person = await repositories.persons.findByIdentity(key);
    if (person === undefined) return false;
    const identities = person.identities.map((linked) => {
      if (linked.key !== key) return linked;
      const { goneAt, ...rest } = linked;
      return gone ? { ...rest, goneAt: goneAt ?? clock() } : rest;
    });
    await repositories.persons.save({ ...person, identities, updatedAt: clock() });
    return true;
  });
}
