import type { Award } from '../domain/award.ts';
import type { Issuer } from '../domain/issuer.ts';
import { refused, type Outcome } from '../domain/refusal.ts';
import type { Clock } from '../ports/clock.ts';
import type { CredentialSigner, JsonObject, PassportCredentialInput } from '../ports/credential-signer.ts';
import type { Ids } from '../ports/ids.ts';
import type { Store } from '../ports/store.ts';
import { chosenAwards, type ChosenAwards } from './chosen-awards.ts';
import { confirmedAddress, credentialOfAward, type CredentialCache } from './credential-of-award.ts';
import { issuerKeys, jwtKeyInUse, keyInUse } from './issuer-keys.ts';

/**
 * As many badges as one record holds, the newest. A Data Integrity proof covers all of them in one canonical form, which
 * takes readers (ours too, and with the libraries that others use) some 25 ms of a processor for each badge; a JWT has no
 * such form.
 */
export const mostInRecord = { json: 40, jwt: 500 } as const;

type Deps = {
  readonly store: Store;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly signer: CredentialSigner;
  readonly publicUrl: string;
  readonly credentials: CredentialCache;
};

export type ClrOfPassport = ChosenAwards & {
  /** What the record is called, shown in wallets. */
  readonly name: string;
  /** Where it can be fetched again; without it, it has an id that nothing is behind. */
  readonly url?: string;
};

/**
 * The chosen awards of a person as one signed record (CLR 2.0 ClrCredential), each inside with its issuer's own
 * signature. The record as a whole is put together in the name of the issuer that most of them are from, the first of
 * several. Declared experiences are not in it: nobody vouches for them. Refused: `unknown-person`; `empty-passport`
 * when there is nothing to put in it.
 */
export async function clrOfPassport(
  deps: Deps,
  query: ClrOfPassport,
): Promise<Outcome<{ readonly credential: JsonObject }>> {
  const made = await recordOf(deps, query, mostInRecord.json);
  if (!made.ok) return made;
  const key = keyInUse(await issuerKeys(deps, made.input.issuer.id), 'Ed25519');
  if (key === undefined) throw new Error(`issuer ${made.input.issuer.id} has no Ed25519 key in use`);
  return { ok: true, credential: await deps.signer.signPassport(made.input, key) };
}

/** The same record as VC-JWT. Refused as `clrOfPassport`. */
export async function clrJwtOfPassport(
  deps: Deps,
  query: ClrOfPassport,
): Promise<Outcome<{ readonly jwt: string }>> {
  const made = await recordOf(deps, query, mostInRecord.jwt);
  if (!made.ok) return made;
  const key = jwtKeyInUse(await issuerKeys(deps, made.input.issuer.id));
  if (key === undefined) throw new Error(`issuer ${made.input.issuer.id} has no key for JWTs in use`);
  return { ok: true, jwt: await deps.signer.signPassportJwt(made.input, key) };
}

async function recordOf(
  deps: Deps,
  query: ClrOfPassport,
  most: number,
): Promise<Outcome<{ readonly input: PassportCredentialInput }>> {
  const { store, ids } = deps;
  const { audience } = query;
  const chosen = await chosenAwards(deps, query);
  if (!chosen.ok) return chosen;
  const { person } = chosen;
  const awards = chosen.awards.slice(-most);
  const issuer = await mainIssuer(store, awards);
  if (issuer === undefined) return refused({ code: 'empty-passport' });
  const credentials: JsonObject[] = [];
  for (const award of awards) {
    const made = await credentialOfAward(deps, { awardId: award.id, audience });
    if (made.ok) credentials.push(made.credential);
  }
  const holder = audience === 'holder';
  const address = holder ? confirmedAddress(person) : undefined;
  return {
    ok: true,
    input: {
      issuer,
      personId: person.id,
      ...(address === undefined ? {} : { recipientAddress: address, recipientSalt: ids.token() }),
      ...(holder && person.name !== undefined ? { recipientName: person.name } : {}),
      name: query.name,
      credentials,
      parts: awards.flatMap(({ badge }) => badge.parts.map((part) => ({ part, whole: badge.slug }))),
      now: deps.clock(),
      url: query.url ?? `urn:uuid:${ids.id()}`,
      publicUrl: deps.publicUrl,
    },
  };
}

async function mainIssuer(
  store: Pick<Store, 'issuers'>,
  awards: readonly Award[],
): Promise<Issuer | undefined> {
  const counts = new Map<string, number>();
  for (const { issuerId } of awards) counts.set(issuerId, (counts.get(issuerId) ?? 0) + 1);
  const [most] = [...counts].toSorted(([, a], [, b]) => b - a);
  return most === undefined ? undefined : store.issuers.find(most[0]);
}
