import type { FileReference } from './file-reference.ts';
import type { PersonId } from './person.ts';

export type EvidenceId = string;

/** A file that came along with a message or was uploaded. */
export type EvidenceFile = {
  readonly name: string;
  readonly type: string;
  /** Bytes. */
  readonly size: number;
  /** The platform's own link; needs an account there. */
  readonly permalink?: string;
  /** Set when the content was copied into the file store. */
  readonly stored?: FileReference;
};

/** What shows that a badge was earned. */
export type Evidence = {
  readonly id: EvidenceId;
  /** The award or nomination that it belongs to; a nomination's evidence moves along to its award. */
  readonly subject: { readonly kind: 'award' | 'nomination'; readonly id: string };
  /**
   * Names the source once and for all, such as `slack:T1|C1|1700000000.0001`, so that the same message
   * delivered again changes nothing; with the subject it is unique.
   */
  readonly sourceKey: string;
  readonly kind: 'message' | 'note' | 'link' | 'file' | 'reason';
  readonly text?: string;
  readonly url?: string;
  readonly files: readonly EvidenceFile[];
  readonly authorId?: PersonId;
  readonly authorName?: string;
  readonly saidAt: Date;
  /** The platform's ordering mark of the latest change; an older one that arrives late is ignored. */
  readonly revision: string;
  readonly editedAt?: Date;
  readonly withdrawnAt?: Date;
  /** Where the badge asks for it: an awarder or reviewer marked it as evidence. */
  readonly confirmedBy?: PersonId;
};

/** Whether a piece counts, given whether its badge asks that evidence be confirmed. */
export function counts(evidence: Evidence, confirmEvidence: boolean): boolean {
  if (evidence.withdrawnAt !== undefined) return false;
  return evidence.kind !== 'message' || !confirmEvidence || evidence.confirmedBy !== undefined;
}

/** Orders platform revisions such as Slack timestamps: equal length decimal strings compare as text. */
export function isNewerRevision(candidate: string, known: string): boolean {
  const [a, b] = [candidate, known].map((revision) => revision.padStart(32, '0'));
  return (a ?? '') > (b ?? '');
}
