import type { Actor } from '../domain/actor.ts';
import { withConfirmation, type Evidence, type EvidenceId } from '../domain/evidence.ts';
import type { PersonId } from '../domain/person.ts';
import { mayConfirmEvidence, mayWithdrawEvidence } from '../domain/policy.ts';
import { refused, type Outcome } from '../domain/refusal.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ids } from '../ports/ids.ts';
import type { Store } from '../ports/store.ts';
import { evidenceCardUpdates } from './add-evidence.ts';
import { auditEntry } from './audit-entry.ts';
import { releaseFiles } from './evidence-files.ts';
import { heldRoles } from './held-roles.ts';

export type EvidenceCommand = { readonly actor: Actor; readonly evidenceId: EvidenceId };

type Deps = { readonly store: Store; readonly clock: Clock; readonly ids: Ids };

/** Takes a piece of evidence away; its text and files go with it. */
export async function withdrawEvidence(deps: Deps, command: EvidenceCommand): Promise<Outcome<object>> {
  const found = await evidenceWithSubject(deps.store, command.evidenceId);
  if (found === undefined) return refused({ code: 'unknown-evidence' });
  const held = await heldRoles(deps.store, command.actor, found.issuerId);
  const refusal = mayWithdrawEvidence(command.actor, found.evidence, found.learnerId, held);
  if (refusal !== undefined) return refused(refusal);
  return deps.store.transact(async (repositories): Promise<Outcome<object>> => {
    // It may have been changed or confirmed since it was looked at.
    const piece = await repositories.evidence.find(command.evidenceId);
    if (piece === undefined) return refused({ code: 'unknown-evidence' });
    const { text: _, url: __, ...rest } = piece;
    const withdrawnAt = deps.clock();
    await repositories.evidence.save({ ...rest, files: [], withdrawnAt });
    await releaseFiles(repositories, [piece]);
    const mark = `withdrawn:${withdrawnAt.getTime()}`;
    await repositories.outbox.insert(await evidenceCardUpdates(deps, repositories, piece, mark));
    await repositories.audit.add(
      auditEntry(deps, command.actor, 'evidence-withdrawn', [`evidence:${command.evidenceId}`], {
        issuerId: found.issuerId,
      }),
    );
    return { ok: true };
  });
}

export type ConfirmEvidence = EvidenceCommand & {
  /** False: the mark is taken back. */
  readonly stands: boolean;
  /** The platform's ordering mark, so that marks that come late or twice change nothing. */
  readonly revision: string;
};

/**
 * An awarder or reviewer marks a reply as evidence, where the badge asks for that, or takes the mark back; what
 * others marked stands. Twice is once.
 */
export async function confirmEvidence(deps: Deps, command: ConfirmEvidence): Promise<Outcome<object>> {
  const { actor, evidenceId, stands, revision } = command;
  const found = await evidenceWithSubject(deps.store, evidenceId);
  if (found === undefined || found.evidence.withdrawnAt !== undefined)
    return refused({ code: 'unknown-evidence' });
  const issuer = await deps.store.issuers.find(found.issuerId);
  const held = await heldRoles(deps.store, actor, found.issuerId);
  const refusal = mayConfirmEvidence(actor, { name: issuer?.name ?? {} }, held);
  const own = found.evidence.confirmations?.some(({ by }) => by === actor.personId) ?? false;
  if (refusal !== undefined && (stands || !own)) return refused(refusal);
  await deps.store.transact(async (repositories) => {
    // An edit that comes at the same moment is kept.
    const piece = await repositories.evidence.find(evidenceId);
    if (piece === undefined) return;
    const marked = withConfirmation(piece, { by: actor.personId, stands, revision });
    if (marked === piece) return;
    await repositories.evidence.save(marked);
    const what = stands ? 'evidence-confirmed' : 'evidence-unconfirmed';
    await repositories.audit.add(
      auditEntry(deps, actor, what, [`evidence:${evidenceId}`], { issuerId: found.issuerId }),
    );
  });
  return { ok: true };
}

async function evidenceWithSubject(
  store: Store,
  id: EvidenceId,
): Promise<{ evidence: Evidence; issuerId: string; learnerId?: PersonId } | undefined> {
  const evidence = await store.evidence.find(id);
  if (evidence === undefined) return undefined;
  if (evidence.subject.kind === 'award') {
    const award = await store.awards.find(evidence.subject.id);
    if (award === undefined) return undefined;
    const learner = award.personId === undefined ? {} : { learnerId: award.personId };
    return { evidence, issuerId: award.issuerId, ...learner };
  }
  const nomination = await store.nominations.find(evidence.subject.id);
  return nomination && { evidence, issuerId: nomination.issuerId, learnerId: nomination.nomineeId };
}
