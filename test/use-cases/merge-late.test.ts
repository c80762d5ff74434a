import { beforeEach, describe, expect, it } from 'vitest';
import { operatorActor } from '../../src/domain/actor.ts';
import type { Person } from '../../src/domain/person.ts';
import { deliverNextMessage } from '../../src/use-cases/deliver-messages.ts';
import { erasePerson } from '../../src/use-cases/erase-person.ts';
import { mergePersons } from '../../src/use-cases/merge-persons.ts';
import { serviceNotifier } from '../../src/use-cases/service-notifier.ts';
import { buildAward } from '../builders/build-award.ts';
import { buildBadgeSnapshot } from '../builders/build-badge.ts';
import { buildNomination } from '../builders/build-nomination.ts';
import { buildPerson } from '../builders/build-person.ts';
import { done, smallTown, type SmallTown } from './community.ts';
import { milestoneTown } from './milestone-town.ts';

describe('what was written under an account at the very moment in which it was merged', () => {
  let town: SmallTown;
  let [keep, absorb]: readonly Person[] = [];
  let now: Date;
  const deps = () => ({ ...town.deps, clock: () => now });
  const ids = () => {
    if (keep === undefined || absorb === undefined) throw new Error('nobody');
    return { keep: keep.id, absorb: absorb.id };
  };
  /** Carries out all that is due so long after the merge. */
  const after = async (milliseconds: number) => {
    now = new Date(now.getTime() + milliseconds);
    const service = serviceNotifier(deps());
    const notifiers = new Map([[service.channel, service]]);
    while (await deliverNextMessage({ ...deps(), notifiers, jitter: () => 0 }));
  };

  beforeEach(async () => {
    town = await smallTown();
    now = town.deps.clock();
    [keep, absorb] = [buildPerson({ name: 'Sam' }), buildPerson({ name: 'Sam' })];
    for (const person of [keep, absorb]) await town.store.persons.insert(person);
    await done(mergePersons(deps(), { actor: operatorActor, ...ids() }));
  });

  it('is theirs a minute later', async () => {
    const award = buildAward({ personId: ids().absorb });
    await town.store.awards.insert([{ award }]);
    const nomination = buildNomination({ nomineeId: ids().absorb });
    await town.store.nominations.insert(nomination);
    await after(0);
    expect((await town.store.awards.find(award.id))?.personId).toBe(ids().absorb);
    await after(60_000);
    expect((await town.store.awards.find(award.id))?.personId).toBe(ids().keep);
    expect((await town.store.nominations.find(nomination.id))?.nomineeId).toBe(ids().keep);
  });

  it('counts for the milestone of which it is the last part', async () => {
    const small = await milestoneTown();
    const [one, other] = [buildPerson({ name: 'Sam' }), buildPerson({ name: 'Sam' })];
    for (const person of [one, other]) await small.store.persons.insert(person);
    await small.give(small.first, one);
    await done(mergePersons(small.deps, { actor: operatorActor, keep: one.id, absorb: other.id }));
    await small.settle();
    const { id: badgeId, slug, issuerId } = small.second;
    await small.store.awards.insert([
      { award: buildAward({ personId: other.id, badgeId, issuerId, badge: buildBadgeSnapshot({ slug }) }) },
    ]);
    const late = await small.store.outbox.findByKey(`merged:${other.id}:late`);
    if (late === undefined) throw new Error('nothing looks after it');
    expect(await serviceNotifier(small.deps).deliver(late)).toEqual({ kind: 'delivered' });
    expect(await small.milestones(one)).toEqual([]);
    await small.settle();
    expect(await small.milestones(one)).toHaveLength(1);
  });

  it('goes to whom they have become since', async () => {
    const award = buildAward({ personId: ids().absorb });
    await town.store.awards.insert([{ award }]);
    const last = buildPerson({ name: 'Sam' });
    await town.store.persons.insert(last);
    await done(mergePersons(deps(), { actor: operatorActor, keep: last.id, absorb: ids().keep }));
    await after(60_000);
    expect((await town.store.awards.find(award.id))?.personId).toBe(last.id);
  });

  it('goes with them when they are erased meanwhile', async () => {
    const award = buildAward({ personId: ids().absorb, reason: 'Sam las goed.' });
    await town.store.awards.insert([{ award }]);
    await done(erasePerson(deps(), { actor: operatorActor, personId: ids().keep }));
    const left = await town.store.awards.find(award.id);
    expect(left?.status).toBe('active');
    expect(JSON.stringify(left)).not.toContain('Sam');
    expect(JSON.stringify(left)).not.toContain(ids().absorb);
    expect(await town.store.outbox.findByKey(`merged:${ids().absorb}:late`)).toBeUndefined();
  });
});
