import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createMongoStore } from '../../src/mongo/create-mongo-store.ts';
import { awardMilestones } from '../../src/use-cases/award-milestones.ts';
import { operatorActor } from '../../src/domain/actor.ts';
import { erasePerson } from '../../src/use-cases/erase-person.ts';
import { mergePersons } from '../../src/use-cases/merge-persons.ts';
import { findMilestones } from '../../src/use-cases/find-milestones.ts';
import { buildPerson } from '../builders/build-person.ts';
import { actor, done } from '../use-cases/community.ts';
import { milestoneTown, type MilestoneTown } from '../use-cases/milestone-town.ts';
import { migratedDatabase } from './mongo-database.ts';

let database: Awaited<ReturnType<typeof migratedDatabase>>;
let town: MilestoneTown;
beforeAll(async () => {
  database = await migratedDatabase();
  town = await milestoneTown(createMongoStore(database.connection));
});
afterAll(() => database.end());

describe('a milestone in the database', () => {
  let learner: ReturnType<typeof buildPerson>;
  beforeEach(async () => {
    learner = buildPerson();
    await town.store.persons.insert(learner);
  });

  it('comes exactly once when both last parts are given at the same moment, to each of ten people', async () => {
    const people = Array.from({ length: 10 }, () => buildPerson());
    for (const person of people) await town.store.persons.insert(person);
    await Promise.all(
      people.flatMap((person) => [town.give(town.first, person), town.give(town.second, person)]),
    );
    await Promise.all([town.settle(), town.settle(), town.settle()]);
    for (const person of people) expect(await town.milestones(person)).toHaveLength(1);
  });

  it('comes once, to whom its person became, when they are merged at that very moment', async () => {
    for (let round = 0; round < 10; round += 1) {
      const [keep, absorb] = [buildPerson(), buildPerson()];
      for (const person of [keep, absorb]) await town.store.persons.insert(person);
      for (const part of [town.first, town.second]) await town.give(part, absorb);
      const merging = { actor: actor(keep), keep: keep.id, absorb: absorb.id };
      await Promise.all([town.settle(), done(mergePersons(town.deps, merging))]);
      await town.settle();
      expect(await town.milestones(keep)).toHaveLength(1);
      expect(await town.store.awards.ofPerson(absorb.id)).toEqual([]);
    }
  });

  it('is nobody’s when its person is erased at that very moment', async () => {
    for (let round = 0; round < 10; round += 1) {
      const person = buildPerson();
      await town.store.persons.insert(person);
      for (const part of [town.first, town.second]) await town.give(part, person);
      const erasing = { actor: operatorActor, personId: person.id };
      await Promise.all([town.settle(), done(erasePerson(town.deps, erasing))]);
      await town.settle();
      expect(await town.store.awards.ofPerson(person.id)).toEqual([]);
    }
  });

  it('is found by the job for who held the parts before it was there', async () => {
    await town.give(town.first, learner);
    await town.give(town.second, learner);
    await town.settle();
    const newer = await town.addBadge({ award: 'automatic', parts: [town.first.slug, town.second.slug] });
    const deps = { ...town.deps, timeZone: 'Europe/Amsterdam' };
    const found = await Promise.all([1, 2].map(() => findMilestones(deps, () => Promise.resolve(true))));
    const awards = await town.store.awards.ofPerson(learner.id);
    expect(awards.filter(({ badgeId }) => badgeId === newer.id)).toHaveLength(1);
    const all = await town.store.awards.page({ badgeSlug: newer.slug }, { limit: 100 });
    expect(found.reduce((sum, { awarded }) => sum + awarded, 0)).toBe(all.items.length);
  });

  it('comes once when many look into it at once, with its parts as they were stored', async () => {
    const first = await town.give(town.first, learner);
    const second = await town.give(town.second, learner);
    const given = await Promise.all(
      Array.from({ length: 8 }, () =>
        awardMilestones(town.deps, { personId: learner.id, milestones: [town.milestone] }),
      ),
    );
    expect(given.flat()).toHaveLength(1);
    const [award] = await town.milestones(learner);
    expect(award).toMatchObject({ madeOf: [first.id, second.id] });
    expect(award).not.toHaveProperty('awardedBy');
    await town.settle();
    expect(await town.milestones(learner)).toHaveLength(1);
  });
});
