import type { Actor } from '../domain/actor.ts';
import { snapshotOf, type Badge } from '../domain/badge.ts';
import { expiryOf, holdKey, standingOf, type Award } from '../domain/award.ts';
import { counts } from '../domain/evidence.ts';
import type { Nomination, NominationId } from '../domain/nomination.ts';
import { mayBeGiven, mayDecide } from '../domain/policy.ts';
import { refused, type Outcome } from '../domain/refusal.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ids } from '../ports/ids.ts';
import { DuplicateKey, type Repositories, type Store } from '../ports/store.ts';
import { auditEntry } from './audit-entry.ts';
import { badgeCard, badgeName } from './badge-card.ts';
import { changedNomination } from './changed-nomination.ts';
import { decisionMessages } from './decision-messages.ts';
import { drawStatusEntries } from './draw-status-entries.ts';
import { heldRoles } from './held-roles.ts';
import { automaticMilestones, milestoneCheck } from './milestone-check.ts';
import { outboxMessage } from './outbox-message.ts';
import { personName } from './person-name.ts';
import { reach } from './reach.ts';
import { withPartNames } from './with-part-names.ts';

type Deps = { readonly store: Store; readonly clock: Clock; readonly ids: Ids };

export type AcceptNomination = {
  readonly actor: Actor;
  readonly nominationId: NominationId;
  readonly reason?: string;
};

const mostAttempts = 20;

/** A reviewer accepts: the nominee gets the award, with the nomination's evidence, in one transaction. */
export async function acceptNomination(
  deps: Deps,
  command: AcceptNomination,
): Promise<Outcome<{ readonly nomination: Nomination }>> {
  if ((command.reason?.length ?? 0) > 2000)
    return refused({ code: 'invalid', field: 'reason', problem: 'too-long' });
  const badges = await deps.store.badges.list();
  for (let attempt = 1; ; attempt += 1)
    try {
      return await changedNomination(deps, command.nominationId, (repositories, nomination) =>
        accept(deps, repositories, command, nomination, badges),
      );
    } catch (error) {
      const lost =
        error instanceof DuplicateKey && ['award-status-index', 'award-hold'].includes(error.uniqueKey);
      if (!lost || attempt === mostAttempts) throw error;
    }
}

async function accept(
  deps: Deps,
  repositories: Repositories,
  command: AcceptNomination,
  nomination: Nomination,
  badges: readonly Badge[],
): Promise<Outcome<{ readonly nomination: Nomination }>> {
  if (nomination.status !== 'open') return refused({ code: 'nomination-closed', status: nomination.status });
  const [badge, issuer, persons] = await Promise.all([
    repositories.badges.find(nomination.badgeId),
    repositories.issuers.find(nomination.issuerId),
    repositories.persons.findMany([nomination.nomineeId, command.actor.personId]),
  ]);
  if (badge === undefined || issuer === undefined) return refused({ code: 'unknown-nomination' });
  const held = await heldRoles(repositories, command.actor, issuer.id);
  const refusal = mayDecide(command.actor, nomination, issuer, held, badge) ?? mayBeGiven(badge);
  if (refusal !== undefined) return refused(await withPartNames(repositories, refusal));
  const nominee = persons.find((person) => person.id === nomination.nomineeId);
  if (nominee === undefined) return refused({ code: 'recipient-erased' });

  const evidence = await repositories.evidence.ofSubject({ kind: 'nomination', id: nomination.id });
  if (
    badge.evidence === 'required' &&
    !nomination.reason &&
    !evidence.some((piece) => counts(piece, badge.confirmEvidence))
  )
    return refused({ code: 'evidence-required', badge: badgeName(badge) });

  const now = deps.clock();
  const key = badge.repeatable ? undefined : holdKey(nominee.id, badge.id);
  const [already] = key === undefined ? [] : await repositories.awards.findHeld([key]);
  if (already !== undefined) {
    if (standingOf(already.award, now) !== 'expired')
      return refused({
        code: 'already-held',
        badge: badgeName(badge),
        awardId: already.award.id,
        since: already.award.awardedAt,
      });
    await repositories.awards.setHold(already.award.id, undefined);
  }
  const [entry] = await drawStatusEntries(deps, repositories, issuer.slug, 1, now, true);
  if (entry === undefined) throw new Error('no status entry was drawn');

  const validUntil = expiryOf(badge, now);
  const award: Award = {
    id: deps.ids.id(),
    badgeId: badge.id,
    issuerId: issuer.id,
    badge: snapshotOf(badge, issuer),
    personId: nominee.id,
    awardedBy: command.actor.personId,
    ...(nomination.reason === undefined ? {} : { reason: nomination.reason }),
    nominationId: nomination.id,
    awardedAt: now,
    ...(validUntil === undefined ? {} : { validUntil }),
    status: 'active',
    ...(nomination.place === undefined ? {} : { place: nomination.place }),
    visibility: 'private',
    evidencePublic: false,
    recipientSalt: deps.ids.token(),
    statusList: entry,
    revision: 1,
  };
  await repositories.awards.insert([key === undefined ? { award } : { award, holdKey: key }]);
  for (const piece of evidence)
    await repositories.evidence.save({ ...piece, subject: { kind: 'award', id: award.id } });
  const reason = command.reason?.trim();
  const accepted: Nomination = {
    ...nomination,
    status: 'accepted',
    decidedBy: command.actor.personId,
    decidedAt: now,
    ...(reason ? { decisionReason: reason } : {}),
    awardId: award.id,
  };
  await repositories.audit.add(
    auditEntry(
      deps,
      command.actor,
      'nomination-accepted',
      [`nomination:${nomination.id}`, `award:${award.id}`, `person:${nominee.id}`],
      { issuerId: issuer.id, detail: { badge: badge.slug, version: badge.version } },
    ),
  );
  const messages = await decisionMessages(deps, repositories, command.actor, accepted);
  const to = reach(nominee, command.actor.workspace);
  if (to !== undefined) {
    const by = persons.find((person) => person.id === command.actor.personId);
    messages.push(
      outboxMessage(
        deps,
        `award:${award.id}:learner`,
        to,
        {
          kind: 'you-were-awarded',
          badge: badgeCard(badge, issuer),
          by:
            by === undefined ? { personId: command.actor.personId } : personName(by, command.actor.workspace),
          awardId: award.id,
          ...(award.reason === undefined ? {} : { reason: award.reason }),
        },
        [nominee.id, command.actor.personId],
      ),
    );
  }
  if (automaticMilestones(badges, badge.slug).length > 0)
    messages.push(milestoneCheck(deps, `award:${award.id}`, nominee.id, badge.slug));
  if (messages.length > 0) await repositories.outbox.insert(messages);
  return { ok: true, nomination: accepted };
}
