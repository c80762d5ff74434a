import { isOperator, type Actor } from '../domain/actor.ts';
import { isSlug } from '../domain/badge.ts';
import type { Issuer } from '../domain/issuer.ts';
import { mayManage } from '../domain/policy.ts';
import { refused, type Outcome } from '../domain/refusal.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ids } from '../ports/ids.ts';
import { DuplicateKey, type Store } from '../ports/store.ts';
import { auditEntry } from './audit-entry.ts';
import { heldRoles } from './held-roles.ts';

export type SaveIssuer = {
  readonly actor: Actor;
  readonly issuer: Omit<Issuer, 'id' | 'createdAt' | 'updatedAt'>;
};

/** Creates an issuer (the operator) or changes it (its owners too); the slug says which. */
export async function saveIssuer(
  deps: { readonly store: Store; readonly clock: Clock; readonly ids: Ids },
  command: SaveIssuer,
): Promise<Outcome<{ readonly issuer: Issuer }>> {
  const { slug, name } = command.issuer;
  if (!isSlug(slug)) return refused({ code: 'invalid', field: 'slug', problem: 'not-a-slug' });
  if (!name.nl?.trim() && !name.en?.trim())
    return refused({ code: 'invalid', field: 'name', problem: 'empty' });
  const now = deps.clock();
  const known = await deps.store.issuers.findBySlug(slug);
  const held = known === undefined ? new Set<never>() : await heldRoles(deps.store, command.actor, known.id);
  const refusal = isOperator(command.actor) ? undefined : mayManage(command.actor, command.issuer, held);
  if (refusal !== undefined) return refused(refusal);
  const issuer: Issuer = {
    ...command.issuer,
    id: known?.id ?? deps.ids.id(),
    createdAt: known?.createdAt ?? now,
    updatedAt: now,
  };
  try {
    await deps.store.transact(async (repositories) => {
      await repositories.issuers.save(issuer);
      await repositories.audit.add(
        auditEntry(deps, command.actor, 'issuer-saved', [`issuer:${issuer.id}`], { issuerId: issuer.id }),
      );
    });
  } catch (error) {
    if (error instanceof DuplicateKey) return refused({ code: 'slug-taken', slug });
    throw error;
  }
  return { ok: true, issuer };
}
