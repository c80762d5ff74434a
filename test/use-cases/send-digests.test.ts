import { describe, expect, it } from 'vitest';
import { operatorActor } from '../../src/domain/actor.ts';
import type { Store } from '../../src/ports/store.ts';
import { erasePerson } from '../../src/use-cases/erase-person.ts';
import { sendDueDigests } from '../../src/use-cases/send-digests.ts';
import { setPreferences } from '../../src/use-cases/set-preferences.ts';
import { buildNomination } from '../builders/build-nomination.ts';
import { buildLinkedIdentity } from '../builders/build-person.ts';
import { wallTimeAt } from '../../src/domain/zoned-time.ts';
import { always, digestTown, type DigestTown } from './digest-town.ts';

const hour = 3_600_000;
const minute = 60_000;

describe('when a digest is sent', () => {
  it('is Monday at nine on the clocks of the person, once, and not a minute before', async () => {
    const town = digestTown('2026-11-25T12:00:00Z');
    const amsterdam = await town.person();
    const tokyo = await town.person({ timeZone: 'Asia/Tokyo' });
    for (const person of [amsterdam, tokyo])
      await town.award(person, { awardedAt: new Date('2026-11-26T12:00:00Z') });
    expect(await town.tick()).toBe(0);
    const came: [string, string][] = [];
    for (
      let at = Date.parse('2026-11-29T20:00:00Z');
      at < Date.parse('2026-11-30T14:00:00Z');
      at += 10 * minute
    ) {
      town.at(new Date(at));
      if ((await town.tick()) === 0) continue;
      const last = (await town.sent()).at(-1);
      came.push([last?.about[0] ?? '', new Date(at).toISOString()]);
    }
    expect(came).toEqual([
      [tokyo.id, '2026-11-30T00:00:00.000Z'],
      [amsterdam.id, '2026-11-30T08:00:00.000Z'],
    ]);
  });

  it('stays nine o’clock over every change of the clocks in 2026 and 2027, each issue once', async () => {
    const town = digestTown('2026-01-01T00:00:00Z');
    const person = await town.person();
    await town.tick();
    const hours = new Set<number>();
    let issues = 0;
    for (
      let at = Date.parse('2026-01-01T00:30:00Z');
      at < Date.parse('2028-01-01T00:00:00Z');
      at += hour / 2
    ) {
      const now = new Date(at);
      const near = wallTimeAt('Europe/Amsterdam', now);
      // Looked at every half hour around the moment, and once a day elsewhere, to keep the test short.
      if (!(now.getUTCDay() === 1 && near.hour >= 8 && near.hour <= 10) && near.hour !== 3) continue;
      town.at(now);
      if (now.getUTCDay() === 0) await town.award(person, { awardedAt: now });
      const sent = await town.tick();
      issues += sent;
      if (sent > 0) hours.add(near.hour);
    }
    expect([...hours]).toEqual([9]);
    expect(issues).toBe(104);
    const keys = (await town.sent()).map(({ key }) => key);
    expect(new Set(keys).size).toBe(104);
  });

  it('comes once when the clock jumps back, and goes on when it jumps ahead and is set right', async () => {
    const town = digestTown('2026-11-25T12:00:00Z');
    const person = await town.person();
    await town.award(person);
    await town.tick();
    const at = async (moment: string) => {
      town.at(moment);
      const awardedAt = new Date(Date.parse(moment) - 2 * hour);
      await town.award(person, { slug: `s${moment}`, awardedAt });
      return town.tick();
    };
    expect(await at('2026-11-30T08:00:00Z')).toBe(1);
    expect(await at('2026-11-30T07:00:00Z')).toBe(0);
    expect(await at('2026-11-23T08:30:00Z')).toBe(0);
    expect(await at('2026-11-30T08:05:00Z')).toBe(0);
    // A year ahead, and back.
    expect(await at('2027-11-29T08:30:00Z')).toBe(1);
    expect(await at('2026-12-01T09:00:00Z')).toBe(0);
    expect(await at('2026-12-07T08:00:00Z')).toBe(1);
    expect(await at('2026-12-14T08:00:00Z')).toBe(1);
    const issues = (await town.sent()).map(({ key }) => key.split(':').slice(2).join(':'));
    expect(issues.toSorted()).toEqual([
      'weekly:2026-W49',
      'weekly:2026-W50',
      'weekly:2026-W51',
      'weekly:2027-W48',
    ]);
  });

  it('catches up after weeks of downtime with one issue that tells of all of them', async () => {
    const town = digestTown('2026-10-01T12:00:00Z');
    const person = await town.person();
    await town.tick();
    const awards = [];
    for (const day of ['2026-10-06', '2026-10-14', '2026-10-22', '2026-10-29'])
      awards.push(await town.award(person, { awardedAt: new Date(`${day}T12:00:00Z`) }));
    town.at('2026-10-28T15:00:00Z');
    expect(await town.tick()).toBe(1);
    expect(await town.tick()).toBe(0);
    const [message] = await town.sent();
    expect(message?.key).toBe(`digest:${person.id}:weekly:2026-W44`);
    expect(message?.digest.added.shown.map(({ awardId }) => awardId)).toEqual(
      awards
        .slice(0, 3)
        .map(({ id }) => id)
        .toReversed(),
    );
  });

  it('follows the rhythm and the hour that somebody chose, from then on', async () => {
    const town = digestTown('2026-11-25T12:00:00Z');
    const person = await town.person();
    const actor = { personId: person.id, standing: 'member', via: 'web' } as const;
    await town.tick();
    await setPreferences(town.deps, { actor, digest: 'monthly', digestHour: 17 });
    await town.award(person);
    const at = async (moment: string) => {
      town.at(moment);
      return town.tick();
    };
    expect(await at('2026-11-30T08:00:00Z')).toBe(0);
    expect(await at('2026-12-07T15:59:00Z')).toBe(0);
    expect(await at('2026-12-07T16:00:00Z')).toBe(1);
    expect((await town.sent())[0]?.key).toBe(`digest:${person.id}:monthly:2026-12`);
  });

  it('tells in the next issue of what came between two hours of one Monday', async () => {
    const town = digestTown('2026-11-25T12:00:00Z');
    const person = await town.person();
    const actor = { personId: person.id, standing: 'member', via: 'web' } as const;
    const at = async (moment: string) => {
      town.at(moment);
      return town.tick();
    };
    await town.tick();
    await town.award(person);
    expect(await at('2026-11-30T08:00:00Z')).toBe(1);
    const between = await town.award(person, { awardedAt: new Date('2026-11-30T10:00:00Z') });
    await setPreferences(town.deps, { actor, digestHour: 17, timeZone: 'America/Los_Angeles' });
    expect(await at('2026-12-01T02:00:00Z')).toBe(0);
    expect(await at('2026-12-08T01:00:00Z')).toBe(1);
    const added = (await town.sent()).at(-1)?.digest.added.shown;
    expect(added?.map(({ awardId }) => awardId)).toEqual([between.id]);
  });

  it('is never when it is off, and what came meanwhile is not told when it is on again', async () => {
    const town = digestTown('2026-11-25T12:00:00Z');
    const person = await town.person();
    const actor = { personId: person.id, standing: 'member', via: 'web' } as const;
    await town.tick();
    await setPreferences(town.deps, { actor, digest: 'off' });
    await town.award(person);
    for (const day of ['11-30', '12-07', '12-14']) {
      town.at(`2026-${day}T08:00:00Z`);
      expect(await town.tick()).toBe(0);
    }
    town.at('2026-12-16T08:00:00Z');
    await setPreferences(town.deps, { actor, digest: 'weekly' });
    expect(await town.tick()).toBe(0);
    town.at('2026-12-21T08:00:00Z');
    expect(await town.tick()).toBe(0);
    await town.award(person, { awardedAt: new Date('2026-12-22T08:00:00Z') });
    town.at('2026-12-28T08:00:00Z');
    expect(await town.tick()).toBe(1);
  });

  it.each([-1, 24, 9.5])('refuses %s as an hour', async (digestHour) => {
    const town = digestTown('2026-11-25T12:00:00Z');
    const { id } = await town.person();
    const outcome = await setPreferences(town.deps, {
      actor: { personId: id, standing: 'member', via: 'web' },
      digestHour,
    });
    expect(outcome).toEqual({
      ok: false,
      refusal: { code: 'invalid', field: 'digestHour', problem: 'not-an-hour' },
    });
  });

  it('is reckoned in the zone of the deployment where a person’s is unknown or wrong', async () => {
    const town = digestTown('2026-11-25T12:00:00Z');
    for (const timeZone of ['Mars/Olympus', undefined]) {
      const { timeZone: _, ...bare } = await town.person();
      const person = timeZone === undefined ? bare : { ...bare, timeZone };
      await town.store.persons.save(person);
      await town.award(person);
    }
    await town.tick();
    town.at('2026-11-30T07:59:00Z');
    expect(await town.tick()).toBe(0);
    town.at('2026-11-30T08:00:00Z');
    expect(await town.tick()).toBe(2);
  });
});

