import { serialize } from 'bson';
import type { AnsweredWrites } from './answered-writes.ts';
import type { Cursors } from './cursors.ts';
import { describeThrown } from './describe-duplicate.ts';
import { bytesAt, type Engine, type Row, type Runner } from './engine.ts';
import { isPassing, toGatewayError } from './engine-error.ts';
import { GatewayError } from './gateway-error.ts';
import { fixedAnswer, hello } from './handshake.ts';
import { RawDocument } from './raw-document.ts';
import type { SchemaLocks } from './schema-locks.ts';
import {
  collModStatement,
  collStatsStatement,
  cursorStatements,
  dbStatsStatement,
  dropDatabaseStatement,
  dropStatement,
  getMoreStatement,
  listDatabasesStatement,
  readStatements,
  renameStatement,
  schemaStatements,
  writeStatements,
} from './statements.ts';
import type { Transactions } from './transactions.ts';
import { writeAnswer } from './write-answer.ts';

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
type Call = {
  readonly shared: Shared;
  readonly name: string;
  readonly database: string;
  readonly command: RawDocument;
  /** The command without what is meant for the server as such. */
  readonly spec: Buffer;
  readonly runner: Runner;
  readonly inTransaction: boolean;
};

const envelope = new Set([
  '$db',
  'lsid',
  '$clusterTime',
  '$readPreference',
  'txnNumber',
  'autocommit',
  'startTransaction',
  'apiVersion',
  'apiStrict',
  'apiDeprecationErrors',
  'recoveryToken',
  'readConcern',
  'writeConcern',
  '$audit',
  '$client',
  '$configServerState',
]);

const otherNames = new Map([
  ['findandmodify', 'findandmodify'],
  ['deleteindexes', 'dropindexes'],
  ['dbstats', 'dbstats'],
]);

/** How often a command outside a transaction is tried when it met another one. */
const attempts = 12;

/**
 * Answers one command.
 *
 * @throws {GatewayError} with what the client is to be told; nothing else.
 */
export async function answerCommand(shared: Shared, client: Client, command: RawDocument): Promise<Answer> {
  const first = command.elements[0]?.name;
  if (first === undefined) throw new GatewayError(59, 'CommandNotFound', 'an empty command');
  const lower = first.toLowerCase();
  const name = otherNames.get(lower) ?? lower;
  if (name === 'hello' || name === 'ismaster') return hello(first, client.id, shared.now());
  const session = command.nested('lsid')?.bytes.toString('base64');
  const number = command.integer('txnNumber');
  const inTransaction = command.element('autocommit') !== undefined && !command.truthy('autocommit');

  if (name === 'endsessions' || name === 'killsessions' || name === 'refreshsessions') {
    if (name !== 'refreshsessions') await endSessions(shared, command.documents(first));
    return { ok: 1 };
  }
  const database = command.string('$db') ?? 'admin';
  const base = { shared, name, database, command, spec: command.without(envelope) };
  if (!inTransaction || session === undefined || number === undefined) {
    const call: Call = { ...base, runner: shared.engine, inTransaction: false };
    if (session !== undefined && number !== undefined && writeStatements.has(name)) {
      return await shared.answeredWrites.once(session, number, () => write(call));
    }
    return await perform(call);
  }

  const { transactions } = shared;
  if (name === 'committransaction') {
    try {
      await transactions.commit(session, number);
    } catch (error) {
      const failure = toGatewayError(error, true);
      // It isn't known whether the commit got through when the engine went away.
      throw failure.code === 91 ? failure.withLabels(['UnknownTransactionCommitResult']) : failure;
    }
    return { ok: 1 };
  }
  if (name === 'aborttransaction') {
    await transactions.abort(session, number);
    return { ok: 1 };
  }
  try {
    const runner = command.truthy('startTransaction')
      ? await transactions.begin(session, number, client)
      : transactions.current(session, number, client);
    return await perform({ ...base, runner, inTransaction: true });
  } catch (error) {
    // MongoDB ends a transaction with its first failed command.
    if (!(error instanceof GatewayError) || (error.code !== 225 && error.code !== 50911)) {
      await transactions.abortIfOpen(session, number);
    }
    throw toGatewayError(error, true);
  }
}

