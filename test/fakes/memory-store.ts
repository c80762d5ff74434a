import { AsyncLocalStorage } from 'node:async_hooks';
import type { Store } from '../../src/ports/store.ts';
import { memoryRepositories } from './memory-repositories.ts';
import { emptyTables, forkTables, type Access } from './memory-tables.ts';

/**
 * A store in memory that keeps the contract of the real one. Transactions run one after another on a copy
 * that takes the place of the tables when they end well; nobody outside sees it before.
 */
export function createMemoryStore(): Store {
  let tables = emptyTables();
  let last: Promise<unknown> = Promise.resolve();
  const inTransaction = new AsyncLocalStorage<true>();

  const exclusively = <T>(work: () => T | Promise<T>): Promise<T> => {
    // It would wait for the very transaction that waits for it.
    if (inTransaction.getStore() === true)
      return Promise.reject(new Error('a write inside a transaction that passes it by'));
    const turn = last.then(work);
    last = turn.catch(() => undefined);
    return turn;
  };

  const outside: Access = {
    read: () => tables,
    write: (change) => exclusively(() => change(tables)),
  };
  return {
    ...memoryRepositories(outside),
    transact: (work) =>
      exclusively(async () => {
        const copy = forkTables(tables);
        const inside: Access = { read: () => copy, write: async (change) => change(copy) };
        const result = await inTransaction.run(true, () => work(memoryRepositories(inside)));
        tables = copy;
        return result;
      }),
    ping: async () => true,
  };
}
