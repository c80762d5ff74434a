import type { Actor } from '../domain/actor.ts';
import { expiryOf, holdKey, standingOf, type Award } from '../domain/award.ts';
import { snapshotOf, type Badge } from '../domain/badge.ts';
import type { Evidence } from '../domain/evidence.ts';
import type { Issuer } from '../domain/issuer.ts';
import type { Destination, OutboxMessage, PersonName } from '../domain/outbox-message.ts';
import type { Person, PersonId } from '../domain/person.ts';
import type { GradePlace } from '../domain/place.ts';
import { mayAward, mayReceiveFrom } from '../domain/policy.ts';
import { refused, type Outcome, type Refusal } from '../domain/refusal.ts';
import type { HeldAward } from '../ports/award-repository.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ids } from '../ports/ids.ts';
import { DuplicateKey, type Repositories, type Store } from '../ports/store.ts';
import { auditEntry } from './audit-entry.ts';
import { badgeCard, badgeName } from './badge-card.ts';
import { drawStatusEntries } from './draw-status-entries.ts';
import { fileFetch } from './evidence-files.ts';
import { threadFill, type AnnounceAt } from './fill-thread.ts';
import { gradeMessage } from './grade-message.ts';
import { heldRoles } from './held-roles.ts';
import { automaticMilestones, milestoneCheck } from './milestone-check.ts';
import { nearestBadges } from './nearest-badges.ts';
import { once } from './once.ts';
import { outboxMessage } from './outbox-message.ts';
import { personName } from './person-name.ts';
import { reach } from './reach.ts';
import { stillThere } from './still-there.ts';
import { withPartNames } from './with-part-names.ts';

export type AwardBadge = {
  readonly actor: Actor;
  readonly deliveryKey: string;
  /** Slug of the badge. */
  readonly badge: string;
  readonly recipients: readonly PersonId[];
  readonly reason?: string;
  /** The conversation in which it was said; it is announced there in that language. */
  readonly announceAt?: AnnounceAt;
  /** Where the sender alone gets the answer. */
  readonly answerTo?: Extract<Destination, { kind: 'sender-only' }>;
  /** What shows it already, such as the message under which it was awarded. */
  readonly evidence?: readonly Omit<Evidence, 'id' | 'subject'>[];
  /** The gradebook columns that a recipient's award goes into. */
  readonly grades?: ReadonlyMap<PersonId, readonly GradePlace[]>;
};

export type AwardResult = {
  readonly badge: Pick<Badge, 'slug' | 'title'>;
  readonly awards: readonly Award[];
  /** Who could not get it, and why; the others got it all the same. */
  readonly refusals: readonly { readonly personId: PersonId; readonly refusal: Refusal }[];
  /** The same command was carried out before; nothing was done now. */
  readonly repeated: boolean;
};

/** As many as one command may name; a course's whole roster fits. */
export const mostRecipients = 1000;
const longestReason = 2000;
const mostAttempts = 20;

/**
 * Awards a badge to one or many people, in one transaction with the messages that follow. Who holds it
 * already, or may not get it, is refused by name and the others get it.
 */
export async function awardBadge(
  deps: { readonly store: Store; readonly clock: Clock; readonly ids: Ids },
  command: AwardBadge,
): Promise<Outcome<AwardResult>> {
  const { store } = deps;
  const recipients = [...new Set(command.recipients)];
  if (recipients.length === 0) return refused({ code: 'no-recipients' });
  if (recipients.length > mostRecipients)
    return refused({ code: 'too-many-recipients', most: mostRecipients });
  if ((command.reason?.length ?? 0) > longestReason)
    return refused({ code: 'invalid', field: 'reason', problem: 'too-long' });

  const [badge, found] = await Promise.all([
    store.badges.findBySlug(command.badge),
    store.persons.findMany(
      nameOf(command.actor) === undefined ? [...recipients, command.actor.personId] : recipients,
    ),
  ]);
  if (badge === undefined) return refused(await nearestBadges(store, command.badge));
  const [issuer, held] = await Promise.all([
    store.issuers.find(badge.issuerId),
    heldRoles(store, command.actor, badge.issuerId),
  ]);
  if (issuer === undefined) throw new Error(`badge ${badge.slug} has no issuer ${badge.issuerId}`);
  const refusal = mayAward(command.actor, badge, issuer, held) ?? needsEvidence(badge, command);
  if (refusal !== undefined) return refused(await withPartNames(store, refusal));

  const persons = new Map(found.map((person) => [person.id, person]));
  return giveAwards(deps, { ...command, recipients }, badge, issuer, persons);
}

function needsEvidence(badge: Badge, command: AwardBadge): Refusal | undefined {
  // A thread gathers evidence after the award, so only an award without a thread must bring its own.
  if (badge.evidence === 'optional' || command.announceAt !== undefined) return undefined;
  if ((command.evidence?.length ?? 0) > 0 || command.reason?.trim()) return undefined;
  return { code: 'evidence-required', badge: badgeName(badge) };
}

