import type { ClientSession, Connection } from 'mongoose';
import { isTransient, isWriteConflict, toStoreError } from './store-error.ts';
import { within } from './within.ts';

/** Where repositories read and write: the database itself, or one transaction. */
export type Scope = {
  readonly connection: Connection;
  /** Goes along with every operation. */
  readonly options: { readonly session?: ClientSession };
  /**
   * Runs one operation on a collection; errors come out as the ports name them. One that nobody waits for may
   * take longer than the usual limit.
   */
  run<T>(collection: string, operation: () => Promise<T>, limitMs?: number): Promise<T>;
  /** Runs several operations as one transaction: the one at hand, or one of their own. */
  atomically<T>(work: (scope: Scope) => Promise<T>): Promise<T>;
};

const mostTries = 8;
/** Slack waits three seconds for an answer. */
const answerMs = 2500;
/** In a transaction an operation may have to wait for another writer. */
const transactionMs = 5000;

/** Outside of transactions. */
export function databaseScope(
  connection: Connection,
  transact: <T>(work: (scope: Scope) => Promise<T>) => Promise<T>,
): Scope {
  return {
    connection,
    options: {},
    async run(collection, operation, limitMs = answerMs) {
      for (let tries = 1; ; tries += 1) {
        try {
          return await within(limitMs, operation);
        } catch (error) {
          // A single write changed nothing when it met another writer, so it is simply done again.
          if (!isWriteConflict(error) || tries === mostTries) throw toStoreError(error, collection);
        }
      }
    },
    atomically: transact,
  };
}

/** Inside the transaction of that session. */
export function sessionScope(connection: Connection, session: ClientSession): Scope {
  // A session carries one operation at a time (Driver Sessions specification), whatever the caller does.
  let last: Promise<unknown> = Promise.resolve();
  const scope: Scope = {
    connection,
    options: { session },
    run(collection, operation, limitMs = transactionMs) {
      const turn = last.then(() => within(limitMs, operation));
      const result = turn.catch((error: unknown) => {
        // What may be tried again keeps its labels: the transaction as a whole decides.
        throw isTransient(error) ? error : toStoreError(error, collection);
      });
      last = turn.catch(() => undefined);
      return result;
    },
    atomically: (work) => work(scope),
  };
  return scope;
}
