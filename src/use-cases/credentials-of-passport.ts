import type { PersonId } from '../domain/person.ts';
import type { Clock } from '../ports/clock.ts';
import type { CredentialSigner, JsonObject } from '../ports/credential-signer.ts';
import type { Store } from '../ports/store.ts';
import { chosenAwards } from './chosen-awards.ts';
import { credentialOfAward, type CredentialCache } from './credential-of-award.ts';

type Deps = {
  readonly store: Store;
  readonly clock: Clock;
  readonly signer: CredentialSigner;
  readonly publicUrl: string;
  readonly credentials: CredentialCache;
};

/** A credential as a backpack gets it: a document with its proof, or a signed text. */
export type PassportCredential =
  | { readonly kind: 'document'; readonly document: JsonObject }
  | { readonly kind: 'jwt'; readonly jwt: string };

export type PassportPage = {
  readonly credentials: readonly PassportCredential[];
  /** How many there are in all, on every page. */
  readonly total: number;
};

/**
 * A page of all badges in a person's passport that are Open Badges 3.0, newest first: awarded here, and taken in from
 * elsewhere and found right; none that is hidden there. `since`: those that came into the passport after that moment.
 */
export async function credentialsOfPassport(
  deps: Deps,
  query: {
    readonly personId: PersonId;
    readonly limit: number;
    readonly offset: number;
    readonly since?: Date;
  },
): Promise<PassportPage> {
  const { store } = deps;
  const chosen = await chosenAwards(deps, query);
  const awarded = chosen.ok ? chosen.awards : [];
  const imported = (await store.importedCredentials.ofPerson(query.personId)).filter(
    ({ version, verdict, visibility }) => version === '3.0' && verdict === 'valid' && visibility === 'shown',
  );
  const { since } = query;
  const all = [
    ...awarded.map(({ id, awardedAt }) => ({ kind: 'award', id, at: awardedAt }) as const),
    ...imported.map(({ id, importedAt }) => ({ kind: 'imported', id, at: importedAt }) as const),
  ]
    .filter(({ at }) => since === undefined || at > since)
    .toSorted((a, b) => b.at.getTime() - a.at.getTime() || (a.id < b.id ? -1 : 1));
  const credentials: PassportCredential[] = [];
  for (const { kind, id } of all.slice(query.offset, query.offset + query.limit)) {
    const made = kind === 'award' ? await awardedDocument(deps, id) : await importedContent(store, id);
    if (made !== undefined) credentials.push(made);
  }
  return { credentials, total: all.length };
}

async function awardedDocument(deps: Deps, awardId: string): Promise<PassportCredential | undefined> {
  const made = await credentialOfAward(deps, { awardId, audience: 'holder' });
  return made.ok ? { kind: 'document', document: made.credential } : undefined;
}

async function importedContent(
  store: Pick<Store, 'importedCredentials'>,
  id: string,
): Promise<PassportCredential | undefined> {
  const content = await store.importedCredentials.content(id);
  if (content === undefined) return undefined;
  if (content.jwt !== undefined) return { kind: 'jwt', jwt: content.jwt };
  const document: JsonObject = JSON.parse(content.document);
  return { kind: 'document', document };
}
