import { identityKey, parseIdentity } from '../domain/identity.ts';
import type { Issuer } from '../domain/issuer.ts';
import type { Refusal } from '../domain/refusal.ts';
import { granteeKey, parseWorkspaceGrantee, type Role, type RoleGrant } from '../domain/role.ts';
import type { Store } from '../ports/store.ts';
import type { CatalogueContent, CatalogueGrantee, Difference } from './catalogue-content.ts';

/** A role as written: `slack:TEAM:USER` and the like, or `everyone:WORKSPACE`. */
export type PlannedGrant = { readonly issuerSlug: string; readonly role: Role; readonly grantee: string };

type RolesPlan = {
  readonly grants: readonly (PlannedGrant & { readonly difference: Difference })[];
  /** Roles for these issuers that the files do not name. */
  readonly elsewhere: readonly PlannedGrant[];
  /** What is written as a grantee and is none. */
  readonly refusals: readonly { readonly about: string; readonly refusal: Refusal }[];
};

const listOfRole = { owner: 'owners', awarder: 'awarders', reviewer: 'reviewers' } as const;

/** Compares the roles that a catalogue names with those that are granted, and changes nothing. */
export async function planCatalogueRoles(
  store: Store,
  catalogue: CatalogueContent,
  issuerBySlug: ReadonlyMap<string, Issuer>,
): Promise<RolesPlan> {
  const written = catalogue.issuers.flatMap((issuer) =>
    (['owner', 'awarder', 'reviewer'] as const).flatMap((role) =>
      [...new Set(issuer[listOfRole[role]].map(granteeText))].map((grantee) => ({
        issuerSlug: issuer.slug,
        role,
        grantee,
      })),
    ),
  );
  const keyOf = await granteeKeys(
    store,
    written.map(({ grantee }) => grantee),
  );
  const stored = await Promise.all(
    catalogue.issuers.map(async ({ slug }) => {
      const issuer = issuerBySlug.get(slug);
      return { slug, grants: issuer === undefined ? [] : await store.roles.ofIssuer(issuer.id) };
    }),
  );
  const storedKeys = new Set(
    stored.flatMap(({ slug, grants }) => grants.map((grant) => grantKey(slug, grant))),
  );
  const writtenKeys = new Set(
    written.map(({ issuerSlug, role, grantee }) => `${issuerSlug} ${role} ${keyOf.get(grantee) ?? ''}`),
  );
  const left = stored.flatMap(({ slug, grants }) =>
    grants.filter((grant) => !writtenKeys.has(grantKey(slug, grant))).map((grant) => ({ slug, grant })),
  );
  const names = await granteeNames(
    store,
    left.map(({ grant }) => grant),
  );
  return {
    grants: written.map((grant) => ({
      ...grant,
      difference: {
        kind: storedKeys.has(`${grant.issuerSlug} ${grant.role} ${keyOf.get(grant.grantee) ?? ''}`)
          ? 'unchanged'
          : 'new',
      },
    })),
    elsewhere: left.map(({ slug, grant }) => ({
      issuerSlug: slug,
      role: grant.role,
      grantee: names(grant),
    })),
    refusals: written
      .filter(({ grantee }) => !isGrantee(grantee))
      .map(({ issuerSlug, role, grantee }) => ({
        about: `${role} ${grantee} of ${issuerSlug}`,
        refusal: { code: 'invalid', field: 'grantee', problem: 'not-an-identity' },
      })),
  };
}

function grantKey(issuerSlug: string, grant: RoleGrant): string {
  return `${issuerSlug} ${grant.role} ${granteeKey(grant.grantee)}`;
}

/** As `grantRole` reads it; an identity in the form in which it is stored, so that two spellings are one. */
function granteeText(grantee: CatalogueGrantee): string {
  if (grantee.kind === 'everyone') return `everyone:${grantee.workspace}`;
  const identity = parseIdentity(grantee.identity);
  return identity === undefined ? grantee.identity : identityKey(identity);
}

function isGrantee(written: string): boolean {
  return parseWorkspaceGrantee(written) !== undefined || parseIdentity(written) !== undefined;
}

/** The keys of grantees who are known; a person whom nobody has met yet has none. */
async function granteeKeys(store: Store, written: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const keys = new Map<string, string>();
  const identities = new Set<string>();
  for (const text of written) {
    const workspace = parseWorkspaceGrantee(text);
    if (workspace !== undefined) keys.set(text, granteeKey(workspace));
    else identities.add(text);
  }
  for (const person of await store.persons.findByIdentities([...identities]))
    for (const { key } of person.identities)
      if (identities.has(key)) keys.set(key, granteeKey({ kind: 'person', personId: person.id }));
  return keys;
}

async function granteeNames(
  store: Store,
  grants: readonly RoleGrant[],
): Promise<(grant: RoleGrant) => string> {
  const persons = await store.persons.findMany(
    grants.flatMap(({ grantee }) => (grantee.kind === 'person' ? [grantee.personId] : [])),
  );
  const identityOf = new Map(persons.map((person) => [person.id, person.identities[0]?.key]));
  return ({ grantee }) =>
    (grantee.kind === 'person' ? identityOf.get(grantee.personId) : undefined) ?? granteeKey(grantee);
}
