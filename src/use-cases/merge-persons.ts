import type { Actor } from '../domain/actor.ts';
import { holdKey } from '../domain/award.ts';
import type { Nomination } from '../domain/nomination.ts';
import type { OutboxMessage } from '../domain/outbox-message.ts';
import type { Person, PersonId } from '../domain/person.ts';
import { refused, type Outcome } from '../domain/refusal.ts';
import { granteeKey } from '../domain/role.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ids } from '../ports/ids.ts';
import type { Repositories, Store } from '../ports/store.ts';
import { auditEntry } from './audit-entry.ts';
import { leaveRequestsTo } from './leave-requests-to.ts';
import { automaticMilestones, milestoneCheck } from './milestone-check.ts';
import { outboxMessage } from './outbox-message.ts';

export type MergePersons = { readonly actor: Actor; readonly keep: PersonId; readonly absorb: PersonId };

/**
 * Makes two persons one: identities, awards (got and given), nominations, evidence, experiences and roles of the second
 * become the first's. A badge that both hold stays with both awards, of which one holds the business key. The absorbed
 * id goes on resolving to the person who lives on.
 */
export async function mergePersons(
  deps: { readonly store: Store; readonly clock: Clock; readonly ids: Ids },
  command: MergePersons,
): Promise<Outcome<{ readonly person: Person }>> {
  const now = deps.clock();
  const milestones = automaticMilestones(await deps.store.badges.list());
  return deps.store.transact(async (repositories) => {
    const [keep, absorb] = await Promise.all([
      repositories.persons.find(command.keep),
      repositories.persons.find(command.absorb),
    ]);
    if (keep === undefined) return refused({ code: 'unknown-person', said: command.keep });
    if (absorb === undefined) return refused({ code: 'unknown-person', said: command.absorb });
    if (keep.id === absorb.id) return { ok: true, person: keep };

    const {
      name: _,
      locale: __,
      timeZone: ___,
      localeChosen: ____,
      timeZoneChosen: _____,
      preferences: ______,
      pinned: _______,
      ...bare
    } = absorb;
    await repositories.persons.save({ ...bare, identities: [], mergedInto: keep.id, updatedAt: now });
    const person: Person = {
      ...keep,
      identities: [...keep.identities, ...absorb.identities],
      ...whatOneLacks(keep, absorb),
      updatedAt: now,
    };
    await repositories.persons.save(person);
    await moveBelongings(repositories, absorb.id, keep.id);
    // What was half earned in one account and half in the other is earned now.
    if (milestones.length > 0)
      await repositories.outbox.insert([milestoneCheck(deps, `merged:${absorb.id}`, keep.id)]);
    await repositories.outbox.insert([lateBelongings(deps, absorb.id, keep.id)]);
    await repositories.audit.add(
      auditEntry(deps, command.actor, 'persons-merged', [`person:${keep.id}`, `person:${absorb.id}`]),
    );
    return { ok: true, person };
  });
}

async function moveBelongings(repositories: Repositories, from: PersonId, to: PersonId): Promise<void> {
  await moveAwards(repositories, from, to);
  for await (const award of repositories.awards.all({ awardedBy: from }))
    await repositories.awards.save({ ...award, awardedBy: to }, award.revision);
  await moveNominations(repositories, from, to);
  await leaveRequestsTo(repositories, from, to);
  for (const piece of await repositories.evidence.ofAuthor(from))
    await repositories.evidence.save({ ...piece, authorId: to });
  for (const experience of await repositories.experiences.ofPerson(from))
    await repositories.experiences.save({ ...experience, personId: to });
  for (const endorsement of await repositories.endorsements.ofEndorser(from))
    await repositories.endorsements.save({ ...endorsement, endorsedBy: to });
  await moveImported(repositories, from, to);
  await moveRoles(repositories, from, to);
  for (const share of await repositories.shares.ofPerson(from))
    await repositories.shares.save({ ...share, personId: to });
  // Whoever is signed in as the absorbed one signs in again, as the person that both are now.
  await repositories.sessions.removeOfPerson(from);
  await repositories.lti.sessions.move(from, to);
  await repositories.walletOffers.move(from, to);
  await repositories.backpacks.grants.move(from, to);
}

/** Longer than anything that was under way at the moment of a merge takes to be written. */
const lateMs = 60_000;

/** The message by which is looked into what was written under the absorbed id at the very moment of the merge. */
function lateBelongings(
  deps: { readonly clock: Clock; readonly ids: Ids },
  from: PersonId,
  to: PersonId,
): OutboxMessage {
  const message = outboxMessage(
    deps,
    `merged:${from}:late`,
    { kind: 'conversation', place: { workspace: 'service:merges', conversation: to }, locale: 'nl' },
    { kind: 'gather-late', personId: from },
    [from, to],
  );
  return { ...message, nextAttemptAt: new Date(message.createdAt.getTime() + lateMs) };
}

