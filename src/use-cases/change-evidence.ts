import { isNewerRevision, withKnownContent, type Evidence, type EvidenceFile } from '../domain/evidence.ts';
import type { Place } from '../domain/place.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ids } from '../ports/ids.ts';
import type { Store } from '../ports/store.ts';
import { addEvidence, evidenceCardUpdates } from './add-evidence.ts';
import { fileFetch, releaseFiles } from './evidence-files.ts';

export type ChangeEvidence = {
  readonly sourceKey: string;
  /** The platform's ordering mark of this change. */
  readonly revision: string;
  /** What it says now; absent when it was deleted at its source. */
  readonly now?: { readonly text: string; readonly files: readonly EvidenceFile[] };
  /** Where and when it was said, and by whom, for a change that comes before its original. */
  readonly original?: {
    readonly thread: Place;
    readonly saidAt: Date;
    readonly authorId?: string;
    readonly authorName?: string;
  };
};

/**
 * Follows an edit or a deletion at the source. Changes that arrive late or twice are told by their revision
 * and ignored. A deleted message leaves no text behind. One that arrives before its original takes its place, so
 * that the original, when it comes, is too late. Returns how many pieces changed or came to be.
 */
export async function changeEvidence(
  deps: { readonly store: Store; readonly clock: Clock; readonly ids: Ids },
  command: ChangeEvidence,
): Promise<number> {
  const known = await deps.store.evidence.findBySource(command.sourceKey);
  const added = known.length === 0 ? await standIn(deps, command) : 0;
  // The original may have come in between, so what is there is looked at after the stand-in was tried.
  return added + (await changeKnown(deps, command));
}

async function changeKnown(
  deps: { readonly store: Store; readonly clock: Clock; readonly ids: Ids },
  command: ChangeEvidence,
): Promise<number> {
  return deps.store.transact(async (repositories) => {
    const at = deps.clock();
    let changed = 0;
    for (const piece of await repositories.evidence.findBySource(command.sourceKey)) {
      // What was taken away here stays away, whatever happens to it at its source.
      if (piece.withdrawnAt !== undefined || !isNewerRevision(command.revision, piece.revision)) continue;
      const { text: _, ...rest } = piece;
      const { revision, now } = command;
      const files = now === undefined ? [] : withKnownContent(now.files, piece.files);
      const changedPiece: Evidence =
        now === undefined
          ? { ...rest, files, revision, withdrawnAt: at }
          : { ...piece, text: now.text, files, revision, editedAt: at };
      await repositories.evidence.save(changedPiece);
      await releaseFiles(repositories, [piece], files);
      await repositories.outbox.insert(fileFetch(deps, changedPiece));
      // A card says how many pieces there are.
      if (command.now === undefined)
        await repositories.outbox.insert(
          await evidenceCardUpdates(deps, repositories, piece, command.revision),
        );
      changed += 1;
    }
    return changed;
  });
}

async function standIn(
  deps: { readonly store: Store; readonly clock: Clock; readonly ids: Ids },
  { sourceKey, revision, now, original }: ChangeEvidence,
): Promise<number> {
  if (original === undefined) return 0;
  const { thread, ...said } = original;
  const piece: Omit<Evidence, 'id' | 'subject'> = {
    ...said,
    sourceKey,
    kind: 'message',
    files: now?.files ?? [],
    revision,
    ...(now === undefined
      ? { withdrawnAt: deps.clock() }
      : { ...(now.text === '' ? {} : { text: now.text }), editedAt: deps.clock() }),
  };
  return (await addEvidence(deps, { to: { thread }, piece })).length;
}
