import type { Evidence } from '../domain/evidence.ts';
import type { EvidenceRepository } from '../ports/evidence-repository.ts';
import { documentSchema, moment, optionalPart, part, text } from './document-schema.ts';
import { documents } from './documents.ts';
import type { Models } from './model-map.ts';
import type { Scope } from './scope.ts';
import { toStored, type Stored } from './stored.ts';

type EvidenceDocument = Stored<Evidence>;

export const evidenceSchema = documentSchema({
  subject: { kind: { ...text, enum: ['award', 'nomination'] }, id: text },
  sourceKey: text,
  kind: { ...text, enum: ['message', 'note', 'link', 'file', 'reason'] },
  text: String,
  url: String,
  files: part,
  authorId: String,
  authorName: String,
  saidAt: moment,
  revision: text,
  editedAt: Date,
  withdrawnAt: Date,
  confirmedBy: String,
  confirmations: optionalPart,
});

function toEvidence({ _id, ...rest }: EvidenceDocument): Evidence {
  return { ...rest, id: _id };
}

const oldestFirst = { saidAt: 1, _id: 1 } as const;

export function evidenceRepository(scope: Scope, models: Models): EvidenceRepository {
  const evidence = documents<EvidenceDocument>(scope, models.evidence);
  return {
    async find(id) {
      const found = await evidence.one({ _id: id });
      return found && toEvidence(found);
    },
    insert: (piece) => evidence.add([toStored(piece)]),
    async save(piece) {
      await evidence.replace({ _id: piece.id }, toStored(piece));
    },
    async findBySource(sourceKey) {
      return (await evidence.many({ sourceKey }, { sort: oldestFirst })).map(toEvidence);
    },
    async ofSubject({ kind, id }) {
      const found = await evidence.many({ 'subject.kind': kind, 'subject.id': id }, { sort: oldestFirst });
      return found.map(toEvidence);
    },
    async ofSubjects(kind, ids) {
      const found = await evidence.many(
        { 'subject.kind': kind, 'subject.id': { $in: ids } },
        { sort: oldestFirst },
      );
      return found.map(toEvidence);
    },
    async ofAuthor(personId) {
      return (await evidence.many({ authorId: personId }, { sort: oldestFirst })).map(toEvidence);
    },
    async remove(ids) {
      await evidence.remove({ _id: { $in: ids } });
    },
  };
}
