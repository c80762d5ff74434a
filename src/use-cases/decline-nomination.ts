import type { Actor } from '../domain/actor.ts';
import type { Nomination, NominationId } from '../domain/nomination.ts';
import { mayDecide, mayWithdrawNomination } from '../domain/policy.ts';
import { refused, type Outcome } from '../domain/refusal.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ids } from '../ports/ids.ts';
import type { Store } from '../ports/store.ts';
import { auditEntry } from './audit-entry.ts';
import { changedNomination } from './changed-nomination.ts';
import { decisionMessages } from './decision-messages.ts';
import { heldRoles } from './held-roles.ts';

type Deps = { readonly store: Store; readonly clock: Clock; readonly ids: Ids };

export type DeclineNomination = {
  readonly actor: Actor;
  readonly nominationId: NominationId;
  readonly reason: string;
};

/** A reviewer declines, with a reason that nominator and nominee get to read. */
export async function declineNomination(
  deps: Deps,
  command: DeclineNomination,
): Promise<Outcome<{ readonly nomination: Nomination }>> {
  const reason = command.reason.trim();
  if (reason === '') return refused({ code: 'reason-required' });
  if (reason.length > 2000) return refused({ code: 'invalid', field: 'reason', problem: 'too-long' });
  return changedNomination(deps, command.nominationId, async (repositories, nomination) => {
    if (nomination.status !== 'open')
      return refused({ code: 'nomination-closed', status: nomination.status });
    const issuer = await repositories.issuers.find(nomination.issuerId);
    const held = await heldRoles(repositories, command.actor, nomination.issuerId);
    const badge = await repositories.badges.find(nomination.badgeId);
    const refusal = mayDecide(command.actor, nomination, { name: issuer?.name ?? {} }, held, badge);
    if (refusal !== undefined) return refused(refusal);
    const declined: Nomination = {
      ...nomination,
      status: 'declined',
      decidedBy: command.actor.personId,
      decidedAt: deps.clock(),
      decisionReason: reason,
    };
    await repositories.audit.add(
      auditEntry(deps, command.actor, 'nomination-declined', [`nomination:${nomination.id}`], {
        issuerId: nomination.issuerId,
      }),
    );
    await repositories.outbox.insert(await decisionMessages(deps, repositories, command.actor, declined));
    return { ok: true, nomination: declined };
  });
}

/** The nominator, or the nominee, takes a nomination back. */
export async function withdrawNomination(
  deps: Deps,
  command: { readonly actor: Actor; readonly nominationId: NominationId },
): Promise<Outcome<{ readonly nomination: Nomination }>> {
  return changedNomination(deps, command.nominationId, async (repositories, nomination) => {
    if (nomination.status !== 'open')
      return refused({ code: 'nomination-closed', status: nomination.status });
    const refusal = mayWithdrawNomination(command.actor, nomination);
    if (refusal !== undefined) return refused(refusal);
    await repositories.audit.add(
      auditEntry(deps, command.actor, 'nomination-withdrawn', [`nomination:${nomination.id}`], {
        issuerId: nomination.issuerId,
      }),
    );
    return { ok: true, nomination: { ...nomination, status: 'withdrawn', decidedAt: deps.clock() } };
  });
}
