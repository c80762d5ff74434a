import type { DigestState } from '../domain/digest-state.ts';
import type { PersonId } from '../domain/person.ts';

export interface DigestStateRepository {
  find(personId: PersonId): Promise<DigestState | undefined>;
  /** Adds those whose person has none yet. */
  enrol(states: readonly DigestState[]): Promise<void>;
  /** Some of those to be looked at by then, in no particular order. */
  due(by: Date, limit: number): Promise<readonly DigestState[]>;
  /** Those not to be looked at before then; a clock that was wrong leaves them behind. */
  dueAfter(after: Date, limit: number): Promise<readonly DigestState[]>;
  /** Sets when these are looked at next, and, where given, how far they are told of. */
  moveOn(
    personIds: readonly PersonId[],
    to: Pick<DigestState, 'dueAt'> & Partial<Pick<DigestState, 'coveredUntil'>>,
  ): Promise<void>;
  /** Has somebody's looked at again, with whatever stood in the way forgotten; nothing when there is none. */
  lookAgain(
    personId: PersonId,
    to: Pick<DigestState, 'dueAt'> & Partial<Pick<DigestState, 'coveredUntil'>>,
  ): Promise<void>;
  /** Writes down what stands in the way of reaching somebody. */
  mark(personId: PersonId, what: Partial<Pick<DigestState, 'chatRefusedAt' | 'stoppedAt'>>): Promise<void>;
  remove(personIds: readonly PersonId[]): Promise<void>;
}