async function endSessions(shared: Shared, sessions: readonly Buffer[]): Promise<void> {
  for (const session of sessions) {
    const key = session.toString('base64');
    shared.answeredWrites.forget(key);
    await shared.transactions.endSession(key);
  }
}

async function perform(call: Call): Promise<Answer> {
  const { name, shared, command, database } = call;
  if (writeStatements.has(name)) return await write(call);
  if (cursorStatements.has(name)) return await openCursor(call);
  if (name === 'getmore') return await getMore(call);
  const read = readStatements.get(name);
  if (read !== undefined)
    return firstDocument(await tried(call, () => call.runner.run(read, [database, call.spec])));
  if (name === 'killcursors') {
    const ids = (command.nested('cursors')?.elements ?? []).map(({ name: at }) =>
      command.nested('cursors')?.integer(at),
    );
    const { killed, missing } = shared.cursors.kill(ids.filter((id) => id !== undefined));
    return { cursorsKilled: killed, cursorsNotFound: missing, cursorsAlive: [], cursorsUnknown: [], ok: 1 };
  }
  if (name === 'listdatabases') {
    return firstDocument(await tried(call, () => call.runner.run(listDatabasesStatement, [call.spec])));
  }
  if (name === 'collstats') {
    const scale = Number(command.integer('scale') ?? 1n);
    return firstDocument(
      await tried(call, () => call.runner.run(collStatsStatement, [database, target(call), scale])),
    );
  }
  if (name === 'dbstats') {
    const scale = Number(command.integer('scale') ?? 1n);
    return firstDocument(await tried(call, () => call.runner.run(dbStatsStatement, [database, scale])));
  }
  const fixed = fixedAnswer(name, shared.now());
  if (fixed !== undefined) return fixed;
  if (name === 'committransaction' || name === 'aborttransaction') {
    throw new GatewayError(251, 'NoSuchTransaction', 'the command names no transaction');
  }
  return await changeSchema(call);
}

/** The collection that a command names by its first field. */
function target(call: Call): string {
  const collection = call.command.string(call.command.elements[0]?.name ?? '');
  if (collection === undefined || collection === '') {
    throw new GatewayError(73, 'InvalidNamespace', `${call.name} needs the name of a collection`);
  }
  return collection;
}

function firstDocument(row: Row): Buffer {
  const bytes = bytesAt(row, 0);
  if (bytes === undefined) throw new GatewayError(1, 'InternalError', 'the engine gave no answer');
  return bytes;
}

/** Runs a statement, outside a transaction again and again while it only lost against another command. */
async function tried(call: Call, run: () => Promise<Row>): Promise<Row> {
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

async function write(call: Call): Promise<Buffer> {
  const { name, database, command, shared } = call;
  const statement = writeStatements.get(name);
  if (statement === undefined) throw new GatewayError(59, 'CommandNotFound', `no such command: '${name}'`);
  const run = async (): Promise<{ answer: Buffer; failed: boolean }> => {
    const row = await tried(call, () => call.runner.run(statement, [database, call.spec]));
    return await writeAnswer(shared.engine, call, row);
  };
  // As in MongoDB, an upsert that another one overtook finds what that one wrote when it is tried again.
  const { answer, failed } = isSingleUpsert(call) ? await overtaken(run) : await run();
  if (failed && call.inTransaction) {
    const session = command.nested('lsid')?.bytes.toString('base64') ?? '';
    await shared.transactions.abortIfOpen(session, command.integer('txnNumber') ?? -1n);
  }
  return answer;
}

function isSingleUpsert({ name, command, inTransaction }: Call): boolean {
  if (inTransaction) return false;
  if (name === 'findandmodify') return command.truthy('upsert');
  if (name !== 'update') return false;
  const [operation, ...others] = command.documents('updates');
  return operation !== undefined && others.length === 0 && new RawDocument(operation).truthy('upsert');
}

/** Runs a write up to three times while it ends in a duplicate key. */
async function overtaken(
  run: () => Promise<{ answer: Buffer; failed: boolean }>,
): Promise<{ answer: Buffer; failed: boolean }> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const result = await run();
      if (!result.failed || attempt === 3 || !isDuplicate(result.answer)) return result;
    } catch (error) {
      if (!(error instanceof GatewayError) || error.code !== 11000 || attempt === 3) throw error;
    }
  }
}

