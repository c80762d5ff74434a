import type { AnsweredWrites } from './answered-writes.ts';
import type { Cursors } from './cursors.ts';
import { describeThrown } from './describe-duplicate.ts';
import { bytesAt, type Engine, type Row, type Runner } from './engine.ts';
import { isPassing, toGatewayError } from './engine-error.ts';
import { GatewayError } from './gateway-error.ts';
import type { RawDocument } from './raw-document.ts';
import type { SchemaLocks } from './schema-locks.ts';
import type { Transactions } from './transactions.ts';

export type Answer = Buffer | Record<string, unknown>;

/** What all connections of a gateway share. */
export type Shared = {
  readonly engine: Engine;
  readonly transactions: Transactions;
  readonly cursors: Cursors;
  readonly answeredWrites: AnsweredWrites;
  readonly schemaLocks: SchemaLocks;
  readonly now: () => Date;
  /** Resolves after that many milliseconds. */
  readonly pause: (milliseconds: number) => Promise<void>;
};

/** The connection that a command came by. */
export type Client = { readonly id: number; gone: boolean };

/** A command on its way, with what decides where it runs. */
export type Call = {
  readonly shared: Shared;
  readonly name: string;
  readonly database: string;
  readonly command: RawDocument;
  /** The command without what is meant for the server as such. */
  readonly spec: Buffer;
  readonly runner: Runner;
  readonly inTransaction: boolean;
};

/** How often a command outside a transaction is tried when it met another one. */
const attempts = 12;

/** The collection that a command names by its first field. */
export function target(call: Call): string {
  const collection = call.command.string(call.command.elements[0]?.name ?? '');
  if (collection === undefined || collection === '') {
    throw new GatewayError(73, 'InvalidNamespace', `${call.name} needs the name of a collection`);
  }
  return collection;
}

export function firstDocument(row: Row): Buffer {
  const bytes = bytesAt(row, 0);
  if (bytes === undefined) throw new GatewayError(1, 'InternalError', 'the engine gave no answer');
  return bytes;
}

/** Runs a statement, outside a transaction again and again while it only lost against another command. */
export async function tried(call: Call, run: () => Promise<Row>): Promise<Row> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await run();
    } catch (error) {
      if (call.inTransaction || attempt === attempts || !isPassing(error)) {
        const failure = toGatewayError(error, call.inTransaction);
        throw failure.code === 11000
          ? await describeThrown(call.shared.engine, { ...call, position: 0 }, failure)
          : failure;
      }
      await call.shared.pause(Math.min(4 * 2 ** attempt, 250) * (0.5 + (attempt % 3) / 4));
    }
  }
}
