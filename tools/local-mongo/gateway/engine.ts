import { Pool } from 'pg';

/** The first row of a statement's result: encoded documents as buffers, the rest as text, number or boolean. */
export type Row = readonly unknown[];

/** One call into the engine. The name makes it a prepared statement, once for each connection. */
export type Statement = { readonly name: string; readonly text: string };

/** A way to run statements: the pool, or the one connection that holds a transaction. */
export type Runner = {
  run(statement: Statement, values: readonly (Buffer | string | number)[]): Promise<Row>;
};

/** A connection held until it is given back. */
export type HeldConnection = Runner & {
  plain(sql: string): Promise<void>;
  /** Gives the connection back; `broken` closes it instead. */
  release(broken: boolean): void;
};

/** The SQL of a parameter that carries an encoded document. */
export function document(position: number): string {
  return `$${position}::bytea::documentdb_core.bson`;
}

/** How many connections the gateway opens at most; PostgreSQL keeps some more for the engine's own calls. */
const maxConnections = 120;

// A connection that breaks is noticed at the next call, which reports what is wrong.
const ignore = (): void => undefined;

/** The engine's PostgreSQL, reached by the socket in `socketFolder`. */
export class Engine implements Runner {
  readonly #pool: Pool;

  constructor(socketFolder: string) {
    this.#pool = new Pool({
      host: socketFolder,
      user: 'postgres',
      database: 'postgres',
      max: maxConnections,
      idleTimeoutMillis: 60_000,
    });
    this.#pool.on('error', ignore);
  }

  async run(statement: Statement, values: readonly (Buffer | string | number)[]): Promise<Row> {
    const result = await this.#pool.query<unknown[]>({ ...statement, values: [...values], rowMode: 'array' });
    return result.rows[0] ?? [];
  }

  async hold(): Promise<HeldConnection> {
    const client = await this.#pool.connect();
    client.on('error', ignore);
    return {
      run: async (statement, values) => {
        const result = await client.query<unknown[]>({ ...statement, values: [...values], rowMode: 'array' });
        return result.rows[0] ?? [];
      },
      plain: async (sql) => {
        await client.query(sql);
      },
      release: (broken) => {
        client.off('error', ignore);
        client.release(broken);
      },
    };
  }

  async close(): Promise<void> {
    await this.#pool.end();
  }
}

/** The column of a row that holds an encoded document. */
export function bytesAt(row: Row, column: number): Buffer | undefined {
  const value = row[column];
  return Buffer.isBuffer(value) ? value : undefined;
}
