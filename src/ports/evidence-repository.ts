import type { Evidence, EvidenceId } from '../domain/evidence.ts';

export interface EvidenceRepository {
  find(id: EvidenceId): Promise<Evidence | undefined>;
  /** Throws DuplicateKey `evidence-source` when that subject has evidence from that source. */
  insert(evidence: Evidence): Promise<void>;
  /** Replaces evidence by id. */
  save(evidence: Evidence): Promise<void>;
  findBySource(sourceKey: string): Promise<readonly Evidence[]>;
  /** Of an award or a nomination, oldest first, withdrawn ones too. */
  ofSubject(subject: Evidence['subject']): Promise<readonly Evidence[]>;
  ofSubjects(kind: Evidence['subject']['kind'], ids: readonly string[]): Promise<readonly Evidence[]>;
  /** All that a person said, for download and erasure. */
  ofAuthor(personId: string): Promise<readonly Evidence[]>;
  remove(ids: readonly EvidenceId[]): Promise<void>;
}