function isDuplicate(answer: Buffer): boolean {
  const [first] = new RawDocument(answer).documents('writeErrors');
  return first !== undefined && new RawDocument(first).integer('code') === 11000n;
}

async function openCursor(call: Call): Promise<Buffer> {
  const { name, database, command, shared } = call;
  const statement = cursorStatements.get(name);
  if (statement === undefined) throw new GatewayError(59, 'CommandNotFound', `no such command: '${name}'`);
  if (command.truthy('tailable') || command.truthy('awaitData')) {
    throw new GatewayError(115, 'CommandNotSupported', 'tailable cursors are not served by this engine');
  }
  const row = await tried(call, () => call.runner.run(statement, [database, call.spec]));
  const collection = command.string(command.elements[0]?.name ?? '');
  const id = row[2];
  if (typeof id === 'string') {
    shared.cursors.keep(BigInt(id), namespaceOf(name, database, collection), bytesAt(row, 1));
  }
  return firstDocument(row);
}

/** The namespace that a driver gives in getMore: what `cursor.ns` said. */
function namespaceOf(name: string, database: string, collection: string | undefined): string {
  if (collection !== undefined) return `${database}.${collection}`;
  return `${database}.${name === 'listcollections' ? '$cmd.ListCollections' : '$cmd.aggregate'}`;
}

async function getMore(call: Call): Promise<Buffer> {
  const { database, command, shared } = call;
  const id = command.integer('getMore');
  if (id === undefined) throw new GatewayError(14, 'TypeMismatch', 'getMore needs the id of a cursor');
  const namespace = `${database}.${command.string('collection') ?? ''}`;
  const continuation = shared.cursors.continuation(id, namespace);
  const row = await tried(call, () => call.runner.run(getMoreStatement, [database, call.spec, continuation]));
  shared.cursors.keep(id, namespace, bytesAt(row, 1));
  return firstDocument(row);
}

/** Commands that make, change or drop collections and indexes: one at a time for each database. */
async function changeSchema(call: Call): Promise<Answer> {
  const { name, database, command, shared, runner, spec } = call;
  const statement = schemaStatements.get(name);
  if (statement !== undefined) {
    return await shared.schemaLocks.alone(database, async () =>
      firstDocument(await tried(call, () => runner.run(statement, [database, spec]))),
    );
  }
  if (name === 'drop') {
    const collection = target(call);
    await shared.schemaLocks.alone(database, () =>
      tried(call, () => runner.run(dropStatement, [database, collection])),
    );
    return { ns: `${database}.${collection}`, ok: 1 };
  }
  if (name === 'dropdatabase') {
    await shared.schemaLocks.alone(database, () =>
      tried(call, () => runner.run(dropDatabaseStatement, [database])),
    );
    return { dropped: database, ok: 1 };
  }
  if (name === 'collmod') {
    const collection = target(call);
    const row = await shared.schemaLocks.alone(database, () =>
      tried(call, () => runner.run(collModStatement, [database, collection, spec])),
    );
    return firstDocument(row);
  }
  if (name === 'renamecollection') {
    const from = target(call);
    const row = await shared.schemaLocks.alone(from.slice(0, from.indexOf('.')), () =>
      tried(call, () => runner.run(renameStatement, [spec])),
    );
    return firstDocument(row);
  }
  throw new GatewayError(59, 'CommandNotFound', `no such command: '${command.elements[0]?.name ?? name}'`);
}

/** The answer to a command that failed. */
export function failureAnswer(error: unknown): Buffer {
  return Buffer.from(serialize(toGatewayError(error, false).answer(), { ignoreUndefined: true }));
}
