import type { Actor } from '../domain/actor.ts';
import type { IssuerKey, JwtAlgorithm } from '../domain/issuer-key.ts';
import { mayManage } from '../domain/policy.ts';
import { refused, type Outcome } from '../domain/refusal.ts';
import type { Clock } from '../ports/clock.ts';
import type { CredentialSigner } from '../ports/credential-signer.ts';
import type { Ids } from '../ports/ids.ts';
import type { Store } from '../ports/store.ts';
import { auditEntry } from './audit-entry.ts';
import { heldRoles } from './held-roles.ts';
import { jwtKeyInUse } from './issuer-keys.ts';

type Deps = {
  readonly store: Store;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly signer: Pick<CredentialSigner, 'createKeys'>;
};

export type RotateKeys = {
  readonly actor: Actor;
  readonly issuerSlug: string;
  /** How VC-JWTs are signed from now on; as before when absent. */
  readonly jwtAlgorithm?: JwtAlgorithm;
};

/**
 * Gives an issuer new keys. What was signed with the old ones still verifies: their public parts stay published, and
 * only their signing ends. Two rotations at once are two, one after the other. Refused: `unknown-issuer`,
 * `not-allowed`.
 */
export async function rotateKeys(
  deps: Deps,
  command: RotateKeys,
): Promise<Outcome<{ readonly made: readonly IssuerKey[]; readonly retired: readonly IssuerKey[] }>> {
  const issuer = await deps.store.issuers.findBySlug(command.issuerSlug);
  if (issuer === undefined) return refused({ code: 'unknown-issuer', said: command.issuerSlug });
  const refusal = mayManage(command.actor, issuer, await heldRoles(deps.store, command.actor, issuer.id));
  if (refusal !== undefined) return refused(refusal);
  const before = jwtKeyInUse(await deps.store.issuerKeys.list(issuer.id))?.algorithm;
  const wanted = command.jwtAlgorithm ?? (before === 'RS256' ? 'RS256' : 'ES256');
  const now = deps.clock();
  // Made beforehand: an RSA key takes a while, and a transaction should not.
  const made = await deps.signer.createKeys(issuer.id, now, wanted);
  return deps.store.transact(async (repositories) => {
    const retired = (await repositories.issuerKeys.list(issuer.id)).filter(
      (key) => key.retiredAt === undefined,
    );
    for (const key of retired) await repositories.issuerKeys.retire(issuer.id, key.id, now);
    await repositories.issuerKeys.insert(made);
    await repositories.audit.add(
      auditEntry(deps, command.actor, 'keys-rotated', [`issuer:${issuer.id}`], {
        issuerId: issuer.id,
        detail: { made: made.map(({ id }) => id).join(' '), jwtAlgorithm: wanted },
      }),
    );
    return { ok: true, made, retired };
  });
}
