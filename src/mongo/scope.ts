import type { ClientSession, Connection } from 'mongoose';
import { isTransient, isWriteConflict, toStoreError } from './store-error.ts';

/** Where repositories read and write: the database itself, or one transaction. */
export type Scope = {
  readonly connection: Connection;
  /** Goes along with every operation. */
  readonly options: { readonly session?: ClientSession };
  /** Runs one operation on a collection; errors come out as the ports name them. */
  run<T>(collection: string, operation: () => Promise<T>): Promise<T>;
  /** Runs several operations as one transaction: the one at hand, or one of their own. */
  atomically<T>(work: (scope: Scope) => Promise<T>): Promise<T>;
};

const mostTries = 8;

/** Outside of transactions. */
export function databaseScope(
  connection: Connection,
  transact: <T>(work: (scope: Scope) => Promise<T>) => Promise<T>,
): Scope {
  return {
    connection,
    options: {},
    async run(collection, operation) {
      for (let tries = 1; ; tries += 1) {
        try {
          return await operation();
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
    run(collection, operation) {
      const turn = last.then(operation, operation);
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
