import type { EndorsementSubject, IssuerEndorsement } from '../domain/issuer-endorsement.ts';
import type { Issuer } from '../domain/issuer.ts';
import { refused, type Outcome } from '../domain/refusal.ts';
import type { Clock } from '../ports/clock.ts';
import type { CredentialSigner, JsonObject } from '../ports/credential-signer.ts';
import type { Store } from '../ports/store.ts';
import { issuerKeys, keyInUse } from './issuer-keys.ts';

type Deps = {
  readonly store: Pick<Store, 'endorsements' | 'issuers' | 'issuerKeys' | 'awards' | 'transact'>;
  readonly clock: Clock;
  readonly signer: Pick<CredentialSigner, 'createKeys' | 'signEndorsement'>;
  readonly publicUrl: string;
};

/** An endorsement and who gives it. */
export type ShownEndorsement = { readonly endorsement: IssuerEndorsement; readonly issuer: Issuer };

/** The endorsements of a badge or an award, oldest first. */
export async function endorsementsOf(
  store: Pick<Store, 'endorsements' | 'issuers'>,
  subject: EndorsementSubject,
): Promise<readonly ShownEndorsement[]> {
  const found = await store.endorsements.ofSubject(subject);
  const shown = await Promise.all(
    found.map(async (endorsement) => ({
      endorsement,
      issuer: await store.issuers.find(endorsement.issuerId),
    })),
  );
  return shown.flatMap(({ endorsement, issuer }) => (issuer === undefined ? [] : [{ endorsement, issuer }]));
}

/** The same as EndorsementCredentials (OB 3.0 §B.1.10), each signed with its own issuer's key. */
export async function signedEndorsementsOf(
  deps: Deps,
  subject: EndorsementSubject,
): Promise<readonly JsonObject[]> {
  const shown = await endorsementsOf(deps.store, subject);
  return Promise.all(shown.map((each) => signed(deps, each)));
}

/**
 * One endorsement as credential, as anybody may have it: of a badge always, of an award while its learner has published
 * it. Refused: `unknown-endorsement`.
 */
export async function endorsementCredentialOf(
  deps: Deps,
  query: { readonly endorsementId: string },
): Promise<Outcome<{ readonly credential: JsonObject }>> {
  const endorsement = await deps.store.endorsements.find(query.endorsementId);
  const issuer = endorsement === undefined ? undefined : await deps.store.issuers.find(endorsement.issuerId);
  if (endorsement === undefined || issuer === undefined) return refused({ code: 'unknown-endorsement' });
  if (endorsement.subject.kind === 'award') {
    const award = await deps.store.awards.find(endorsement.subject.id);
    if (award?.visibility !== 'public') return refused({ code: 'unknown-endorsement' });
  }
  return { ok: true, credential: await signed(deps, { endorsement, issuer }) };
}

async function signed(deps: Deps, { endorsement, issuer }: ShownEndorsement): Promise<JsonObject> {
  const key = keyInUse(await issuerKeys(deps, issuer.id), 'Ed25519');
  if (key === undefined) throw new Error(`issuer ${issuer.id} has no Ed25519 key in use`);
  const { id, subject, comment, endorsedAt } = endorsement;
  return deps.signer.signEndorsement(
    { id, issuer, subject, comment, endorsedAt, publicUrl: deps.publicUrl },
    key,
  );
}