/** Moves what came in under the id of somebody who was merged into another, to that other. */
export async function gatherLate(
  deps: { readonly store: Store; readonly clock: Clock; readonly ids: Ids },
  from: PersonId,
): Promise<void> {
  const milestones = automaticMilestones(await deps.store.badges.list());
  await deps.store.transact(async (repositories) => {
    const person = await repositories.persons.find(from);
    if (person === undefined || person.id === from) return;
    const earned = (await repositories.awards.ofPerson(from)).length > 0;
    await moveBelongings(repositories, from, person.id);
    if (earned && milestones.length > 0)
      await repositories.outbox.insert([milestoneCheck(deps, `merged:${from}:late`, person.id)]);
  });
}

/** What is known of the one who is absorbed alone; what they chose themselves goes before what a platform said. */
function whatOneLacks(keep: Person, absorb: Person): Partial<Person> {
  const { name, timeZone, locale, localeChosen, preferences, pinned } = absorb;
  return {
    ...(keep.pinned === undefined && pinned !== undefined ? { pinned } : {}),
    ...(keep.name === undefined && name !== undefined ? { name } : {}),
    ...(keep.timeZone === undefined && timeZone !== undefined ? { timeZone } : {}),
    ...(locale !== undefined && (keep.locale === undefined || (localeChosen && !keep.localeChosen))
      ? { locale, ...(localeChosen ? { localeChosen } : {}) }
      : {}),
    ...(preferences === undefined ? {} : { preferences: { ...preferences, ...keep.preferences } }),
  };
}

async function moveAwards(repositories: Repositories, from: PersonId, to: PersonId): Promise<void> {
  const moving = await repositories.awards.ofPerson(from);
  const held = await repositories.awards.findHeld(moving.map((award) => holdKey(from, award.badgeId)));
  const holding = new Set(held.map(({ award }) => award.id));
  const taken = new Set(
    (await repositories.awards.findHeld(moving.map((award) => holdKey(to, award.badgeId)))).map(
      ({ award }) => award.badgeId,
    ),
  );
  for (const award of moving) {
    const moved = { ...award, personId: to, revision: award.revision + 1 };
    if (holding.has(award.id))
      await repositories.awards.setHold(
        award.id,
        taken.has(award.badgeId) ? undefined : holdKey(to, award.badgeId),
      );
    await repositories.awards.save(moved, award.revision);
  }
}

async function moveNominations(repositories: Repositories, from: PersonId, to: PersonId): Promise<void> {
  const open = new Set(
    (await repositories.nominations.ofPerson(to))
      .filter((nomination) => nomination.status === 'open' && nomination.nomineeId === to)
      .map((nomination) => nomination.badgeId),
  );
  for (const nomination of await repositories.nominations.ofPerson(from)) {
    const nomineeId = nomination.nomineeId === from ? to : nomination.nomineeId;
    const doubled = nomination.status === 'open' && nomineeId === to && open.has(nomination.badgeId);
    await repositories.nominations.save(
      {
        ...nomination,
        nomineeId,
        nominatorId: nomination.nominatorId === from ? to : nomination.nominatorId,
        endorsements: endorsementsAfter(nomination, from, to).filter(
          ({ personId }) => personId !== nomineeId,
        ),
        ...(doubled ? { status: 'withdrawn' as const } : {}),
        version: nomination.version + 1,
      },
      nomination.version,
    );
  }
}

/** Whoever supported it from both accounts did so once, first. */
function endorsementsAfter({ endorsements }: Nomination, from: PersonId, to: PersonId) {
  const mine = endorsements.filter(({ personId }) => personId === from || personId === to);
  return endorsements.flatMap((endorsement) => {
    if (!mine.includes(endorsement)) return [endorsement];
    return endorsement === mine[0] ? [{ ...endorsement, personId: to }] : [];
  });
}

/** A badge that both took in stays once. */
async function moveImported(repositories: Repositories, from: PersonId, to: PersonId): Promise<void> {
  const has = new Set(
    (await repositories.importedCredentials.ofPerson(to)).map(({ contentKey }) => contentKey),
  );
  for (const imported of await repositories.importedCredentials.ofPerson(from))
    if (has.has(imported.contentKey)) await repositories.importedCredentials.remove(imported.id);
    else await repositories.importedCredentials.save({ ...imported, personId: to });
}

async function moveRoles(repositories: Repositories, from: PersonId, to: PersonId): Promise<void> {
  const key = granteeKey({ kind: 'person', personId: from });
  const own = granteeKey({ kind: 'person', personId: to });
  const has = new Set(
    (await repositories.roles.ofGrantees([own])).map((grant) => `${grant.issuerId}:${grant.role}`),
  );
  for (const grant of await repositories.roles.ofGrantees([key])) {
    await repositories.roles.remove(grant.issuerId, grant.role, key);
    if (!has.has(`${grant.issuerId}:${grant.role}`))
      await repositories.roles.insert({ ...grant, grantee: { kind: 'person', personId: to } });
  }
}
