import { beforeEach, describe, expect, it } from 'vitest';
import type { Award } from '../../src/domain/award.ts';
import { acceptNomination } from '../../src/use-cases/accept-nomination.ts';
import { awardBadge } from '../../src/use-cases/award-badge.ts';
import {
  expireAward,
  reinstateAward,
  revokeAward,
  suspendAward,
} from '../../src/use-cases/change-award-standing.ts';
import { createBadge } from '../../src/use-cases/create-badge.ts';
import { retireBadge } from '../../src/use-cases/edit-badge.ts';
import { erasePerson } from '../../src/use-cases/erase-person.ts';
import { findMilestones } from '../../src/use-cases/find-milestones.ts';
import { mergePersons } from '../../src/use-cases/merge-persons.ts';
import { serviceNotifier } from '../../src/use-cases/service-notifier.ts';
import { nominate } from '../../src/use-cases/nominate.ts';
import { operatorActor } from '../../src/domain/actor.ts';
import { buildNomination } from '../builders/build-nomination.ts';
import { buildPerson } from '../builders/build-person.ts';
import { deterministicId } from '../builders/deterministic-id.ts';
import { actor, done, refusalCode } from './community.ts';
import { milestoneTown, type MilestoneTown } from './milestone-town.ts';

let town: MilestoneTown;
beforeEach(async () => {
  town = await milestoneTown();
});

const change = (how: typeof revokeAward, award: Award, person = town.owner) =>
  done(how(town.deps, { actor: actor(person), awardId: award.id, reason: 'om een reden' }));
const checks = async () => {
  const messages: string[] = [];
  for (let message = await claim(); message !== undefined; message = await claim())
    if (message.channel === 'service') messages.push(message.key);
  return messages;
};
const claim = () => town.store.outbox.claim(town.deps.clock(), new Date('2100-01-01T00:00:00Z'));
const both = async () => [await town.give(town.first), await town.give(town.second)] as const;