describe('who gets a digest', () => {
  it('is nobody who was merged or erased, or has nothing to hear', async () => {
    const town = digestTown('2026-11-25T12:00:00Z');
    const [kept, gone, erased] = [await town.person(), await town.person(), await town.person()];
    await town.person();
    await town.tick();
    for (const person of [kept, gone, erased]) await town.award(person);
    await town.store.persons.save({ ...gone, identities: [], mergedInto: kept.id });
    await town.store.persons.erase(erased.id);
    town.at('2026-11-30T08:00:00Z');
    expect(await town.tick()).toBe(1);
    expect((await town.sent()).map(({ about }) => about)).toEqual([[kept.id]]);
    expect(await town.store.digestStates.find(gone.id)).toBeUndefined();
    expect(await town.store.digestStates.find(erased.id)).toBeUndefined();
  });

  it('is reached by chat first, by confirmed mail else, as chosen; never at an address that others named', async () => {
    const town = digestTown('2026-11-25T12:00:00Z');
    const slack = buildLinkedIdentity({ kind: 'slack', workspace: 'T1', user: 'U1' });
    const mail = (address: string, vouchedBy: 'confirmed' | 'catalogue') =>
      buildLinkedIdentity({ kind: 'email', address }, { vouchedBy });
    await town.person({ name: '1', identities: [mail('a@b.nl', 'confirmed'), slack] });
    await town.person({ name: '2', identities: [mail('c@d.nl', 'confirmed')] });
    await town.person({ name: '3', identities: [mail('e@f.nl', 'catalogue')] });
    await town.person({
      name: '4',
      preferences: { digestBy: 'mail' },
      identities: [
        buildLinkedIdentity({ kind: 'slack', workspace: 'T1', user: 'U2' }),
        mail('g@h.nl', 'confirmed'),
      ],
    });
    await town.person({
      name: '5',
      identities: [
        buildLinkedIdentity({ kind: 'slack', workspace: 'T2', user: 'U3' }, { goneAt: new Date() }),
        mail('i@j.nl', 'confirmed'),
      ],
    });
    await town.person({
      name: '6',
      identities: [buildLinkedIdentity({ kind: 'teams', tenant: 'T', user: 'U' })],
    });
    await town.tick();
    for await (const person of town.store.persons.all()) await town.award(person);
    town.at('2026-11-30T08:00:00Z');
    expect(await town.tick()).toBe(4);
    const reached = (await town.sent()).map(({ destination }) =>
      destination.kind === 'person' ? destination.identity : '',
    );
    expect(reached.toSorted()).toEqual(['email:c@d.nl', 'email:g@h.nl', 'email:i@j.nl', 'slack:T1:U1']);
  });
});

