import { createHash } from 'node:crypto';
import { isOperator, operator, type Actor } from '../domain/actor.ts';
import { refused, type Outcome } from '../domain/refusal.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ids } from '../ports/ids.ts';
import type { Store } from '../ports/store.ts';
import { auditEntry } from './audit-entry.ts';

/** How long an owner link works, in milliseconds. */
export const ownerLinkLifeMs = 24 * 60 * 60 * 1000;

/** The form in which the token of a one-time link is kept: SHA-256, hex. */
export function oneTimeTokenHash(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/**
 * Makes a link that lets whoever opens it become owner: of one issuer, or of every issuer that there is when
 * it is used. It works once, for 24 hours; only the operator makes one. The token is in the answer alone.
 */
export async function makeOwnerLink(
  deps: { readonly store: Store; readonly clock: Clock; readonly ids: Ids },
  command: { readonly actor: Actor; readonly publicUrl: string; readonly issuerSlug?: string },
): Promise<Outcome<{ readonly url: string; readonly expiresAt: Date }>> {
  const { actor, issuerSlug } = command;
  if (!isOperator(actor)) return refused({ code: 'not-yours' });
  const issuer = issuerSlug === undefined ? undefined : await deps.store.issuers.findBySlug(issuerSlug);
  if (issuerSlug !== undefined && issuer === undefined)
    return refused({ code: 'unknown-issuer', said: issuerSlug });
  const token = deps.ids.token();
  const now = deps.clock();
  const expiresAt = new Date(now.getTime() + ownerLinkLifeMs);
  await deps.store.transact(async (repositories) => {
    await repositories.oneTimeLinks.insert({
      tokenHash: oneTimeTokenHash(token),
      purpose: 'first-owner',
      subject: issuer === undefined ? {} : { issuer: issuer.slug },
      createdAt: now,
      expiresAt,
    });
    const about = issuer === undefined ? [operator] : [`issuer:${issuer.id}`];
    const more = issuer === undefined ? {} : { issuerId: issuer.id };
    await repositories.audit.add(auditEntry(deps, actor, 'owner-link-made', about, more));
  });
  return { ok: true, url: `${command.publicUrl}/welcome/${token}`, expiresAt };
}
