import type { Actor } from '../domain/actor.ts';
import { parseIdentity } from '../domain/identity.ts';
import { linkIdentity, type Person, type PersonId } from '../domain/person.ts';
import { refused, type Outcome } from '../domain/refusal.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ids } from '../ports/ids.ts';
import type { Repositories, Store } from '../ports/store.ts';
import { auditEntry } from './audit-entry.ts';
import { oneTimeTokenHash } from './make-owner-link.ts';
import { readStop } from './recovery-link.ts';

/** Which address a link would keep off or take away; looking does not use it up. */
export async function showStop(
  deps: { readonly store: Store; readonly clock: Clock },
  query: { readonly token: string },
): Promise<Outcome<{ readonly address: string }>> {
  const stop = readStop(await deps.store.oneTimeLinks.peek(oneTimeTokenHash(query.token), deps.clock()));
  return stop === undefined ? refused({ code: 'recovery-void' }) : { ok: true, address: stop.address };
}

/**
 * Stops a recovery that the person did not want, by the link that every place where they are known was sent. What waits
 * for confirmation does so no more. If the new address was confirmed already, the person's addresses and accounts are again
 * those of before, as far as nobody else has them now; every session ends, in course pages too; and passport links,
 * backpacks and offers to wallets that were let in since it was confirmed are so no more.
 */
export async function stopRecovery(
  deps: { readonly store: Store; readonly clock: Clock; readonly ids: Ids },
  command: { readonly token: string },
): Promise<Outcome<{ readonly person: Person; readonly undone: boolean }>> {
  const now = deps.clock();
  return deps.store.transact(async (repositories) => {
    const stop = readStop(await repositories.oneTimeLinks.take(oneTimeTokenHash(command.token), now));
    const person = stop && (await repositories.persons.find(stop.personId));
    if (stop === undefined || person === undefined) return refused({ code: 'recovery-void' });
    // The link of an asking that was replaced by another does not know of the confirmation.
    const since = stop.confirmedAt ?? person.identities.find(({ key }) => key === stop.identity)?.linkedAt;
    const undone = since !== undefined;
    // What was linked meanwhile, address or account, may be theirs who came in by the new address.
    let renewed: Person = {
      ...person,
      identities: person.identities.filter(({ key, identity }) =>
        identity.kind === 'email' ? stop.before.includes(key) : (stop.accounts?.includes(key) ?? true),
      ),
      updatedAt: now,
    };
    for (const key of undone ? stop.before : []) {
      const identity = parseIdentity(key);
      if (identity === undefined) continue;
      const holder = await repositories.persons.findByIdentity(key);
      if (holder === undefined) renewed = linkIdentity(renewed, identity, 'confirmed', now);
    }
    if (since !== undefined) {
      await repositories.persons.save(renewed);
      await repositories.sessions.removeOfPerson(person.id);
      await repositories.lti.sessions.removeOfPerson(person.id);
      await letInNoMore(repositories, person.id, since, now);
    }
    await repositories.oneTimeLinks.removeOfPerson(person.id, { keep: 'recovery-stop' });
    const actor: Actor = { personId: person.id, standing: 'member', via: 'web' };
    await repositories.audit.add(
      auditEntry(deps, actor, 'recovery-stopped', [`person:${person.id}`], { detail: { undone } }),
    );
    return { ok: true, person: renewed, undone };
  });
}

/** Whoever came in by the new address may have let themselves see the passport for longer. */
async function letInNoMore(
  { shares, backpacks, walletOffers }: Repositories,
  personId: PersonId,
  since: Date,
  now: Date,
): Promise<void> {
  for (const share of await shares.ofPerson(personId))
    if (share.createdAt >= since && share.withdrawnAt === undefined)
      await shares.save({ ...share, withdrawnAt: now });
  for (const grant of await backpacks.grants.ofPerson(personId)) {
    if (grant.createdAt < since) continue;
    await backpacks.tokens.removeOfGrant(grant.id);
    await backpacks.grants.remove(grant.id);
  }
  // They last for minutes: one from before has ended, or is made anew.
  await walletOffers.removeOfPerson(personId);
}
