import type { Award, AwardId } from '../domain/award.ts';
import type { Evidence } from '../domain/evidence.ts';
import type { IssuerKey } from '../domain/issuer-key.ts';
import type { Issuer } from '../domain/issuer.ts';
import type { Person } from '../domain/person.ts';
import { refused, type Outcome } from '../domain/refusal.ts';
import type { Clock } from '../ports/clock.ts';
import type { AwardCredentialInput, CredentialSigner, JsonObject } from '../ports/credential-signer.ts';
import type { Store } from '../ports/store.ts';
import { issuerKeys, jwtKeyInUse, keyInUse } from './issuer-keys.ts';
import { partsOfAward } from './parts-of-award.ts';
import { signedEndorsementsOf } from './signed-endorsements.ts';
import { countingEvidence } from './show-award.ts';

/** Signed credentials that were made lately, by all that they say. */
export type CredentialCache = {
  readonly get: (key: string) => JsonObject | undefined;
  readonly set: (key: string, credential: JsonObject) => void;
};

/** Keeps the `most` credentials that were asked for last. */
export function createCredentialCache(most = 2000): CredentialCache {
  const kept = new Map<string, JsonObject>();
  return {
    get(key) {
      const credential = kept.get(key);
      if (credential !== undefined) {
        kept.delete(key);
        kept.set(key, credential);
      }
      return credential;
    },
    set(key, credential) {
      kept.delete(key);
      kept.set(key, credential);
      for (const oldest of kept.keys()) {
        if (kept.size <= most) break;
        kept.delete(oldest);
      }
    },
  };
}

type Deps = {
  readonly store: Store;
  readonly clock: Clock;
  readonly signer: CredentialSigner;
  readonly publicUrl: string;
  readonly credentials: CredentialCache;
};

export type CredentialOfAward = {
  readonly awardId: AwardId;
  /**
   * `anyone` (the default): what the learner has made public, so until then neither name nor address nor
   * evidence. `holder`: the learner's own copy, with all of it.
   */
  readonly audience?: 'anyone' | 'holder';
  /** The DID of the key that the learner's wallet holds, to which this copy is bound. */
  readonly holder?: string;
};

/**
 * The award as Open Badges 3.0 credential, signed with the issuer's key in use. The proof's date is that of the
 * award, so that the same award gives the same bytes whenever and wherever it is asked for. One that was revoked
 * is given too: its status list says so. Refused: `unknown-award`, `award-erased` (nobody is left to say it of).
 */
export async function credentialOfAward(
  deps: Deps,
  query: CredentialOfAward,
): Promise<Outcome<{ readonly credential: JsonObject }>> {
  const made = await awardCredentialInput(deps, query);
  if (!made.ok) return made;
  const { input } = made;
  const key = keyInUse(await issuerKeys(deps, input.issuer.id), 'Ed25519');
  if (key === undefined) throw new Error(`issuer ${input.issuer.id} has no Ed25519 key in use`);
  const fingerprint = fingerprintOf(input, key);
  const known = deps.credentials.get(fingerprint);
  if (known !== undefined) return { ok: true, credential: known };
  const credential = await deps.signer.signAward(await withEndorsements(deps, input, query), key);
  deps.credentials.set(fingerprint, credential);
  return { ok: true, credential };
}

/** The award as VC-JWT, signed with the issuer's key for them (ES256 or RS256). Refused as `credentialOfAward`. */
export async function jwtOfAward(
  deps: Omit<Deps, 'credentials'>,
  query: CredentialOfAward,
): Promise<Outcome<{ readonly jwt: string }>> {
  const made = await awardCredentialInput(deps, query);
  if (!made.ok) return made;
  const key = jwtKeyInUse(await issuerKeys(deps, made.input.issuer.id));
  if (key === undefined) throw new Error(`issuer ${made.input.issuer.id} has no key for JWTs in use`);
  const input = await withEndorsements(deps, made.input, query);
  return { ok: true, jwt: await deps.signer.signAwardJwt(input, key) };
}

