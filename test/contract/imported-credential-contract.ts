import { describe, expect, it } from 'vitest';
import type { ImportedContent } from '../../src/domain/imported-credential.ts';
import type { Store } from '../../src/ports/store.ts';
import { buildImportedCredential } from '../builders/build-imported-credential.ts';
import { deterministicId, testMoment } from '../builders/deterministic-id.ts';
import { keyMet, later } from './store-under-test.ts';

/** Names and signs that a database may give a meaning. */
const content: ImportedContent = {
  document: '{"@context":["https://www.w3.org/ns/credentials/v2"],"$ref":{"a.b":"é®’"}}',
  jwt: 'e30.e30.c2ln',
  picture: new Uint8Array([0x89, 0x50, 0, 255]),
};

export function importedCredentialContract(store: () => Store): void {
  describe('imported credentials', () => {
    it('finds what it was given, newest import first, and its content beside it', async () => {
      const personId = deterministicId();
      const first = buildImportedCredential({
        personId,
        sourceUrl: 'https://elders.example/b/1',
        skills: [{ framework: 'esco', url: 'http://data.europa.eu/esco/skill/1', name: { en: 'weld' } }],
      });
      const second = buildImportedCredential({ personId, importedAt: later(testMoment, 1) });
      const elsewhere = buildImportedCredential();
      for (const each of [first, second, elsewhere]) await store().importedCredentials.insert(each, content);
      expect(await store().importedCredentials.ofPerson(personId)).toStrictEqual([second, first]);
      expect(await store().importedCredentials.find(first.id)).toStrictEqual(first);
      expect(await store().importedCredentials.content(first.id)).toStrictEqual(content);
      expect(await store().importedCredentials.find('none')).toBeUndefined();
      expect(await store().importedCredentials.content('none')).toBeUndefined();
      expect(await store().importedCredentials.findByContent(personId, second.contentKey)).toStrictEqual(
        second,
      );
      expect(await store().importedCredentials.findByContent(personId, elsewhere.contentKey)).toBeUndefined();
    });

    it('keeps a badge once for a person, and for another too', async () => {
      const one = buildImportedCredential();
      const { personId, contentKey } = one;
      await store().importedCredentials.insert(one, content);
      const again = buildImportedCredential({ personId, contentKey });
      expect(await keyMet(store().importedCredentials.insert(again, content))).toBe('imported-credential');
      expect(await store().importedCredentials.content(again.id)).toBeUndefined();
      const other = buildImportedCredential({ contentKey });
      await store().importedCredentials.insert(other, content);
      expect(await keyMet(store().importedCredentials.save({ ...other, personId }))).toBe(
        'imported-credential',
      );
    });

    it('replaces the entry, its content only when given, and nothing that is not there', async () => {
      const one = buildImportedCredential();
      await store().importedCredentials.insert(one, content);
      const hidden = { ...one, visibility: 'hidden' as const };
      await store().importedCredentials.save(hidden);
      expect(await store().importedCredentials.find(one.id)).toStrictEqual(hidden);
      expect(await store().importedCredentials.content(one.id)).toStrictEqual(content);
      await store().importedCredentials.save(hidden, { document: '{}' });
      expect(await store().importedCredentials.content(one.id)).toStrictEqual({ document: '{}' });
      const never = buildImportedCredential();
      await store().importedCredentials.save(never, content);
      expect(await store().importedCredentials.find(never.id)).toBeUndefined();
      expect(await store().importedCredentials.content(never.id)).toBeUndefined();
    });

    it('removes the entry and its content, once', async () => {
      const one = buildImportedCredential();
      await store().importedCredentials.insert(one, content);
      expect(await store().importedCredentials.remove(one.id)).toBe(true);
      expect(await store().importedCredentials.remove(one.id)).toBe(false);
      expect(await store().importedCredentials.content(one.id)).toBeUndefined();
      expect(await store().importedCredentials.ofPerson(one.personId)).toEqual([]);
    });
  });
}