describe('a milestone that comes by itself', () => {
  it('is awarded by nobody as soon as the last part is held, signed and told like any award', async () => {
    const [first, second] = await both();
    expect(await town.milestones()).toEqual([]);
    await town.settle();
    const [award] = await town.milestones();
    expect(award).toMatchObject({
      personId: town.learner.id,
      madeOf: [first.id, second.id],
      status: 'active',
      visibility: 'private',
      revision: 1,
    });
    expect(award?.awardedBy).toBeUndefined();
    expect(await town.store.awards.findHeld([`${town.learner.id}:${town.milestone.id}`])).toHaveLength(1);
    const told = await town.store.outbox.findByKey(`award:${award?.id ?? ''}:learner`);
    expect(told?.notice).toMatchObject({
      kind: 'you-were-awarded',
      madeOf: [{ slug: town.first.slug }, { slug: town.second.slug }],
    });
    expect(told?.notice).not.toHaveProperty('by');
    const audit = await town.store.audit.page({ issuerId: town.issuer.id }, { limit: 10 });
    expect(audit.items[0]).toMatchObject({ action: 'awarded', by: 'operator', via: 'job' });
  });

  it('comes once, however often it is looked into', async () => {
    await both();
    await town.settle();
    const [award] = await town.milestones();
    const notifier = serviceNotifier(town.deps);
    const check = await town.store.outbox.findByKey(`award:${award?.madeOf?.[1] ?? ''}:milestones`);
    if (check === undefined) throw new Error('it was not looked into');
    expect(check.notice).toEqual({
      kind: 'see-milestones',
      personId: town.learner.id,
      part: town.second.slug,
    });
    expect(await notifier.deliver(check)).toEqual({ kind: 'delivered' });
    await Promise.all([notifier.deliver(check), notifier.deliver(check)]);
    expect(await town.milestones()).toHaveLength(1);
    expect(await findMilestones(jobDeps(), forever)).toEqual({ awarded: 0 });
  });

  it('costs a badge that is no part of one nothing', async () => {
    await town.give(town.badge);
    expect(await checks()).toEqual([]);
  });

  it('earns the milestone of which it is a part', async () => {
    const third = await town.addBadge();
    const highest = await town.addBadge({ award: 'automatic', parts: [town.milestone.slug, third.slug] });
    await town.give(third);
    await both();
    await town.settle();
    const awards = await town.store.awards.ofPerson(town.learner.id);
    const top = awards.find(({ badgeId }) => badgeId === highest.id);
    expect(top?.madeOf).toHaveLength(2);
    expect(top?.madeOf?.[0]).toBe((await town.milestones())[0]?.id);
  });

  it('counts no part that is suspended, until it is reinstated', async () => {
    const first = await town.give(town.first);
    await change(suspendAward, first);
    await town.give(town.second);
    await town.settle();
    expect(await town.milestones()).toEqual([]);
    await change(reinstateAward, first);
    await town.settle();
    expect(await town.milestones()).toHaveLength(1);
  });

  it('counts no part that was revoked or has expired', async () => {
    const [first] = [await town.give(town.first)];
    await change(expireAward, first);
    const second = await town.give(town.second);
    await town.settle();
    expect(await town.milestones()).toEqual([]);
    await change(revokeAward, second);
    await town.give(town.first);
    await town.settle();
    expect(await town.milestones()).toEqual([]);
  });

  it('stays when a part is taken back, and whoever may take it back too hears so', async () => {
    const [first] = await both();
    await town.settle();
    const revoked = await change(revokeAward, first);
    const [award] = await town.milestones();
    expect(revoked.milestones.map(({ id }) => id)).toEqual([award?.id]);
    expect(award?.status).toBe('active');
    const { items } = await town.store.audit.page({ issuerId: town.issuer.id }, { limit: 10 });
    expect(items.map(({ action }) => action)).toContain('milestone-part-lost');
  });

  it('is not told of to an awarder, whom the milestone does not concern', async () => {
    const [first] = await both();
    await town.settle();
    expect((await change(revokeAward, first, town.awarder)).milestones).toEqual([]);
  });

  it('that was taken back comes again only by a part that was earned since', async () => {
    await both();
    await town.settle();
    const [award] = await town.milestones();
    if (award === undefined) throw new Error('it did not come');
    town.pass(1);
    await change(revokeAward, award);
    expect(await findMilestones(jobDeps(), forever)).toEqual({ awarded: 0 });
    const [second] = (await town.store.awards.ofPerson(town.learner.id)).filter(
      ({ badgeId }) => badgeId === town.second.id,
    );
    if (second === undefined) throw new Error('it is not there');
    await change(revokeAward, second);
    town.pass(1);
    await town.give(town.second);
    await town.settle();
    expect((await town.milestones()).map(({ status }) => status)).toEqual(['active', 'revoked']);
  });

  it('is nothing for who was erased', async () => {
    await both();
    await done(erasePerson(town.deps, { actor: operatorActor, personId: town.learner.id }));
    await town.settle();
    expect(await findMilestones(jobDeps(), forever)).toEqual({ awarded: 0 });
    expect(await town.milestones()).toEqual([]);
    expect(await checks()).toEqual([]);
  });

  it('leaves nothing of its parts with an award of who was erased', async () => {
    await both();
    await town.settle();
    const [award] = await town.milestones();
    await done(erasePerson(town.deps, { actor: operatorActor, personId: town.learner.id }));
    expect(await town.store.awards.find(award?.id ?? '')).not.toHaveProperty('madeOf');
  });

  it('comes when two accounts that have half of it each turn out to be one person', async () => {
    await town.give(town.first);
    await town.give(town.second, town.colleague);
    await done(
      mergePersons(town.deps, { actor: operatorActor, keep: town.learner.id, absorb: town.colleague.id }),
    );
    await town.settle();
    expect(await town.milestones()).toHaveLength(1);
  });

  it('comes with an accepted nomination too', async () => {
    await town.give(town.first);
    const { nomination } = await done(
      nominate(town.deps, {
        actor: actor(town.colleague),
        deliveryKey: deterministicId(),
        badge: town.second.slug,
        nominee: town.learner.id,
      }),
    );
    await done(acceptNomination(town.deps, { actor: actor(town.reviewer), nominationId: nomination.id }));
    await town.settle();
    expect(await town.milestones()).toHaveLength(1);
  });
});