/** Also of a milestone, which nobody gives. */
type GiveAwards = AwardBadge & {
  /** The awards by which it was earned. */
  readonly madeOf?: readonly Award[];
  /** The learner is told then, beside others; at once without it. */
  readonly tellFrom?: Date;
};

/** The part that a milestone shares with a direct award; the policy was asked before. */
export async function giveAwards(
  deps: { readonly store: Store; readonly clock: Clock; readonly ids: Ids },
  command: GiveAwards,
  badge: Badge,
  issuer: Issuer,
  persons: ReadonlyMap<PersonId, Person>,
): Promise<Outcome<AwardResult>> {
  // From what is remembered of the catalogue: in the common case it costs no read.
  const leads = automaticMilestones(await deps.store.badges.list(), badge.slug).length > 0;
  // One person's award is tried without looking, which saves two reads; a unique index tells when to look.
  let look = command.recipients.length > 1;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await once(
        deps,
        command.deliveryKey,
        (repositories) => writeAwards(deps, repositories, command, { badge, issuer, persons, leads }, look),
        async (delivery) => ({
          ok: true,
          badge: badgeName(badge),
          awards: await deps.store.awards.findMany(delivery.made),
          refusals: [],
          repeated: true,
        }),
      );
    } catch (error) {
      // Somebody else took the status entry or awarded the same badge at that very moment: look again.
      const lost =
        error instanceof DuplicateKey && ['award-status-index', 'award-hold'].includes(error.uniqueKey);
      if (!lost || attempt === mostAttempts) throw error;
      look = true;
    }
  }
}

type Facts = {
  readonly badge: Badge;
  readonly issuer: Issuer;
  readonly persons: ReadonlyMap<PersonId, Person>;
  /** It is part of a milestone that comes by itself. */
  readonly leads: boolean;
};

async function writeAwards(
  deps: { readonly store: Store; readonly clock: Clock; readonly ids: Ids },
  repositories: Repositories,
  command: GiveAwards,
  facts: Facts,
  look: boolean,
): Promise<{ made: readonly string[]; result: Outcome<AwardResult> }> {
  const { badge, issuer } = facts;
  const now = deps.clock();
  // Nobody waits for a milestone; it is looked into just when accounts are merged, among other times.
  const persons =
    command.madeOf === undefined ? facts.persons : await stillThere(repositories, facts.persons.keys(), now);
  const { receivers, refusals } = await sift(repositories, command, badge, persons, now, look);
  const entries = await drawStatusEntries(deps, repositories, issuer.slug, receivers.length, now, look);
  const held: HeldAward[] = receivers.flatMap((person, index) => {
    const entry = entries[index];
    if (entry === undefined) return [];
    const award = newAward(deps, command, badge, issuer, person.id, now, entry);
    return badge.repeatable ? [{ award }] : [{ award, holdKey: holdKey(person.id, badge.id) }];
  });
  const awards = held.map(({ award }) => award);
  const result = { ok: true, badge: badgeName(badge), awards, refusals, repeated: false } as const;

  if (awards.length > 0) {
    await repositories.awards.insert(held);
    for (const piece of awards.flatMap((award) => evidenceFor(deps, command, award))) {
      await repositories.evidence.insert(piece);
      await repositories.outbox.insert(fileFetch(deps, piece));
    }
    await repositories.audit.add(
      auditEntry(
        deps,
        command.actor,
        'awarded',
        awards.flatMap((award) => [`award:${award.id}`, `person:${award.personId ?? ''}`]),
        { issuerId: issuer.id, detail: { badge: badge.slug, version: badge.version } },
      ),
    );
  }
  const messages = messagesFor(deps, command, facts, awards, refusals);
  if (messages.length > 0) await repositories.outbox.insert(messages);
  return { made: awards.map((award) => award.id), result };
}

/** Parts those who get it from those who can't, and frees the business key of awards that have expired. */
async function sift(
  repositories: Repositories,
  command: AwardBadge,
  badge: Badge,
  persons: ReadonlyMap<PersonId, Person>,
  now: Date,
  look: boolean,
) {
  const receivers: Person[] = [];
  const refusals: { personId: PersonId; refusal: Refusal }[] = [];
  const keys = badge.repeatable || !look ? [] : command.recipients.map((id) => holdKey(id, badge.id));
  const heldNow = keys.length === 0 ? [] : await repositories.awards.findHeld(keys);
  const byPerson = new Map(heldNow.map((held) => [held.award.personId, held.award]));
  for (const id of command.recipients) {
    const person = persons.get(id);
    const already = byPerson.get(id);
    // Ids are ours: one that nobody has is of somebody who was there when it was chosen.
    if (person === undefined) refusals.push({ personId: id, refusal: { code: 'recipient-erased' } });
    else if (mayReceiveFrom(command.actor, id))
      refusals.push({ personId: id, refusal: { code: 'own-award' } });
    else if (already !== undefined && standingOf(already, now) !== 'expired')
      refusals.push({
        personId: id,
        refusal: {
          code: 'already-held',
          badge: badgeName(badge),
          awardId: already.id,
          since: already.awardedAt,
        },
      });
    else {
      if (already !== undefined) await repositories.awards.setHold(already.id, undefined);
      receivers.push(person);
    }
  }
  return { receivers, refusals };
}

