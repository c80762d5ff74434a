import { describe, expect, it } from 'vitest';
import type { Store } from '../../src/ports/store.ts';
import { buildEvidence } from '../builders/build-evidence.ts';
import { buildExperience } from '../builders/build-experience.ts';
import { buildFileReference } from '../builders/build-file-reference.ts';
import { deterministicId, testMoment } from '../builders/deterministic-id.ts';
import { keyMet, later, several } from './store-under-test.ts';

const idsOf = (rows: readonly { readonly id: string }[]): string[] => rows.map(({ id }) => id);

export function evidenceContract(store: () => Store): void {
  describe('evidence', () => {
    it('gives a piece back as it was stored, and replaces it', async () => {
      const piece = buildEvidence({
        url: 'https://work.example/1',
        files: [
          { name: 'advies.pdf', type: 'application/pdf', size: 9, stored: buildFileReference() },
          { name: 'b.png', type: 'image/png', size: 3, permalink: 'https://files.example/b' },
        ],
        authorId: deterministicId(),
        authorName: 'Bo',
      });
      await store().evidence.insert(piece);
      expect(await store().evidence.find(piece.id)).toStrictEqual(piece);
      const by = deterministicId();
      const { text: _, ...withdrawn } = {
        ...piece,
        withdrawnAt: testMoment,
        confirmedBy: by,
        confirmations: [{ by, stands: true, revision: '1.5' }],
      };
      await store().evidence.save(withdrawn);
      expect(await store().evidence.find(piece.id)).toStrictEqual(withdrawn);
      expect(await store().evidence.find(deterministicId())).toBeUndefined();
    });

    it('takes a source once for each subject', async () => {
      const piece = buildEvidence();
      const elsewhere = buildEvidence({ sourceKey: piece.sourceKey });
      await store().evidence.insert(piece);
      await store().evidence.insert(elsewhere);
      await store().evidence.insert(
        buildEvidence({ sourceKey: piece.sourceKey, subject: { kind: 'nomination', id: piece.subject.id } }),
      );
      const double = buildEvidence({ sourceKey: piece.sourceKey, subject: piece.subject });
      expect(await keyMet(store().evidence.insert(double))).toBe('evidence-source');
      expect(await store().evidence.findBySource(piece.sourceKey)).toHaveLength(3);
    });

    it('finds by subject, by several subjects and by author, oldest first', async () => {
      const [subject, other] = several(2, () => ({ kind: 'award' as const, id: deterministicId() }));
      const authorId = deterministicId();
      if (subject === undefined || other === undefined) throw new Error('two subjects');
      const pieces = several(3, (at) => buildEvidence({ subject, authorId, saidAt: later(testMoment, at) }));
      const others = [buildEvidence({ subject: other, authorId, saidAt: later(testMoment, 10) })];
      const namesake = buildEvidence({ subject: { kind: 'nomination', id: subject.id } });
      for (const piece of [...others, ...pieces.toReversed(), namesake]) await store().evidence.insert(piece);
      expect(idsOf(await store().evidence.ofSubject(subject))).toEqual(idsOf(pieces));
      const ofBoth = await store().evidence.ofSubjects('award', [subject.id, other.id]);
      expect(idsOf(ofBoth)).toEqual(idsOf([...pieces, ...others]));
      expect(idsOf(await store().evidence.ofAuthor(authorId))).toEqual(idsOf([...pieces, ...others]));
    });

    it('removes pieces, and does not bring them back', async () => {
      const [kept, gone] = [buildEvidence(), buildEvidence()];
      await store().evidence.insert(kept);
      await store().evidence.insert(gone);
      await store().evidence.remove([gone.id, deterministicId()]);
      await store().evidence.save(gone);
      expect(await store().evidence.find(gone.id)).toBeUndefined();
      expect(await store().evidence.find(kept.id)).toStrictEqual(kept);
    });
  });

  describe('experiences', () => {
    it('inserts, replaces, reads by person and removes', async () => {
      const personId = deterministicId();
      const first = buildExperience({ personId, from: '2024-09', organisation: 'Vereniging' });
      const second = buildExperience({ personId, createdAt: later(testMoment, 1) });
      for (const experience of [second, first, buildExperience()]) await store().experiences.save(experience);
      expect(await store().experiences.ofPerson(personId)).toStrictEqual([first, second]);
      const { from: _, ...changed } = { ...first, title: 'Penningmeester' };
      await store().experiences.save(changed);
      expect(await store().experiences.find(first.id)).toStrictEqual(changed);
      await store().experiences.remove(first.id);
      expect(await store().experiences.find(first.id)).toBeUndefined();
      expect(await store().experiences.ofPerson(personId)).toStrictEqual([second]);
    });
  });
}