describe('giving by hand what comes by itself', () => {
  const award = (person = town.awarder) =>
    awardBadge(town.deps, {
      actor: actor(person),
      deliveryKey: deterministicId(),
      badge: town.milestone.slug,
      recipients: [town.learner.id],
    });

  it('is refused for everybody, with the parts by name', async () => {
    for (const person of [town.awarder, town.owner, town.colleague])
      expect(await award(person)).toEqual({
        ok: false,
        refusal: {
          code: 'comes-by-itself',
          badge: { slug: town.milestone.slug, title: town.milestone.title },
          parts: [town.first, town.second].map(({ slug, title }) => ({ slug, title })),
        },
      });
  });

  it('is refused by nomination too, also of one that was open before it came by itself', async () => {
    expect(
      await refusalCode(
        nominate(town.deps, {
          actor: actor(town.colleague),
          deliveryKey: deterministicId(),
          badge: town.milestone.slug,
          nominee: town.learner.id,
        }),
      ),
    ).toBe('comes-by-itself');
    const open = buildNomination({
      badgeId: town.milestone.id,
      issuerId: town.issuer.id,
      nomineeId: town.learner.id,
      nominatorId: town.colleague.id,
    });
    await town.store.nominations.insert(open);
    expect(
      await refusalCode(acceptNomination(town.deps, { actor: actor(town.reviewer), nominationId: open.id })),
    ).toBe('comes-by-itself');
  });

  it('is no badge with fewer than two parts, nor one that can be held twice', async () => {
    const { id: _, slug: __, issuerId: ___, version: ____, status: _____, ...rest } = town.milestone;
    const { createdAt: ______, updatedAt: _______, ...content } = rest;
    const make = (overrides: Partial<typeof content>) =>
      createBadge(town.deps, {
        actor: actor(town.owner),
        issuerSlug: town.issuer.slug,
        slug: 'mijlpaal',
        content: { ...content, ...overrides },
      });
    const { slug } = town.first;
    expect(await make({ parts: [slug, slug] })).toMatchObject({
      refusal: { code: 'invalid', field: 'parts', problem: 'too-few-parts' },
    });
    expect(await make({ repeatable: true })).toMatchObject({
      refusal: { code: 'invalid', field: 'repeatable', problem: 'comes-once' },
    });
  });
});

const forever = () => Promise.resolve(true);
const jobDeps = () => ({ ...town.deps, timeZone: 'Europe/Amsterdam' });

describe('the search for milestones', () => {
  it('awards one that is new to those who hold its parts, of several the parts first, and tells them by day', async () => {
    await both();
    await town.give(town.first, town.colleague);
    const people = Array.from({ length: 250 }, () => buildPerson());
    for (const person of people) await town.store.persons.insert(person);
    const recipients = people.map(({ id }) => id);
    for (const { slug } of [town.first, town.second])
      await done(
        awardBadge(town.deps, {
          actor: actor(town.awarder),
          deliveryKey: deterministicId(),
          badge: slug,
          recipients,
        }),
      );
    const outer = await town.addBadge({
      slug: 'a-outer',
      award: 'automatic',
      parts: ['z-inner', town.first.slug],
    });
    const inner = await town.addBadge({
      slug: 'z-inner',
      award: 'automatic',
      parts: [town.first.slug, town.second.slug],
    });
    await done(retireBadge(town.deps, { actor: actor(town.owner), slug: town.milestone.slug }));
    const night = new Date('2026-11-26T02:50:00Z');
    const deps = { ...jobDeps(), clock: () => night };
    expect(await findMilestones(deps, forever)).toEqual({ awarded: 2 * 251 });
    expect(await findMilestones(deps, forever)).toEqual({ awarded: 0 });
    for (const badge of [outer, inner]) {
      const awards = await town.store.awards.page({ badgeSlug: badge.slug }, { limit: 1000 });
      expect(awards.items).toHaveLength(251);
    }
    const [one] = (await town.store.awards.ofPerson(town.learner.id)).filter(
      ({ badgeId }) => badgeId === inner.id,
    );
    const told = await town.store.outbox.findByKey(`award:${one?.id ?? ''}:learner`);
    expect(told).toMatchObject({ bulk: true, nextAttemptAt: new Date('2026-11-26T08:00:00Z') });
  });

  it('ends when it is told to, and goes on where something is left', async () => {
    await both();
    let asked = 0;
    expect(
      await findMilestones(jobDeps(), () => {
        asked += 1;
        return Promise.resolve(false);
      }),
    ).toEqual({ awarded: 0 });
    expect(asked).toBe(1);
    expect(await findMilestones(jobDeps(), forever)).toEqual({ awarded: 1 });
  });
});