describe('somebody who is erased while digests are put together', () => {
  /** The town's store, in which somebody is erased just before the first digests are written. */
  function overtaken(town: DigestTown, personId: string): Store {
    let first = true;
    return {
      ...town.store,
      async transact(work) {
        if (first) {
          first = false;
          await erasePerson(town.deps, { actor: operatorActor, personId });
        }
        return town.store.transact(work);
      },
    };
  }

  it('is sent none any more, and others are', async () => {
    const town = digestTown('2026-11-25T12:00:00Z');
    const [gone, left] = [await town.person(), await town.person()];
    await town.tick();
    for (const person of [gone, left]) await town.award(person);
    town.at('2026-11-30T08:00:00Z');
    const store = overtaken(town, gone.id);
    expect((await sendDueDigests({ ...town.deps, store }, always)).sent).toBe(1);
    expect((await town.sent()).map(({ about }) => about)).toEqual([[left.id]]);
    expect(await town.store.ledger.known([`digest:${gone.id}:weekly:2026-W49`])).toEqual(new Set());
  });

  it('is not named in others’ any more', async () => {
    const town = digestTown('2026-11-25T12:00:00Z');
    const [gone, left] = [await town.person({ name: 'Ali' }), await town.person()];
    await town.tick();
    await town.award(left);
    const place = { workspace: 'slack:T1', conversation: 'C1' };
    const createdAt = new Date('2026-11-27T08:00:00Z');
    await town.store.nominations.insert(
      buildNomination({ nomineeId: gone.id, createdAt, place, madeOpenly: true }),
    );
    town.at('2026-11-30T08:00:00Z');
    const store = overtaken(town, gone.id);
    expect((await sendDueDigests({ ...town.deps, store }, always)).sent).toBe(1);
    const [message] = await town.sent();
    expect(message?.about).toEqual([left.id]);
    expect(JSON.stringify(message)).not.toContain('Ali');
  });
});

describe('several at work at once', () => {
  it('send each issue once', async () => {
    const town = digestTown('2026-11-25T12:00:00Z');
    for (let at = 0; at < 30; at += 1) await town.award(await town.person());
    await town.tick();
    town.at('2026-11-30T08:00:00Z');
    const counts = await Promise.all([1, 2, 3, 4].map(() => sendDueDigests(town.deps, always)));
    expect(counts.reduce((sum, { sent }) => sum + sent, 0)).toBe(30);
    expect(await town.sent()).toHaveLength(30);
  });

  it('stop between batches when asked to, and what is left is sent by the next run', async () => {
    const town = digestTown('2026-11-25T12:00:00Z');
    for (let at = 0; at < 520; at += 1) await town.award(await town.person());
    await town.tick();
    town.at('2026-11-30T08:00:00Z');
    let asked = 0;
    const first = await sendDueDigests(town.deps, async () => (asked += 1) <= 1);
    expect(first.sent).toBe(500);
    expect((await sendDueDigests(town.deps, always)).sent).toBe(20);
  });
});
