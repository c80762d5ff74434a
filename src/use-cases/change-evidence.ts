import { isNewerRevision, type EvidenceFile } from '../domain/evidence.ts';
import type { Clock } from '../ports/clock.ts';
import type { Store } from '../ports/store.ts';

export type ChangeEvidence = {
  readonly sourceKey: string;
  /** The platform's ordering mark of this change. */
  readonly revision: string;
  /** What it says now; absent when it was deleted at its source. */
  readonly now?: { readonly text: string; readonly files: readonly EvidenceFile[] };
};

/**
 * Follows an edit or a deletion at the source. Changes that arrive late or twice are told by their revision
 * and ignored. A deleted message leaves no text behind. Returns how many pieces changed.
 */
export async function changeEvidence(
  deps: { readonly store: Store; readonly clock: Clock },
  command: ChangeEvidence,
): Promise<number> {
  const at = deps.clock();
  let changed = 0;
  for (const piece of await deps.store.evidence.findBySource(command.sourceKey)) {
    if (!isNewerRevision(command.revision, piece.revision)) continue;
    const { text: _, ...rest } = piece;
    await deps.store.evidence.save(
      command.now === undefined
        ? { ...rest, files: [], revision: command.revision, withdrawnAt: at }
        : { ...piece, ...command.now, revision: command.revision, editedAt: at },
    );
    changed += 1;
  }
  return changed;
}
