/**
 * Lets the commands that change collections and indexes of one database follow each other: the engine's
 * catalogue deadlocks when they run at once.
 */
export class SchemaLocks {
  readonly #tails = new Map<string, Promise<unknown>>();

  /** Runs `work` when all earlier work on the database is done. */
  alone<T>(database: string, work: () => Promise<T>): Promise<T> {
    const before = this.#tails.get(database) ?? Promise.resolve();
    const done = before.then(work, work);
    const tail = done.catch(() => undefined);
    this.#tails.set(database, tail);
    void tail.finally(() => {
      if (this.#tails.get(database) === tail) this.#tails.delete(database);
    });
    return done;
  }
}
