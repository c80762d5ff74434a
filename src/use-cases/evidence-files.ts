import type { Evidence, EvidenceFile } from '../domain/evidence.ts';
import { isWorkspaceKey } from '../domain/identity.ts';
import type { OutboxMessage } from '../domain/outbox-message.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ids } from '../ports/ids.ts';
import type { Repositories, Store } from '../ports/store.ts';
import { outboxMessage } from './outbox-message.ts';

/** The message by which a platform is asked for what files hold that it has and that were not seen yet. */
export function fileFetch(
  deps: { readonly clock: Clock; readonly ids: Ids },
  { subject, sourceKey, revision, files, authorId }: Evidence,
): OutboxMessage[] {
  const [workspace = '', conversation] = sourceKey.split('|');
  const wanted = files.some(({ sourceId, sha256 }) => sourceId !== undefined && sha256 === undefined);
  if (!wanted || conversation === undefined || !isWorkspaceKey(workspace)) return [];
  return [
    outboxMessage(
      deps,
      `files:${subject.id}:${sourceKey}:${revision}`,
      { kind: 'conversation', place: { workspace, conversation }, locale: 'nl' },
      { kind: 'fetch-files', sourceKey },
      authorId === undefined ? [] : [authorId],
    ),
  ];
}

/** What a file turned out to hold; `bytes` when its content is copied. */
export type FileContent = {
  readonly sourceId: string;
  readonly sha256: string;
  readonly size: number;
  readonly type: string;
  readonly bytes?: Uint8Array;
};

/** The files from a source whose content was not seen yet, each once. */
export async function unseenFiles(store: Store, sourceKey: string): Promise<readonly EvidenceFile[]> {
  const pieces = await store.evidence.findBySource(sourceKey);
  const files = pieces
    .filter(({ withdrawnAt }) => withdrawnAt === undefined)
    .flatMap((piece) => piece.files)
    .filter(({ sourceId, sha256 }) => sourceId !== undefined && sha256 === undefined);
  return [...new Map(files.map((file) => [file.sourceId, file])).values()];
}

/** Keeps what a file holds with each piece of evidence that it came along with and that was not withdrawn since. */
export async function keepFileContent(
  { store }: { readonly store: Store },
  sourceKey: string,
  { sourceId, sha256, size, type, bytes }: FileContent,
): Promise<void> {
  await store.transact(async (repositories) => {
    for (const piece of await repositories.evidence.findBySource(sourceKey)) {
      if (piece.withdrawnAt !== undefined || !piece.files.some((file) => file.sourceId === sourceId))
        continue;
      const stored = bytes === undefined ? undefined : await repositories.files.put(bytes, type, piece.id);
      await repositories.evidence.save({
        ...piece,
        files: piece.files.map((file) =>
          file.sourceId === sourceId
            ? { ...file, sha256, size, type, ...(stored === undefined ? {} : { stored }) }
            : file,
        ),
      });
    }
  });
}

/** Lets go of the copies of files that pieces of evidence no longer have; `kept` are those that one still has. */
export async function releaseFiles(
  repositories: Pick<Repositories, 'files'>,
  pieces: readonly Pick<Evidence, 'id' | 'files'>[],
  kept: readonly EvidenceFile[] = [],
): Promise<void> {
  const still = new Set(kept.map(({ stored }) => stored?.id));
  for (const piece of pieces)
    for (const { stored } of piece.files)
      if (stored !== undefined && !still.has(stored.id))
        await repositories.files.release(stored.id, piece.id);
}
