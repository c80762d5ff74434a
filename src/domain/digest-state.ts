import type { PersonId } from './person.ts';

/** Where somebody's digests stand. Kept apart from the person: it changes with every issue. */
export type DigestState = {
  readonly personId: PersonId;
  /** When it is looked at next; not later than the next issue. */
  readonly dueAt: Date;
  /** Everything up to then was told of, or there was nothing to tell. */
  readonly coveredUntil: Date;
  /** The last chat that was tried refuses messages to this person: mail is used from then on. */
  readonly chatRefusedAt?: Date;
  /** No way is left to reach this person; their settings say so, and choosing a rhythm again tries anew. */
  readonly stoppedAt?: Date;
};
