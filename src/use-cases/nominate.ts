import type { Actor } from '../domain/actor.ts';
import { snapshotOf, type Badge } from '../domain/badge.ts';
import { holdKey, standingOf } from '../domain/award.ts';
import type { Evidence } from '../domain/evidence.ts';
import type { Issuer } from '../domain/issuer.ts';
import type { Nomination } from '../domain/nomination.ts';
import type { OutboxMessage } from '../domain/outbox-message.ts';
import type { Person, PersonId } from '../domain/person.ts';
import { mayNominate } from '../domain/policy.ts';
import { refused, type Outcome } from '../domain/refusal.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ids } from '../ports/ids.ts';
import { DuplicateKey, type Repositories, type Store } from '../ports/store.ts';
import { auditEntry } from './audit-entry.ts';
import { badgeCard, badgeName } from './badge-card.ts';
import { fileFetch } from './evidence-files.ts';
import { threadFill, type AnnounceAt } from './fill-thread.ts';
import { nearestBadges } from './nearest-badges.ts';
import { announcementKey, reviewersOf, reviewKey } from './nomination-cards.ts';
import { once } from './once.ts';
import { outboxMessage } from './outbox-message.ts';
import { personName } from './person-name.ts';
import { reach } from './reach.ts';
import { whomToAsk } from './whom-to-ask.ts';
import { withPartNames } from './with-part-names.ts';

export type Nominate = {
  readonly actor: Actor;
  readonly deliveryKey: string;
  readonly badge: string;
  /** May be the actor: a learner asks for a badge. */
  readonly nominee: PersonId;
  readonly reason?: string;
  /** Somebody of `whomToAsk`, who is told first; only of one's own request. */
  readonly askOf?: PersonId;
  readonly announceAt?: AnnounceAt;
  readonly evidence?: readonly Omit<Evidence, 'id' | 'subject'>[];
};

type Deps = { readonly store: Store; readonly clock: Clock; readonly ids: Ids };
type Result = { readonly nomination: Nomination; readonly repeated: boolean };

/** Proposes somebody for a badge: reviewers are told, and colleagues can support it. */
export async function nominate(deps: Deps, command: Nominate): Promise<Outcome<Result>> {
  const { store } = deps;
  const [badge, persons] = await Promise.all([
    store.badges.findBySlug(command.badge),
    store.persons.findMany([command.nominee, command.actor.personId]),
  ]);
  if (badge === undefined) return refused(await nearestBadges(store, command.badge));
  const refusal = mayNominate(command.actor, badge);
  if (refusal !== undefined) return refused(await withPartNames(store, refusal));
  if ((command.reason?.length ?? 0) > 2000)
    return refused({ code: 'invalid', field: 'reason', problem: 'too-long' });
  const nominee = persons.find((person) => person.id === command.nominee);
  if (nominee === undefined) return refused({ code: 'recipient-erased' });
  const issuer = await store.issuers.find(badge.issuerId);
  if (issuer === undefined) throw new Error(`badge ${badge.slug} has no issuer ${badge.issuerId}`);
  const [held] = badge.repeatable ? [] : await store.awards.findHeld([holdKey(nominee.id, badge.id)]);
  if (held !== undefined && standingOf(held.award, deps.clock()) !== 'expired')
    return refused({
      code: 'already-held',
      badge: badgeName(badge),
      awardId: held.award.id,
      since: held.award.awardedAt,
    });

  if (command.askOf !== undefined && !(await canBeAsked(deps, command, badge, nominee)))
    return refused({ code: 'cannot-be-asked' });

  const nominator = persons.find((person) => person.id === command.actor.personId) ?? nominee;
  try {
    return await once(
      deps,
      command.deliveryKey,
      async (repositories) => {
        const nomination = newNomination(deps, command, badge, issuer, nominee.id);
        await write(deps, repositories, command, nomination, { badge, issuer, nominee, nominator });
        return { made: [nomination.id], result: proposed(nomination, false) };
      },
      async (delivery) => proposed(await store.nominations.find(delivery.made[0] ?? ''), true),
    );
  } catch (error) {
    if (!(error instanceof DuplicateKey) || error.uniqueKey !== 'nomination-open') throw error;
    const open = await openNomination(store, nominee.id, badge);
    return refused({ code: 'already-nominated', badge: badgeName(badge), nominationId: open?.id ?? '' });
  }
}