/** Who stands behind the award is said where the award's own story is; a change of it counts as the award's own. */
async function withEndorsements(
  deps: Omit<Deps, 'credentials'>,
  input: AwardCredentialInput,
  query: CredentialOfAward,
): Promise<AwardCredentialInput> {
  if (query.audience !== 'holder' && input.award.visibility !== 'public') return input;
  const endorsements = await signedEndorsementsOf(deps, { kind: 'award', id: input.award.id });
  return endorsements.length === 0 ? input : { ...input, endorsements };
}

/** All that an award's credential says, whichever form it is given in. Refused as `credentialOfAward`. */
export async function awardCredentialInput(
  deps: Pick<Deps, 'store' | 'publicUrl'>,
  query: CredentialOfAward,
): Promise<Outcome<{ readonly input: AwardCredentialInput }>> {
  const { store, publicUrl } = deps;
  const award = await store.awards.find(query.awardId);
  if (award === undefined) return refused({ code: 'unknown-award' });
  const holder = query.audience === 'holder';
  const open = holder || award.visibility === 'public';
  const [issuer, person, evidence, madeOf] = await Promise.all([
    store.issuers.find(award.issuerId),
    award.personId === undefined ? undefined : store.persons.find(award.personId),
    holder || (open && award.evidencePublic) ? countingEvidence(store, award) : [],
    partsOfAward(store, award, query.audience ?? 'anyone'),
  ]);
  if (person === undefined) return refused({ code: 'award-erased' });
  if (issuer === undefined) throw new Error(`award ${award.id} names an issuer that is not there`);
  const input = inputOf({ award, issuer, person, evidence, madeOf, open, publicUrl });
  return { ok: true, input: query.holder === undefined ? input : { ...input, holder: query.holder } };
}

function inputOf(facts: {
  readonly award: Award;
  readonly issuer: Issuer;
  readonly person: Person;
  readonly evidence: readonly Evidence[];
  readonly madeOf: readonly Award[];
  readonly open: boolean;
  readonly publicUrl: string;
}): AwardCredentialInput {
  const { award, issuer, person, evidence, madeOf, open, publicUrl } = facts;
  const address = open ? confirmedAddress(person) : undefined;
  const name = open ? person.name : undefined;
  // Why it was revoked is theirs to make public, as the rest of what was said of them.
  const { statusReason: _, ...withoutReason } = award;
  return {
    award: open ? award : withoutReason,
    issuer,
    evidence,
    publicUrl,
    ...(madeOf.length === 0 ? {} : { madeOf }),
    ...(address === undefined ? {} : { recipientAddress: address }),
    ...(name === undefined ? {} : { recipientName: name }),
  };
}

/** The address that was known to be theirs first, so that linking another changes no credential. */
export function confirmedAddress(person: Person): string | undefined {
  const [first] = person.identities
    .flatMap(({ identity, vouchedBy, linkedAt }) =>
      identity.kind === 'email' && vouchedBy !== 'catalogue' ? [{ address: identity.address, linkedAt }] : [],
    )
    .toSorted((a, b) => a.linkedAt.getTime() - b.linkedAt.getTime());
  return first?.address;
}

/** Everything that can change without the award's own revision goes in beside it. */
function fingerprintOf(input: AwardCredentialInput, key: IssuerKey): string {
  const { award, issuer, evidence } = input;
  return JSON.stringify([
    award.id,
    award.revision,
    issuer.updatedAt.getTime(),
    key.id,
    input.recipientAddress ?? null,
    input.recipientName ?? null,
    input.holder ?? null,
    (input.madeOf ?? []).map(({ id }) => id),
    evidence.map((piece) => [piece.id, piece.revision, piece.editedAt?.getTime() ?? 0]),
  ]);
}
