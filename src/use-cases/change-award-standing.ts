import type { Actor } from '../domain/actor.ts';
import { standingOf, type Award, type AwardId } from '../domain/award.ts';
import type { AuditAction } from '../domain/audit-entry.ts';
import { mayChangeStanding } from '../domain/policy.ts';
import { refused, type Outcome, type Refusal } from '../domain/refusal.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ids } from '../ports/ids.ts';
import type { Repositories, Store } from '../ports/store.ts';
import { auditEntry } from './audit-entry.ts';
import { badgeName } from './badge-card.ts';
import { gradeTakenBackMessage } from './grade-message.ts';
import { heldRoles } from './held-roles.ts';
import { outboxMessage } from './outbox-message.ts';
import { reach } from './reach.ts';

type Deps = { readonly store: Store; readonly clock: Clock; readonly ids: Ids };

export type ChangeStanding = { readonly actor: Actor; readonly awardId: AwardId; readonly reason: string };

/** Takes an award back for good; the badge can be earned again. The learner is told why. */
export function revokeAward(
  deps: Deps,
  command: ChangeStanding,
): Promise<Outcome<{ readonly award: Award }>> {
  return change(deps, command, 'award-revoked', (award) =>
    award.status === 'revoked' ? refused({ code: 'award-revoked' }) : { ok: true, status: 'revoked' },
  );
}

/** Puts an award on hold, for instance while a complaint is looked into. */
export function suspendAward(
  deps: Deps,
  command: ChangeStanding,
): Promise<Outcome<{ readonly award: Award }>> {
  return change(deps, command, 'award-suspended', (award) =>
    standingOf(award, deps.clock()) === 'valid'
      ? { ok: true, status: 'suspended' }
      : refused({ code: award.status === 'revoked' ? 'award-revoked' : 'award-not-active' }),
  );
}

/** Ends a suspension. */
export function reinstateAward(
  deps: Deps,
  command: ChangeStanding,
): Promise<Outcome<{ readonly award: Award }>> {
  return change(deps, command, 'award-reinstated', (award) =>
    award.status === 'suspended'
      ? { ok: true, status: 'active' }
      : refused({ code: award.status === 'revoked' ? 'award-revoked' : 'award-not-suspended' }),
  );
}

/** Lets an award expire now, whatever its badge's validity; it stays in the passport and says so. */
export function expireAward(
  deps: Deps,
  command: ChangeStanding,
): Promise<Outcome<{ readonly award: Award }>> {
  return change(deps, command, 'award-expired', (award) =>
    standingOf(award, deps.clock()) === 'valid'
      ? { ok: true, status: 'active', validUntil: deps.clock() }
      : refused({ code: award.status === 'revoked' ? 'award-revoked' : 'award-not-active' }),
  );
}

type Step = { readonly status: Award['status']; readonly validUntil?: Date };

async function change(
  deps: Deps,
  command: ChangeStanding,
  action: AuditAction,
  step: (award: Award) => Outcome<Step>,
): Promise<Outcome<{ readonly award: Award }>> {
  const reason = command.reason.trim();
  if (reason === '') return refused({ code: 'reason-required' });
  if (reason.length > 2000) return refused({ code: 'invalid', field: 'reason', problem: 'too-long' });
  return deps.store.transact(async (repositories) => {
    const award = await repositories.awards.find(command.awardId);
    if (award === undefined) return refused({ code: 'unknown-award' });
    const refusal = await refusalFor(repositories, command.actor, award);
    if (refusal !== undefined) return refused(refusal);
    const next = step(award);
    if (!next.ok) return next;
    const changed: Award = {
      ...award,
      status: next.status,
      ...(next.validUntil === undefined ? {} : { validUntil: next.validUntil }),
      statusChangedAt: deps.clock(),
      statusReason: reason,
      revision: award.revision + 1,
    };
    if (!(await repositories.awards.save(changed, award.revision)))
      return refused({ code: 'changed-meanwhile' });
    if (changed.status === 'revoked') {
      await repositories.awards.setHold(award.id, undefined);
      await tellLearner(deps, repositories, command.actor, changed, reason);
      const grades = (changed.gradedIn ?? []).map((place) => gradeTakenBackMessage(deps, changed, place));
      if (grades.length > 0) await repositories.outbox.insert(grades);
    }
    await repositories.audit.add(
      auditEntry(deps, command.actor, action, [`award:${award.id}`], { issuerId: award.issuerId }),
    );
    return { ok: true, award: changed };
  });
}

async function refusalFor(
  repositories: Repositories,
  actor: Actor,
  award: Award,
): Promise<Refusal | undefined> {
  const issuer = await repositories.issuers.find(award.issuerId);
  const held = await heldRoles(repositories, actor, award.issuerId);
  return mayChangeStanding(actor, award, { name: issuer?.name ?? award.badge.issuerName }, held);
}

async function tellLearner(
  deps: Deps,
  repositories: Repositories,
  actor: Actor,
  award: Award,
  reason: string,
): Promise<void> {
  const person = award.personId === undefined ? undefined : await repositories.persons.find(award.personId);
  const to = person === undefined ? undefined : reach(person, actor.workspace);
  if (person === undefined || to === undefined) return;
  await repositories.outbox.insert([
    outboxMessage(
      deps,
      `award:${award.id}:revoked`,
      to,
      { kind: 'award-revoked', badge: badgeName(award.badge), awardId: award.id, reason },
      [person.id],
    ),
  ]);
}
