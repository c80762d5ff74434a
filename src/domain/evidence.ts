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
  /** The platform's name for the file, by which its content is asked for. */
  readonly sourceId?: string;
  /** SHA-256 of the content in hex, once it was seen. */
  readonly sha256?: string;
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
  /** Where the badge asks for it: an awarder or reviewer marked it as evidence, and still does. */
  readonly confirmedBy?: PersonId;
  /** What each of them said last; marks that come late or twice are told by their revision. */
  readonly confirmations?: readonly Confirmation[];
};

/** Somebody's mark on a piece of evidence, or that they took it back. */
export type Confirmation = {
  readonly by: PersonId;
  readonly stands: boolean;
  readonly revision: string;
};

/** The piece with somebody's mark, or the same piece when they said something later already. */
export function withConfirmation(evidence: Evidence, mark: Confirmation): Evidence {
  const known = evidence.confirmations ?? [];
  const before = known.find(({ by }) => by === mark.by);
  if (before !== undefined && !isNewerRevision(mark.revision, before.revision)) return evidence;
  const confirmations = [...known.filter(({ by }) => by !== mark.by), mark];
  const { confirmedBy: _, ...rest } = evidence;
  const standing = confirmations.find(({ stands }) => stands);
  return { ...rest, confirmations, ...(standing === undefined ? {} : { confirmedBy: standing.by }) };
}

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

/** Media types whose content is copied, so that it outlives the platform: pictures, texts and office documents. */
const copiedTypes = new Set([
  'image/png',
  'image/jpeg',
  'image/gif',
  'image/webp',
  'application/pdf',
  'text/plain',
  'text/csv',
  'text/markdown',
  'application/msword',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.ms-excel',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/vnd.ms-powerpoint',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  'application/vnd.oasis.opendocument.text',
  'application/vnd.oasis.opendocument.spreadsheet',
  'application/vnd.oasis.opendocument.presentation',
]);
const mostCopiedBytes = 10 * 1024 * 1024;

/** Larger files are not read at all, so that there is no hash of them. */
export const mostReadBytes = 50 * 1024 * 1024;

/** Whether a file's content is copied, and not only its hash. */
export function isCopied(type: string, size: number): boolean {
  return copiedTypes.has(type) && size <= mostCopiedBytes;
}

/** The files as they are now, with what is known already of the content of each. */
export function withKnownContent(
  files: readonly EvidenceFile[],
  before: readonly EvidenceFile[],
): readonly EvidenceFile[] {
  return files.map((file) => {
    const known = before.find(({ sourceId }) => sourceId !== undefined && sourceId === file.sourceId);
    if (known?.sha256 === undefined) return file;
    const { sha256, stored } = known;
    return { ...file, sha256, ...(stored === undefined ? {} : { stored }) };
  });
}