async function canBeAsked(deps: Deps, command: Nominate, badge: Badge, nominee: Person): Promise<boolean> {
  if (command.actor.personId !== nominee.id) return false;
  const askable = await whomToAsk(deps, { learner: nominee, badges: [badge] });
  return askable.some(({ person }) => person.id === command.askOf);
}

function proposed(nomination: Nomination | undefined, repeated: boolean): Outcome<Result> {
  return nomination === undefined
    ? refused({ code: 'unknown-nomination' })
    : { ok: true, nomination, repeated };
}

async function openNomination(store: Store, nomineeId: PersonId, badge: Badge) {
  const page = await store.nominations.page({ nomineeId, status: 'open' }, { limit: 100 });
  return page.items.find((nomination) => nomination.badgeId === badge.id);
}

function newNomination(
  deps: Deps,
  command: Nominate,
  badge: Badge,
  issuer: Issuer,
  nomineeId: PersonId,
): Nomination {
  const reason = command.reason?.trim();
  return {
    id: deps.ids.id(),
    badgeId: badge.id,
    issuerId: issuer.id,
    badge: snapshotOf(badge, issuer),
    nomineeId,
    nominatorId: command.actor.personId,
    ...(command.askOf === undefined ? {} : { askedOf: command.askOf }),
    ...(reason ? { reason } : {}),
    endorsements: [],
    status: 'open',
    ...(command.announceAt === undefined ? {} : { place: command.announceAt.place }),
    ...(command.announceAt?.open === true ? { madeOpenly: true } : {}),
    createdAt: deps.clock(),
    version: 1,
  };
}

async function write(
  deps: Deps,
  repositories: Repositories,
  command: Nominate,
  nomination: Nomination,
  who: { badge: Badge; issuer: Issuer; nominee: Person; nominator: Person },
): Promise<void> {
  await repositories.nominations.insert(nomination);
  for (const said of command.evidence ?? []) {
    const piece: Evidence = {
      ...said,
      id: deps.ids.id(),
      subject: { kind: 'nomination', id: nomination.id },
    };
    await repositories.evidence.insert(piece);
    await repositories.outbox.insert(fileFetch(deps, piece));
  }
  await repositories.audit.add(
    auditEntry(
      deps,
      command.actor,
      'nominated',
      [`nomination:${nomination.id}`, `person:${nomination.nomineeId}`],
      {
        issuerId: nomination.issuerId,
        detail: { badge: who.badge.slug },
      },
    ),
  );
  const messages = await nominationMessages(deps, repositories, command, nomination, who);
  if (messages.length > 0) await repositories.outbox.insert(messages);
}

async function nominationMessages(
  deps: Deps,
  repositories: Repositories,
  command: Nominate,
  nomination: Nomination,
  who: { badge: Badge; issuer: Issuer; nominee: Person; nominator: Person },
): Promise<OutboxMessage[]> {
  const { workspace } = command.actor;
  const about = [nomination.nomineeId, nomination.nominatorId];
  const facts = {
    nominationId: nomination.id,
    badge: badgeCard(who.badge, who.issuer),
    by: personName(who.nominator, workspace),
    nominee: personName(who.nominee, workspace),
    ...(nomination.reason === undefined ? {} : { reason: nomination.reason }),
  };
  const messages: OutboxMessage[] = [];
  if (command.announceAt !== undefined)
    messages.push(
      outboxMessage(
        deps,
        announcementKey(nomination.id),
        { kind: 'conversation', place: command.announceAt.place, locale: command.announceAt.locale },
        { kind: 'nomination-announced', ...facts },
        about,
      ),
    );
  messages.push(...threadFill(deps, announcementKey(nomination.id), command.announceAt));
  const reviewers = await reviewersOf(repositories, nomination);
  const asked = reviewers.filter(({ id }) => id === nomination.askedOf);
  for (const reviewer of asked.length > 0 ? asked : reviewers) {
    const to = reach(reviewer, workspace);
    if (to === undefined) continue;
    messages.push(
      outboxMessage(
        deps,
        reviewKey(nomination.id, reviewer.id),
        to,
        { kind: 'nomination-to-review', ...facts, ...(asked.length > 0 ? { asked: true } : {}) },
        [...about, reviewer.id],
      ),
    );
  }
  return messages;
}
