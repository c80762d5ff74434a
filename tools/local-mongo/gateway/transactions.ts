import type { Engine, HeldConnection, Row, Runner, Statement } from './engine.ts';
import { GatewayError, noSuchTransaction } from './gateway-error.ts';

/** MongoDB's transactionLifetimeLimitSeconds, in milliseconds. */
const lifetime = 60_000;
/**
 * How long a write in a transaction waits for another one. MongoDB doesn't wait at all but reports a conflict; a
 * moment spares busy callers most of the repetitions.
 */
const lockTimeout = '250ms';

/** How many sessions are remembered, for drivers that repeat a commit. */
const remembered = 10_000;

type State = 'open' | 'committed' | 'aborted';

/** A client's connection, and whether it closed. */
export type TransactionClient = { readonly gone: boolean };

class Transaction implements Runner {
  readonly number: bigint;
  readonly #connection: HeldConnection;
  readonly #timer: NodeJS.Timeout;
  #tail: Promise<unknown> = Promise.resolve();
  state: State = 'open';
  /** The client connection that used it last; with it, the transaction goes. */
  client: TransactionClient;

  constructor(number: bigint, connection: HeldConnection, client: TransactionClient, expire: () => void) {
    this.number = number;
    this.#connection = connection;
    this.client = client;
    this.#timer = setTimeout(expire, lifetime);
    this.#timer.unref();
  }

  /** One statement at a time, in the order in which they came. */
  #inOrder<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#tail.then(work, work);
    this.#tail = done.catch(() => undefined);
    return done;
  }

  run(statement: Statement, values: readonly (Buffer | string | number)[]): Promise<Row> {
    return this.#inOrder(async () => {
      if (this.state !== 'open') throw noSuchTransaction(this.number, `it was ${this.state}`);
      return await this.#connection.run(statement, values);
    });
  }

  end(how: 'committed' | 'aborted'): Promise<void> {
    return this.#inOrder(async () => {
      if (this.state !== 'open') return;
      this.state = how;
      clearTimeout(this.#timer);
      let broken = true;
      try {
        await this.#connection.plain(how === 'committed' ? 'COMMIT' : 'ROLLBACK');
        broken = false;
      } catch (error) {
        if (how === 'committed') {
          this.state = 'aborted';
          throw error;
        }
      } finally {
        this.#connection.release(broken);
      }
    });
  }
}

/** The open transactions, one for each session at most, each on a connection of its own. */
export class Transactions {
  readonly #engine: Engine;
  readonly #bySession = new Map<string, Transaction>();

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  /** Begins a transaction; one that the session left open is aborted, as MongoDB does. */
  async begin(session: string, number: bigint, client: TransactionClient): Promise<Runner> {
    const previous = this.#bySession.get(session);
    if (previous !== undefined) {
      if (previous.number > number) {
        throw new GatewayError(
          225,
          'TransactionTooOld',
          `transaction ${number} is older than ${previous.number}`,
        );
      }
      if (previous.number === number) {
        await previous.end('aborted');
        throw new GatewayError(50911, 'Location50911', `transaction ${number} was started before`);
      }
      await previous.end('aborted');
    }
    const connection = await this.#engine.hold();
    try {
      await connection.plain(
        `BEGIN ISOLATION LEVEL REPEATABLE READ; SET LOCAL lock_timeout = '${lockTimeout}'`,
      );
    } catch (error) {
      connection.release(true);
      throw error;
    }
    const transaction = new Transaction(number, connection, client, () => {
      void transaction.end('aborted');
    });
    this.#bySession.delete(session);
    this.#bySession.set(session, transaction);
    this.#prune();
    if (client.gone) await transaction.end('aborted');
    return transaction;
  }

  /** Forgets the oldest sessions whose transactions have ended. */
  #prune(): void {
    for (const [session, transaction] of this.#bySession) {
      if (this.#bySession.size <= remembered) return;
      if (transaction.state !== 'open') this.#bySession.delete(session);
    }
  }

  /** The open transaction that a later command belongs to. */
  current(session: string, number: bigint, client: TransactionClient): Runner {
    const transaction = this.#bySession.get(session);
    if (transaction === undefined || transaction.number !== number || transaction.state === 'aborted') {
      throw noSuchTransaction(number, 'it was aborted or never began');
    }
    if (transaction.state === 'committed') {
      throw new GatewayError(256, 'TransactionCommitted', `transaction ${number} has been committed`);
    }
    transaction.client = client;
    return transaction;
  }

  /** Commits; repeating it for a committed transaction succeeds again. */
  async commit(session: string, number: bigint): Promise<void> {
    const transaction = this.#bySession.get(session);
    if (transaction === undefined || transaction.number !== number || transaction.state === 'aborted') {
      throw noSuchTransaction(number, 'it was aborted or never began');
    }
    await transaction.end('committed');
  }

  async abort(session: string, number: bigint): Promise<void> {
    const transaction = this.#bySession.get(session);
    if (transaction === undefined || transaction.number !== number || transaction.state !== 'open') {
      throw noSuchTransaction(number, 'it was ended or never began');
    }
    await transaction.end('aborted');
  }

  /** Aborts what a failed command leaves open. */
  async abortIfOpen(session: string, number: bigint): Promise<void> {
    const transaction = this.#bySession.get(session);
    if (transaction?.number === number) await transaction.end('aborted');
  }

  /** Forgets a session that its client ended. */
  async endSession(session: string): Promise<void> {
    const transaction = this.#bySession.get(session);
    this.#bySession.delete(session);
    await transaction?.end('aborted');
  }

  /** Aborts the transactions of a client connection that closed. */
  async clientGone(client: TransactionClient): Promise<void> {
    const left = [...this.#bySession].filter(([, transaction]) => transaction.client === client);
    await Promise.all(
      left.map(async ([, transaction]) => {
        await transaction.end('aborted');
      }),
    );
  }

  async abortAll(): Promise<void> {
    await Promise.all([...this.#bySession.keys()].map((session) => this.endSession(session)));
  }
}
