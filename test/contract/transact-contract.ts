import { describe, expect, it } from 'vitest';
import type { Repositories, Store } from '../../src/ports/store.ts';
import { buildAuditEntry } from '../builders/build-audit-entry.ts';
import { buildAward } from '../builders/build-award.ts';
import { buildBadge } from '../builders/build-badge.ts';
import { buildEvidence } from '../builders/build-evidence.ts';
import { buildExperience } from '../builders/build-experience.ts';
import { buildInboxItem } from '../builders/build-inbox-item.ts';
import { buildIssuer } from '../builders/build-issuer.ts';
import { buildIssuerKey } from '../builders/build-issuer-key.ts';
import { buildNomination } from '../builders/build-nomination.ts';
import { buildOutboxMessage } from '../builders/build-outbox-message.ts';
import { buildPerson } from '../builders/build-person.ts';
import { buildRoleGrant } from '../builders/build-role-grant.ts';
import { testMoment } from '../builders/deterministic-id.ts';
import { drained, keyMet, later, several } from './store-under-test.ts';

const award = buildAward({ id: 'a1' });
const link = {
  tokenHash: 'h1',
  purpose: 'sign-in',
  subject: {},
  createdAt: testMoment,
  expiresAt: later(testMoment, 15),
} as const;

/** Writes to every repository. */
async function writeEverything(repositories: Repositories): Promise<void> {
  await repositories.persons.insert(buildPerson({ id: 'p1' }));
  await repositories.issuers.save(buildIssuer({ id: 'i1', slug: 'i1' }));
  await repositories.issuerKeys.insert([
    buildIssuerKey({ issuerId: 'i1' }),
    buildIssuerKey({ issuerId: 'i1', id: 'key-2', algorithm: 'ES256' }),
  ]);
  await repositories.badges.insert(buildBadge({ id: 'b1', slug: 'b1' }));
  await repositories.awards.insert([{ award, holdKey: 'p1:b1' }]);
  await repositories.nominations.insert(buildNomination({ id: 'n1' }));
  await repositories.evidence.insert(buildEvidence({ id: 'e1' }));
  await repositories.experiences.save(buildExperience({ id: 'x1' }));
  await repositories.roles.insert(buildRoleGrant({ issuerId: 'i1' }));
  await repositories.workspaces.save({ key: 'slack:T1', connectedAt: testMoment });
  await repositories.deliveries.insert({ key: 'd1', at: testMoment, made: [award.id] });
  await repositories.outbox.insert([buildOutboxMessage({ id: 'm1' }), buildOutboxMessage({ id: 'm2' })]);
  await repositories.inbox.put([buildInboxItem({ key: 'k1' })]);
  await repositories.audit.add(buildAuditEntry());
  await repositories.files.put(new Uint8Array([1]), 'text/plain');
  await repositories.oneTimeLinks.insert(link);
}

/** How much is there of everything that `writeEverything` writes. */
async function countEverything(repositories: Repositories): Promise<number[]> {
  return [
    await repositories.persons.find('p1'),
    await repositories.issuers.find('i1'),
    ...(await repositories.issuerKeys.all()),
    await repositories.badges.find('b1'),
    await repositories.badges.findVersion('b1', 1),
    await repositories.awards.find('a1'),
    await repositories.nominations.find('n1'),
    await repositories.evidence.find('e1'),
    await repositories.experiences.find('x1'),
    ...(await repositories.roles.ofIssuer('i1')),
    await repositories.workspaces.find('slack:T1'),
    await repositories.deliveries.find('d1'),
    await repositories.outbox.find('m1'),
    await repositories.outbox.find('m2'),
    ...several((await repositories.inbox.countByStatus()).waiting, () => ({})),
    ...(await repositories.audit.page({}, { limit: 9 })).items,
    await repositories.files.get('4bf5122f344554c53bde2ebb8cd2b7e3d1600ad631c385a5d7cce23c7785459a'),
    await repositories.oneTimeLinks.peek('h1', testMoment),
  ].map((found) => (found === undefined ? 0 : 1));
}

