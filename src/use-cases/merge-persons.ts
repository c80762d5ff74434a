import type { Actor } from '../domain/actor.ts';
import type { OutboxMessage } from '../domain/outbox-message.ts';
import type { Person, PersonId } from '../domain/person.ts';
import { refused, type Outcome } from '../domain/refusal.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ids } from '../ports/ids.ts';
import type { Store } from '../ports/store.ts';
import { auditEntry } from './audit-entry.ts';
import { automaticMilestones, milestoneCheck } from './milestone-check.ts';
import { moveBelongings } from './move-belongings.ts';
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