function newAward(
  deps: { readonly ids: Ids },
  command: GiveAwards,
  badge: Badge,
  issuer: Issuer,
  personId: PersonId,
  now: Date,
  statusList: Award['statusList'],
): Award {
  const reason = command.reason?.trim();
  const validUntil = expiryOf(badge, now);
  const gradedIn = command.grades?.get(personId);
  return {
    id: deps.ids.id(),
    badgeId: badge.id,
    issuerId: issuer.id,
    badge: snapshotOf(badge, issuer),
    personId,
    ...(command.madeOf === undefined
      ? { awardedBy: command.actor.personId }
      : { madeOf: command.madeOf.map(({ id }) => id) }),
    ...(reason ? { reason } : {}),
    awardedAt: now,
    ...(validUntil === undefined ? {} : { validUntil }),
    status: 'active',
    ...(command.announceAt === undefined ? {} : { place: command.announceAt.place }),
    ...(gradedIn === undefined || gradedIn.length === 0 ? {} : { gradedIn }),
    visibility: 'private',
    evidencePublic: false,
    recipientSalt: deps.ids.token(),
    statusList,
    revision: 1,
  };
}

function evidenceFor(deps: { readonly ids: Ids }, command: AwardBadge, award: Award): Evidence[] {
  return (command.evidence ?? []).map((piece) => ({
    ...piece,
    id: deps.ids.id(),
    subject: { kind: 'award', id: award.id },
  }));
}

function messagesFor(
  deps: { readonly clock: Clock; readonly ids: Ids },
  command: GiveAwards,
  { badge, issuer, persons, leads }: Facts,
  awards: readonly Award[],
  refusals: AwardResult['refusals'],
): OutboxMessage[] {
  const { actor, announceAt, answerTo, deliveryKey, madeOf } = command;
  const card = badgeCard(badge, issuer);
  const named = (id: PersonId | undefined): PersonName => {
    const person = id === undefined ? undefined : persons.get(id);
    return person === undefined ? { personId: id ?? '' } : personName(person, actor.workspace);
  };
  const by = nameOf(actor) ?? named(actor.personId);
  const recipients = awards.map((award) => ({ ...named(award.personId), awardId: award.id }));
  const about = [actor.personId, ...command.recipients];
  const reason = command.reason?.trim() ? { reason: command.reason.trim() } : {};

  const messages: OutboxMessage[] = [];
  if (announceAt !== undefined && awards.length > 0)
    messages.push(
      outboxMessage(
        deps,
        `${deliveryKey}:announcement`,
        { kind: 'conversation', place: announceAt.place, locale: announceAt.locale },
        {
          kind: 'award-announced',
          badge: card,
          by,
          recipients,
          ...reason,
          confirmEvidence: badge.confirmEvidence,
        },
        about,
      ),
    );
  if (awards.length > 0) messages.push(...threadFill(deps, deliveryKey, announceAt));
  for (const award of awards)
    for (const place of command.grades?.get(award.personId ?? '') ?? [])
      messages.push(
        gradeMessage(deps, award, place, {
          badge: card,
          by,
          locale: persons.get(award.personId ?? '')?.locale ?? 'nl',
        }),
      );
  for (const award of awards) {
    const person = award.personId === undefined ? undefined : persons.get(award.personId);
    const to = person === undefined ? undefined : reach(person, actor.workspace);
    if (person === undefined || to === undefined) continue;
    const how = madeOf === undefined ? { by } : { madeOf: madeOf.map(({ badge: part }) => badgeName(part)) };
    const told = outboxMessage(
      deps,
      `award:${award.id}:learner`,
      to,
      { kind: 'you-were-awarded', badge: card, ...how, awardId: award.id, ...reason },
      [person.id, actor.personId],
    );
    messages.push(
      command.tellFrom === undefined ? told : { ...told, bulk: true, nextAttemptAt: command.tellFrom },
    );
  }
  if (leads)
    for (const { id, personId } of awards)
      if (personId !== undefined) messages.push(milestoneCheck(deps, `award:${id}`, personId, badge.slug));
  if (answerTo !== undefined)
    messages.push(
      outboxMessage(
        deps,
        `${deliveryKey}:answer`,
        answerTo,
        {
          kind: 'award-answer',
          badge: badgeName(badge),
          awarded: recipients,
          refused: refusals.map(({ personId, refusal }) => ({ ...named(personId), refusal })),
          announced: announceAt !== undefined,
        },
        about,
      ),
    );
  return messages;
}

/** Whoever awards from chat was recognised by their account just now: they need not be read again. */
function nameOf({ personId, name, account }: Actor): PersonName | undefined {
  return name === undefined || account === undefined ? undefined : { personId, name, identity: account };
}
