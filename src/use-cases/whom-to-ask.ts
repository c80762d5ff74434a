import type { Award } from '../domain/award.ts';
import type { Badge } from '../domain/badge.ts';
import { workspaceOf } from '../domain/identity.ts';
import type { IssuerId } from '../domain/issuer.ts';
import type { Person, PersonId } from '../domain/person.ts';
import type { RoleGrant } from '../domain/role.ts';
import type { Repositories } from '../ports/store.ts';
import { peopleOf } from './people-of.ts';
import { reach } from './reach.ts';

/** Somebody whom a learner may ask for badges of an issuer. */
export type Askable = {
  readonly issuerId: IssuerId;
  readonly person: Person & { readonly name: string };
  /** `direct`: decides only about badges that are awarded directly. */
  readonly about: 'all' | 'direct';
};

/**
 * Whom a learner may ask for one of these badges: of its issuer the reviewers and owners, and for what is awarded directly
 * the awarders, each with a role of their own; and whoever gave the learner a badge of that issuer before and awards as one
 * of a workspace. Only people whom the learner can know: who share a workspace with them, or gave them a badge. Nobody
 * without a name, and nobody who can't be told. By name.
 */
export async function whomToAsk(
  deps: { readonly store: Pick<Repositories, 'roles' | 'persons' | 'awards'> },
  query: { readonly learner: Person; readonly badges: readonly Badge[] },
): Promise<readonly Askable[]> {
  const { learner, badges } = query;
  const [awards, grants] = await Promise.all([
    deps.store.awards.ofPerson(learner.id),
    Promise.all(
      [...new Set(badges.map(({ issuerId }) => issuerId))].map((id) => deps.store.roles.ofIssuer(id)),
    ),
  ]);
  const found = grants.flatMap((ofIssuer) => candidates(ofIssuer, awards));
  const people = await peopleOf(
    deps.store,
    found.map(({ personId }) => personId),
  );
  const gave = new Set(awards.flatMap(({ awardedBy }) => awardedBy ?? []));
  const around = workspacesOf(learner);
  return found
    .flatMap(({ personId, issuerId, about, workspaces }): Askable[] => {
      const person = people.get(personId);
      if (person?.name === undefined || person.id === learner.id || reach(person, undefined) === undefined)
        return [];
      const there = workspacesOf(person);
      const known = gave.has(person.id) || [...there].some((workspace) => around.has(workspace));
      // Who awards as one of a workspace does so only while they are in it.
      if (!known || (workspaces !== undefined && !workspaces.some((workspace) => there.has(workspace))))
        return [];
      const fits = badges.some(
        (badge) => badge.issuerId === issuerId && (about === 'all' || badge.award === 'direct'),
      );
      return fits ? [{ issuerId, about, person: { ...person, name: person.name } }] : [];
    })
    .toSorted((a, b) => a.person.name.localeCompare(b.person.name, 'nl'));
}

type Candidate = {
  readonly issuerId: IssuerId;
  readonly personId: PersonId;
  readonly about: Askable['about'];
  /** The workspaces as one of which they award; absent where the role is their own. */
  readonly workspaces?: readonly string[];
};

/** Each person once, with the most that they decide about. */
function candidates(grants: readonly RoleGrant[], awards: readonly Award[]): readonly Candidate[] {
  const found = new Map<PersonId, Candidate>();
  for (const { grantee, role, issuerId } of grants)
    if (grantee.kind === 'person' && found.get(grantee.personId)?.about !== 'all')
      found.set(grantee.personId, {
        issuerId,
        personId: grantee.personId,
        about: role === 'awarder' ? 'direct' : 'all',
      });
  const workspaces = grants.flatMap(({ grantee, role }) =>
    grantee.kind === 'workspace' && role !== 'reviewer' ? [grantee.workspace] : [],
  );
  const [first] = grants;
  if (first === undefined || workspaces.length === 0) return [...found.values()];
  for (const { awardedBy, issuerId } of awards)
    if (awardedBy !== undefined && issuerId === first.issuerId && !found.has(awardedBy))
      found.set(awardedBy, { issuerId, personId: awardedBy, about: 'direct', workspaces });
  return [...found.values()];
}

function workspacesOf({ identities }: Person): ReadonlySet<string> {
  return new Set(
    identities.flatMap(({ identity, goneAt }) => (goneAt === undefined ? (workspaceOf(identity) ?? []) : [])),
  );
}
