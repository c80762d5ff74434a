import { describe, expect, it } from 'vitest';
import type { Store } from '../../src/ports/store.ts';
import { buildAuditEntry } from '../builders/build-audit-entry.ts';
import { deterministicId, testMoment } from '../builders/deterministic-id.ts';
import { keyMet, later, several } from './store-under-test.ts';

const idsOf = (rows: readonly { readonly id: string }[]): string[] => rows.map(({ id }) => id);

export function auditContract(store: () => Store): void {
  describe('audit log', () => {
    it('gives an entry back as it was written', async () => {
      const entry = buildAuditEntry({
        workspace: 'slack:T1',
        issuerId: deterministicId(),
        about: ['award:1', 'person:2'],
        detail: { badge: 'adviseur', version: 3, shown: true },
      });
      await store().audit.add(entry);
      expect((await store().audit.page({}, { limit: 5 })).items).toStrictEqual([entry]);
    });

    it('pages newest first, by issuer and by what it is about', async () => {
      const issuerId = deterministicId();
      const about = ['award:1'];
      const entries = several(5, (at) =>
        buildAuditEntry({ issuerId, about, at: later(testMoment, Math.floor(at / 2)) }),
      );
      for (const entry of [...entries, buildAuditEntry({ about: ['award:2'] })])
        await store().audit.add(entry);
      for (const filter of [{ issuerId }, { about: 'award:1' }, { issuerId, about: 'award:1' }]) {
        const first = await store().audit.page(filter, { limit: 2 });
        const second = await store().audit.page(filter, { limit: 2, after: first.next ?? '' });
        const third = await store().audit.page(filter, { limit: 2, after: second.next ?? '' });
        const read = [first, second, third].flatMap(({ items }) => idsOf(items));
        expect(read).toEqual(idsOf(entries).toReversed());
        expect(third.next).toBeUndefined();
      }
    });
  });

  describe('an audit log that forgets people', () => {
    it('keeps what was done, and names them no more', async () => {
      const entries = [
        buildAuditEntry({ by: 'person:1', about: ['award:1', 'person:2', 'person:3'] }),
        buildAuditEntry({ by: 'person:3', about: ['person:1'], detail: { version: 1 } }),
        buildAuditEntry({ by: 'person:3', about: ['person:11'] }),
      ];
      for (const entry of entries) await store().audit.add(entry);
      await store().audit.forget(['1', '2']);
      const left = (await store().audit.page({}, { limit: 5 })).items;
      const byId = new Map(left.map((entry) => [entry.id, entry]));
      expect(entries.map(({ id }) => byId.get(id))).toStrictEqual([
        { ...entries[0], by: 'person:erased', about: ['award:1', 'person:erased', 'person:3'] },
        { ...entries[1], about: ['person:erased'] },
        entries[2],
      ]);
    });
  });

  describe('deliveries', () => {
    it('takes a delivery once and remembers what it made', async () => {
      const delivery = {
        key: 'slack:T1:trigger',
        at: testMoment,
        made: [deterministicId(), deterministicId()],
      };
      await store().deliveries.insert(delivery);
      expect(await store().deliveries.find(delivery.key)).toStrictEqual(delivery);
      expect(await store().deliveries.find('other')).toBeUndefined();
      expect(await keyMet(store().deliveries.insert({ ...delivery, made: [] }))).toBe('delivery');
    });
  });
}
