import type { Actor } from '../domain/actor.ts';
import { foldAddress, identityKey, parseIdentity, type Identity } from '../domain/identity.ts';
import type { Issuer } from '../domain/issuer.ts';
import { linkIdentity, withFacts, type AccountFacts, type Person, type PersonId } from '../domain/person.ts';
import type { Refusal } from '../domain/refusal.ts';
import { granteeKey } from '../domain/role.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ids } from '../ports/ids.ts';
import type { OneTimeLink } from '../ports/one-time-link-repository.ts';
import { DuplicateKey, type Repositories, type Store } from '../ports/store.ts';
import { auditEntry } from './audit-entry.ts';
import { oneTimeTokenHash } from './make-owner-link.ts';

type Deps = { readonly store: Store; readonly clock: Clock; readonly ids: Ids };

/** `owner-link-void`: no such link, used already, or too old; the operator makes another. */
export type OwnerLinkRefusal = Refusal | { readonly code: 'owner-link-void' };
type Answer<T> = ({ readonly ok: true } & T) | { readonly ok: false; readonly refusal: OwnerLinkRefusal };

/** Who opens the link: somebody who is signed in, or somebody who says who they are. */
export type OwnerClaimant =
  | { readonly kind: 'person'; readonly personId: PersonId }
  | {
      readonly kind: 'new';
      readonly facts: AccountFacts & { readonly name: string };
      /** Where a sign-in link can be mailed later; may not be anybody else's. */
      readonly address: string;
    };

/** What a link would make its holder owner of; looking does not use it up. */
export async function showOwnerLink(
  deps: Pick<Deps, 'store' | 'clock'>,
  query: { readonly token: string },
): Promise<Answer<{ readonly issuers: readonly Issuer[] }>> {
  const link = await deps.store.oneTimeLinks.peek(oneTimeTokenHash(query.token), deps.clock());
  return issuersOf(deps.store, link);
}

/**
 * Uses an owner link up: the claimant becomes owner, and is known from then on. Refused without using it up
 * when there is no issuer yet (`unknown-issuer`), when the claimant is not known (`unknown-person`), when the
 * address is somebody's already (`identity-taken`: they sign in first), or name or address is no good
 * (`invalid`). Of two who use one link at once, one becomes owner.
 */
export async function claimOwnerLink(
  deps: Deps,
  command: { readonly token: string; readonly claimant: OwnerClaimant },
): Promise<Answer<{ readonly person: Person; readonly issuers: readonly Issuer[] }>> {
  const { claimant } = command;
  const stranger = claimant.kind === 'new' ? newPerson(deps, claimant) : undefined;
  if (stranger !== undefined && 'code' in stranger) return { ok: false, refusal: stranger };
  try {
    return await deps.store.transact(async (repositories) => {
      const hash = oneTimeTokenHash(command.token);
      const found = await issuersOf(repositories, await repositories.oneTimeLinks.peek(hash, deps.clock()));
      if (!found.ok) return found;
      const person = stranger ?? (await knownPerson(repositories, claimant));
      if (person === undefined) return { ok: false, refusal: { code: 'unknown-person', said: '' } };
      if ((await repositories.oneTimeLinks.take(hash, deps.clock())) === undefined)
        return { ok: false, refusal: { code: 'owner-link-void' } };
      if (stranger !== undefined) await repositories.persons.insert(stranger);
      for (const issuer of found.issuers) await makeOwner(deps, repositories, person.id, issuer);
      return { ok: true, person, issuers: found.issuers };
    });
  } catch (error) {
    if (error instanceof DuplicateKey && error.uniqueKey === 'identity')
      return { ok: false, refusal: { code: 'identity-taken' } };
    throw error;
  }
}

async function issuersOf(
  repositories: Pick<Repositories, 'issuers'>,
  link: OneTimeLink | undefined,
): Promise<Answer<{ readonly issuers: readonly Issuer[] }>> {
  if (link?.purpose !== 'first-owner') return { ok: false, refusal: { code: 'owner-link-void' } };
  const slug = link.subject['issuer'];
  const all = await repositories.issuers.list();
  const issuers = slug === undefined ? all : all.filter((issuer) => issuer.slug === slug);
  if (issuers.length === 0) return { ok: false, refusal: { code: 'unknown-issuer', said: slug ?? '' } };
  return { ok: true, issuers };
}

function newPerson(deps: Deps, claimant: Extract<OwnerClaimant, { kind: 'new' }>): Person | Refusal {
  const name = claimant.facts.name.trim();
  if (name === '') return { code: 'invalid', field: 'name', problem: 'empty' };
  if (name.length > 200) return { code: 'invalid', field: 'name', problem: 'too-long' };
  const identity = addressIdentity(claimant.address);
  if (identity === undefined) return { code: 'invalid', field: 'address', problem: 'not-an-identity' };
  const now = deps.clock();
  const blank: Person = { id: deps.ids.id(), identities: [], createdAt: now, updatedAt: now };
  // Nobody has confirmed the address; the operator, who gave the link, answers for its holder.
  return withFacts(linkIdentity(blank, identity, 'catalogue', now), { ...claimant.facts, name }, now);
}

function addressIdentity(address: string): Identity | undefined {
  return parseIdentity(identityKey({ kind: 'email', address: foldAddress(address) }));
}

async function knownPerson(
  repositories: Pick<Repositories, 'persons'>,
  claimant: OwnerClaimant,
): Promise<Person | undefined> {
  if (claimant.kind === 'new') return undefined;
  return repositories.persons.find(claimant.personId);
}

async function makeOwner(
  deps: Deps,
  repositories: Repositories,
  personId: PersonId,
  issuer: Issuer,
): Promise<void> {
  const grantee = { kind: 'person', personId } as const;
  const held = await repositories.roles.ofGrantees([granteeKey(grantee)], issuer.id);
  if (held.some(({ role }) => role === 'owner')) return;
  await repositories.roles.insert({
    id: deps.ids.id(),
    issuerId: issuer.id,
    role: 'owner',
    grantee,
    grantedAt: deps.clock(),
  });
  const actor: Actor = { personId, standing: 'member', via: 'web' };
  await repositories.audit.add(
    auditEntry(deps, actor, 'role-granted', [granteeKey(grantee)], {
      issuerId: issuer.id,
      detail: { role: 'owner', byOwnerLink: true },
    }),
  );
}
