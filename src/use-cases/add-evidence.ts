import type { Evidence } from '../domain/evidence.ts';
import type { OutboxMessage } from '../domain/outbox-message.ts';
import { threadKey, type Place } from '../domain/place.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ids } from '../ports/ids.ts';
import { DuplicateKey, type Repositories, type Store } from '../ports/store.ts';
import { fileFetch } from './evidence-files.ts';
import { cardUpdates } from './nomination-cards.ts';

export type AddEvidence = {
  /** The watched thread in which it was said, or the award or nomination itself. */
  readonly to: { readonly thread: Place } | { readonly subject: Evidence['subject'] };
  readonly piece: Omit<Evidence, 'id' | 'subject'>;
};

/** The awards and nominations whose thread this is; a nomination that became an award counts as the award. */
export async function subjectsOfThread(store: Store, thread: Place): Promise<readonly Evidence['subject'][]> {
  const key = threadKey(thread);
  const [awards, nominations] = await Promise.all([
    store.awards.findByPlace(key),
    store.nominations.findByPlace(key),
  ]);
  const subjects = [
    ...awards.map((award) => ({ kind: 'award' as const, id: award.id })),
    ...nominations.map((nomination) =>
      nomination.awardId === undefined
        ? { kind: 'nomination' as const, id: nomination.id }
        : { kind: 'award' as const, id: nomination.awardId },
    ),
  ];
  return subjects.filter(
    (subject, at) =>
      subjects.findIndex((other) => other.kind === subject.kind && other.id === subject.id) === at,
  );
}

/**
 * Adds what was said in a watched thread, or what was attached, as evidence; a nomination's cards say how much
 * there is. The same source twice is kept once. Returns the subjects it was added to; none when the thread is not watched.
 */
export async function addEvidence(
  deps: { readonly store: Store; readonly clock: Clock; readonly ids: Ids },
  command: AddEvidence,
): Promise<readonly Evidence['subject'][]> {
  const subjects =
    'subject' in command.to ? [command.to.subject] : await subjectsOfThread(deps.store, command.to.thread);
  for (const subject of subjects)
    try {
      await deps.store.transact(async (repositories) => {
        const piece = { ...command.piece, id: deps.ids.id(), subject };
        await repositories.evidence.insert(piece);
        await repositories.outbox.insert(fileFetch(deps, piece));
        await repositories.outbox.insert(await evidenceCardUpdates(deps, repositories, piece, ''));
      });
    } catch (error) {
      if (!(error instanceof DuplicateKey)) throw error;
    }
  return subjects;
}

/** A nomination's cards say how much evidence there is. `mark` tells the changes of one piece apart. */
export async function evidenceCardUpdates(
  deps: { readonly clock: Clock; readonly ids: Ids },
  repositories: Repositories,
  { subject, sourceKey }: Pick<Evidence, 'subject' | 'sourceKey'>,
  mark: string,
): Promise<OutboxMessage[]> {
  if (subject.kind !== 'nomination') return [];
  const nomination = await repositories.nominations.find(subject.id);
  return nomination === undefined
    ? []
    : cardUpdates(deps, repositories, nomination, `${sourceKey}${mark === '' ? '' : `:${mark}`}`);
}
