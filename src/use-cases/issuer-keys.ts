import type { IssuerKey } from '../domain/issuer-key.ts';
import type { IssuerId } from '../domain/issuer.ts';
import type { Clock } from '../ports/clock.ts';
import type { CredentialSigner } from '../ports/credential-signer.ts';
import { DuplicateKey, type Store } from '../ports/store.ts';

/** The key that an issuer signs with now; undefined when it has none of that algorithm in use. */
export function keyInUse(
  keys: readonly IssuerKey[],
  algorithm: IssuerKey['algorithm'],
): IssuerKey | undefined {
  return keys.findLast((key) => key.algorithm === algorithm && key.retiredAt === undefined);
}

/** The key that an issuer signs VC-JWTs with now, of whichever algorithm. */
export function jwtKeyInUse(keys: readonly IssuerKey[]): IssuerKey | undefined {
  return keys.findLast((key) => key.algorithm !== 'Ed25519' && key.retiredAt === undefined);
}

/**
 * All keys of an issuer, oldest first, one in use for Data Integrity and one for VC-JWTs. What is lacking is made here, at first
 * need; when another instance makes it at the same moment, its keys are taken.
 */
export async function issuerKeys(
  deps: {
    readonly store: Pick<Store, 'issuerKeys' | 'transact'>;
    readonly signer: Pick<CredentialSigner, 'createKeys'>;
    readonly clock: Clock;
  },
  issuerId: IssuerId,
): Promise<readonly IssuerKey[]> {
  const known = await deps.store.issuerKeys.list(issuerId);
  const lacksProofs = keyInUse(known, 'Ed25519') === undefined;
  const lacksJwts = jwtKeyInUse(known) === undefined;
  if (!lacksProofs && !lacksJwts) return known;
  const made = await deps.signer.createKeys(issuerId, deps.clock());
  const wanted = made.filter((key) => (key.algorithm === 'Ed25519' ? lacksProofs : lacksJwts));
  try {
    // All or none, so that two instances never end up with half of each other's keys.
    await deps.store.transact((repositories) => repositories.issuerKeys.insert(wanted));
  } catch (error) {
    if (!(error instanceof DuplicateKey) || error.uniqueKey !== 'issuer-key') throw error;
  }
  return deps.store.issuerKeys.list(issuerId);
}
