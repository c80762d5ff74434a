import { describe, expect, it } from 'vitest';
import { nobody } from '../../src/domain/person.ts';
import type { Store } from '../../src/ports/store.ts';
import { buildAward } from '../builders/build-award.ts';
import { buildEvidence } from '../builders/build-evidence.ts';
import { buildLinkedIdentity, buildPerson } from '../builders/build-person.ts';
import { deterministicId, testMoment } from '../builders/deterministic-id.ts';
import { drained, keyMet, later, several } from './store-under-test.ts';

const ofSlack = (user: string) => buildLinkedIdentity({ kind: 'slack', workspace: 'T1', user });

export function personContract(store: () => Store): void {
  describe('persons', () => {
    it('gives a person back as it was stored, without fields that were absent', async () => {
      const full = buildPerson({
        locale: 'nl',
        localeChosen: true,
        timeZone: 'Europe/Amsterdam',
        pinned: [{ kind: 'experience', id: deterministicId() }],
        identities: [
          ofSlack('U1'),
          buildLinkedIdentity(
            { kind: 'email', address: 'sanne@school.example' },
            { vouchedBy: 'confirmed', goneAt: later(testMoment, 1) },
          ),
        ],
      });
      const { name: _, ...bare } = buildPerson({ identities: [] });
      await store().persons.insert(full);
      await store().persons.insert(bare);
      expect(await store().persons.find(full.id)).toStrictEqual(full);
      expect(await store().persons.find(bare.id)).toStrictEqual(bare);
      expect(await store().persons.find(deterministicId())).toBeUndefined();
    });

    it('finds persons by their identities', async () => {
      const [anna, bob] = [
        buildPerson({ identities: [ofSlack('A'), ofSlack('A2')] }),
        buildPerson({ identities: [ofSlack('B')] }),
      ];
      await store().persons.insert(anna);
      await store().persons.insert(bob);
      expect(await store().persons.findByIdentity('slack:T1:A2')).toStrictEqual(anna);
      expect(await store().persons.findByIdentity('slack:T1:nobody')).toBeUndefined();
      const found = await store().persons.findByIdentities(['slack:T1:A', 'slack:T1:A2', 'slack:T1:B']);
      expect(found.map(({ id }) => id).toSorted()).toEqual([anna.id, bob.id].toSorted());
      expect(await store().persons.findByIdentities([])).toEqual([]);
    });

    it('refuses a second person with the same identity', async () => {
      const bob = buildPerson({ identities: [] });
      await store().persons.insert(buildPerson({ identities: [ofSlack('A')] }));
      await store().persons.insert(bob);
      expect(await keyMet(store().persons.insert(buildPerson({ identities: [ofSlack('A')] })))).toBe(
        'identity',
      );
      expect(await keyMet(store().persons.save({ ...bob, identities: [ofSlack('B'), ofSlack('A')] }))).toBe(
        'identity',
      );
      expect(await store().persons.find(bob.id)).toStrictEqual(bob);
    });

    it('keeps any number of persons without identities', async () => {
      for (const person of several(3, () => buildPerson({ identities: [] })))
        await store().persons.insert(person);
      expect(await drained(store().persons.all())).toHaveLength(3);
    });

    it('lets go of an identity that was taken away', async () => {
      const anna = buildPerson({ identities: [ofSlack('A')] });
      await store().persons.insert(anna);
      await store().persons.save({ ...anna, identities: [] });
      const heir = buildPerson({ identities: [ofSlack('A')] });
      await store().persons.insert(heir);
      expect(await store().persons.findByIdentity('slack:T1:A')).toStrictEqual(heir);
    });

    it('makes one person when thirty meet the same new identity at once', async () => {
      const results = await Promise.all(
        several(30, () => keyMet(store().persons.insert(buildPerson({ identities: [ofSlack('N')] })))),
      );
      expect(results.filter((met) => met === undefined)).toHaveLength(1);
      expect(results.filter((met) => met === 'identity')).toHaveLength(29);
    });

    it('follows merges, also of those who were merged before', async () => {
      const last = buildPerson();
      const middle = buildPerson({ identities: [], mergedInto: last.id });
      const first = buildPerson({ identities: [], mergedInto: middle.id });
      for (const person of [last, middle, first]) await store().persons.insert(person);
      expect(await store().persons.find(first.id)).toStrictEqual(last);
      expect(await store().persons.findMany([first.id, middle.id, deterministicId()])).toStrictEqual([last]);
      expect(await store().persons.findMany([])).toEqual([]);
      const ids = [first.id, middle.id, last.id, deterministicId()];
      expect(await store().persons.living(ids)).toEqual(new Set([last.id]));
      expect(await store().persons.living([])).toEqual(new Set());
    });

    it('takes somebody out of what they confirmed, which stands in nobody’s name', async () => {
      const [gone, other] = [deterministicId(), deterministicId()];
      const mark = (by: string) => ({ by, stands: true, revision: '1' });
      const pieces = [
        buildEvidence({ confirmedBy: gone, confirmations: [mark(gone), mark(other)] }),
        buildEvidence({ confirmedBy: other, confirmations: [mark(other), mark(gone)] }),
        buildEvidence({ confirmedBy: gone }),
        buildEvidence(),
      ];
      for (const piece of pieces) await store().evidence.insert(piece);
      await store().persons.erase(gone);
      const left = await Promise.all(pieces.map(({ id }) => store().evidence.find(id)));
      expect(left).toStrictEqual([
        { ...pieces[0], confirmedBy: nobody, confirmations: [mark(nobody), mark(other)] },
        { ...pieces[1], confirmations: [mark(other), mark(nobody)] },
        { ...pieces[2], confirmedBy: nobody },
        pieces[3],
      ]);
    });

    it('fails on merges that go round', async () => {
      const [a, b] = [deterministicId(), deterministicId()];
      await store().persons.insert(buildPerson({ id: a, identities: [], mergedInto: b }));
      await store().persons.insert(buildPerson({ id: b, identities: [], mergedInto: a }));
      await expect(store().persons.find(a)).rejects.toThrow('merged in a circle');
    });

    it('erases somebody with all who were merged into them, and tells by which ids they went', async () => {
      const [last, other] = [buildPerson({ identities: [ofSlack('E')] }), buildPerson()];
      const middle = buildPerson({ identities: [], mergedInto: last.id });
      const first = buildPerson({ identities: [], mergedInto: middle.id });
      for (const person of [other, last, middle, first]) await store().persons.insert(person);
      const given = buildAward({ awardedBy: middle.id });
      await store().awards.insert([{ award: given }]);
      expect((await store().persons.erase(last.id)).toSorted()).toEqual(
        [last.id, middle.id, first.id].toSorted(),
      );
      expect(await store().persons.findMany([last.id, middle.id, first.id, other.id])).toStrictEqual([other]);
      expect(await store().persons.findByIdentity('slack:T1:E')).toBeUndefined();
      expect(await store().awards.find(given.id)).not.toHaveProperty('awardedBy');
      expect(await store().persons.erase(last.id)).toEqual([last.id]);
    });

    it('streams those who live on, by id', async () => {
      const living = several(5, () => buildPerson());
      for (const person of living.toReversed()) await store().persons.insert(person);
      await store().persons.insert(buildPerson({ identities: [], mergedInto: living[0]?.id ?? '' }));
      expect((await drained(store().persons.all())).map(({ id }) => id)).toEqual(living.map(({ id }) => id));
    });

    it('pages through those known since a moment, longest known first', async () => {
      const known = several(5, (at) => buildPerson({ createdAt: later(testMoment, at) }));
      for (const person of known.toReversed()) await store().persons.insert(person);
      const since = later(testMoment, 1);
      const first = await store().persons.knownSince(since, { limit: 3 });
      expect(first.items).toStrictEqual(known.slice(1, 4));
      const rest = await store().persons.knownSince(since, { limit: 3, after: first.next ?? '' });
      expect(rest).toStrictEqual({ items: known.slice(4) });
    });

    it('finds those who live on by the beginnings of their names and addresses, by name, page by page', async () => {
      const mail = (address: string) => buildLinkedIdentity({ kind: 'email', address });
      const [zoe, anna, bram] = [
        buildPerson({ name: 'Zoë van der Berg', identities: [mail('zoe@school.example')] }),
        buildPerson({ name: 'Anna BERGMANS', identities: [ofSlack('A')] }),
        buildPerson({ name: 'Bram Kuiper', identities: [mail('berg-en-dal@thuis.example')] }),
      ];
      for (const person of [zoe, anna, bram]) await store().persons.insert(person);
      await store().persons.insert(buildPerson({ name: 'Berg Dubbel', identities: [], mergedInto: anna.id }));
      const found = async (...beginnings: string[]) =>
        (await store().persons.search(beginnings, { limit: 9 })).items;
      expect(await found('berg')).toStrictEqual([anna, bram, zoe]);
      expect(await found('berg', 'zo')).toStrictEqual([zoe]);
      // Of one and the same word: no word begins with both.
      expect(await found('bergma', 'bergz')).toEqual([]);
      expect(await found('school')).toEqual([]);
      expect(await found('zoe@school')).toStrictEqual([zoe]);
      expect(await found()).toEqual([]);
      const first = await store().persons.search(['berg'], { limit: 2 });
      expect(first.items).toStrictEqual([anna, bram]);
      const rest = await store().persons.search(['berg'], { limit: 2, after: first.next ?? '' });
      expect(rest).toStrictEqual({ items: [zoe] });
      await store().persons.save({ ...zoe, name: 'Zoë Kuiper' });
      expect(await found('berg')).toStrictEqual([anna, bram]);
      expect((await found('kuiper')).map(({ name }) => name)).toEqual(['Bram Kuiper', 'Zoë Kuiper']);
    });

    it('does not bring back a person who is not there', async () => {
      const gone = buildPerson();
      await store().persons.save(gone);
      expect(await store().persons.find(gone.id)).toBeUndefined();
    });
  });
}
