import type { ClientSession, Connection } from 'mongoose';
import { StoreUnavailable } from '../ports/store.ts';
import { sessionScope, type Scope } from './scope.ts';
import { isCommitUnknown, isTransient, isUnavailable, toStoreError } from './store-error.ts';
import { within } from './within.ts';

/** Chance and waiting, injected. */
export type Retrying = {
  /** From 0 up to but not including 1. */
  readonly random: () => number;
  readonly pause: (milliseconds: number) => Promise<void>;
};

const mostTries = 24;
const mostCommits = 4;
const longestPauseMs = 160;
const commitMs = 5000;

/**
 * Runs the work in a transaction, and again from its start when it collided with another; StoreUnavailable
 * when the database does not answer or the collisions do not end.
 */
export async function transact<T>(
  connection: Connection,
  retrying: Retrying,
  work: (scope: Scope) => Promise<T>,
): Promise<T> {
  const session = await connection.startSession();
  let broken = false;
  try {
    let unreachable = 0;
    for (let tries = 1; ; tries += 1) {
      try {
        session.startTransaction({ writeConcern: { w: 'majority' } });
        const result = await work(sessionScope(connection, session));
        await commit(session);
        return result;
      } catch (error) {
        if (isUnavailable(error)) unreachable += 1;
        // A lost connection is replaced once; a database that is away is not waited for twice.
        broken = error instanceof StoreUnavailable || unreachable > 1;
        if (broken) throw toStoreError(error, '');
        if (session.inTransaction()) await abort(session);
        if (!isTransient(error)) throw error;
        if (tries === mostTries) throw new StoreUnavailable(error);
        await retrying.pause(retrying.random() * Math.min(longestPauseMs, 4 * 2 ** tries));
      }
    }
  } finally {
    // Ending a session aborts what is open in it, and asks a database that is away once more.
    const ended = session.endSession().catch(() => undefined);
    if (!broken) await ended;
  }
}

async function commit(session: ClientSession): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      await within(commitMs, () => session.commitTransaction());
      return;
    } catch (error) {
      if (isTransient(error)) throw error;
      if (!isCommitUnknown(error) || tries === mostCommits) throw toStoreError(error, '');
    }
  }
}

async function abort(session: ClientSession): Promise<void> {
  try {
    await within(commitMs, () => session.abortTransaction());
  } catch {
    // The server drops a transaction that nobody ends.
  }
}
