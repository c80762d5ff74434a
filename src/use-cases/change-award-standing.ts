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
import { automaticMilestones, milestoneCheck } from './milestone-check.ts';
import { outboxMessage } from './outbox-message.ts';
import { reach } from './reach.ts';

type Deps = { readonly store: Store; readonly clock: Clock; readonly ids: Ids };

export type ChangeStanding = { readonly actor: Actor; readonly awardId: AwardId; readonly reason: string };

export type StandingChanged = {
  readonly award: Award;
  /**
   * What came by itself, of which this award was a part, and stands all the same, as far as the actor may change it: an
   * owner decides whether it should.
   */
  readonly milestones: readonly Award[];
};

/** Takes an award back for good; the badge can be earned again. The learner is told why. */
export function revokeAward(deps: Deps, command: ChangeStanding): Promise<Outcome<StandingChanged>> {
  return change(deps, command, 'award-revoked', (award) =>
    award.status === 'revoked' ? refused({ code: 'award-revoked' }) : { ok: true, status: 'revoked' },
  );
}

/** Puts an award on hold, for instance while a complaint is looked into. */
export function suspendAward(deps: Deps, command: ChangeStanding): Promise<Outcome<StandingChanged>> {
  return change(deps, command, 'award-suspended', (award) =>
    standingOf(award, deps.clock()) === 'valid'
      ? { ok: true, status: 'suspended' }
      : refused({ code: award.status === 'revoked' ? 'award-revoked' : 'award-not-active' }),
  );
}

/** Ends a suspension. */
export function reinstateAward(deps: Deps, command: ChangeStanding): Promise<Outcome<StandingChanged>> {
  return change(deps, command, 'award-reinstated', (award) =>
    award.status === 'suspended'
      ? { ok: true, status: 'active' }
      : refused({ code: award.status === 'revoked' ? 'award-revoked' : 'award-not-suspended' }),
  );
}

/** Lets an award expire now, whatever its badge's validity; it stays in the passport and says so. */
export function expireAward(deps: Deps, command: ChangeStanding): Promise<Outcome<StandingChanged>> {
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
): Promise<Outcome<StandingChanged>> {
  const reason = command.reason.trim();
  if (reason === '') return refused({ code: 'reason-required' });
  if (reason.length > 2000) return refused({ code: 'invalid', field: 'reason', problem: 'too-long' });
  const badges = await deps.store.badges.list();
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
    const leads = automaticMilestones(badges, award.badge.slug).length > 0;
    if (leads && action === 'award-reinstated' && award.personId !== undefined)
      await repositories.outbox.insert([
        milestoneCheck(deps, `award:${award.id}:${changed.revision}`, award.personId, award.badge.slug),
      ]);
    await repositories.audit.add(
      auditEntry(deps, command.actor, action, [`award:${award.id}`], { issuerId: award.issuerId }),
    );
    const milestones: Award[] = [];
    for (const milestone of changed.status === 'active' ? [] : await madeOf(repositories, changed)) {
      const { id, issuerId } = milestone;
      await repositories.audit.add(
        auditEntry(deps, command.actor, 'milestone-part-lost', [`award:${id}`, `award:${award.id}`], {
          issuerId,
        }),
      );
      if ((await refusalFor(repositories, command.actor, milestone)) === undefined)
        milestones.push(milestone);
    }
    return { ok: true, award: changed, milestones };
  });
}

/** The awards that stand and were earned by this one, among others. */
async function madeOf(repositories: Repositories, { id, personId }: Award): Promise<readonly Award[]> {
  if (personId === undefined) return [];
  const awards = await repositories.awards.ofPerson(personId);
  return awards.filter((award) => award.madeOf?.includes(id) === true && award.status === 'active');
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