export function transactContract(store: () => Store): void {
  describe('transactions', () => {
    it('do all of their writes, and give what the work gives', async () => {
      const result = await store().transact(async (repositories) => {
        await writeEverything(repositories);
        return 'done';
      });
      expect(result).toBe('done');
      const counts = await countEverything(store());
      expect(counts).toEqual(several(19, () => 1));
    });

    it('read what they wrote', async () => {
      const counts = await store().transact(async (repositories) => {
        await writeEverything(repositories);
        return countEverything(repositories);
      });
      expect(counts).toEqual(several(19, () => 1));
    });

    it('undo every write when the work fails, and throw what it threw', async () => {
      const fault = new Error('halfway');
      const failed = store().transact(async (repositories) => {
        await writeEverything(repositories);
        throw fault;
      });
      await expect(failed).rejects.toBe(fault);
      const counts = await countEverything(store());
      expect(counts.filter((count) => count > 0)).toEqual([]);
    });

    it('undo every write when one of them breaks a unique key', async () => {
      await store().deliveries.insert({ key: 'd2', at: testMoment, made: [] });
      const failed = store().transact(async (repositories) => {
        await repositories.awards.insert([{ award }]);
        await repositories.outbox.insert([buildOutboxMessage({ id: 'm1' })]);
        await repositories.deliveries.insert({ key: 'd2', at: testMoment, made: [award.id] });
      });
      expect(await keyMet(failed)).toBe('delivery');
      expect(await store().awards.find(award.id)).toBeUndefined();
      expect(await store().outbox.find('m1')).toBeUndefined();
    });

    it('undo changes and removals too', async () => {
      const piece = buildEvidence();
      await store().awards.insert([{ award, holdKey: 'p1:b1' }]);
      await store().evidence.insert(piece);
      const failed = store().transact(async (repositories) => {
        await repositories.awards.save({ ...award, revision: 2 }, 1);
        await repositories.awards.setHold(award.id, undefined);
        await repositories.evidence.remove([piece.id]);
        throw new Error('halfway');
      });
      await expect(failed).rejects.toThrow('halfway');
      expect(await store().awards.findHeld(['p1:b1'])).toStrictEqual([{ award, holdKey: 'p1:b1' }]);
      expect(await store().evidence.find(piece.id)).toStrictEqual(piece);
    });

    it('show nothing to others before they end', async () => {
      await store().transact(async (repositories) => {
        await repositories.awards.insert([{ award }]);
        expect(await store().awards.find(award.id)).toBeUndefined();
      });
      expect(await store().awards.find(award.id)).toStrictEqual(award);
    });

    it('carry out one of thirty commands that bring the same delivery key at once', async () => {
      const command = (at: number): Promise<unknown> =>
        store().transact(async (repositories) => {
          await repositories.awards.insert([{ award: buildAward(), holdKey: 'p1:b1' }]);
          await repositories.outbox.insert([buildOutboxMessage({ key: `message-${at}` })]);
          await repositories.deliveries.insert({ key: 'd1', at: testMoment, made: [] });
        });
      const results = await Promise.all(several(30, (at) => keyMet(command(at))));
      expect(results.filter((met) => met === undefined)).toHaveLength(1);
      expect(results.every((met) => met === undefined || met === 'award-hold' || met === 'delivery')).toBe(
        true,
      );
      expect(await drained(store().awards.all({}))).toHaveLength(1);
      expect(await store().outbox.countByStatus()).toMatchObject({ waiting: 1 });
    });

    it('lose no change when they collide', async () => {
      const key = 'slack:T1';
      await store().workspaces.save({ key, name: '', connectedAt: testMoment });
      await Promise.all(
        several(10, (at) =>
          store().transact(async ({ workspaces }) => {
            const found = await workspaces.find(key);
            if (found === undefined) throw new Error('the workspace is gone');
            await workspaces.save({ ...found, name: `${found.name ?? ''}${at}` });
          }),
        ),
      );
      const name = (await store().workspaces.find(key))?.name ?? '';
      expect(name.split('').toSorted().join('')).toBe('0123456789');
    });

    it('bear several operations at once', async () => {
      const persons = several(5, () => buildPerson());
      await store().transact(async (repositories) => {
        await Promise.all(persons.map((person) => repositories.persons.insert(person)));
      });
      expect(await store().persons.findMany(persons.map(({ id }) => id))).toHaveLength(5);
    });
  });

  it('answers that it is there', async () => {
    expect(await store().ping()).toBe(true);
  });
}
