import { serialize } from 'bson';
import { type Answer, type Call, type Client, firstDocument, type Shared, target, tried } from './call.ts';
import { getMore, killCursors, openCursor } from './cursor-commands.ts';
import { toGatewayError } from './engine-error.ts';
import { GatewayError } from './gateway-error.ts';
import { fixedAnswer, hello } from './handshake.ts';
import type { RawDocument } from './raw-document.ts';
import { changeSchema } from './schema-commands.ts';
import {
  collStatsStatement,
  cursorStatements,
  dbStatsStatement,
  listDatabasesStatement,
  readStatements,
  writeStatements,
} from './statements.ts';
import { writeCommand } from './write-command.ts';

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

const otherNames = new Map([['deleteindexes', 'dropindexes']]);

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
      return await shared.answeredWrites.once(session, number, () => writeCommand(call));
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
  if (writeStatements.has(name)) return await writeCommand(call);
  if (cursorStatements.has(name)) return await openCursor(call);
  if (name === 'getmore') return await getMore(call);
  const read = readStatements.get(name);
  if (read !== undefined)
    return firstDocument(await tried(call, () => call.runner.run(read, [database, call.spec])));
  if (name === 'killcursors') return killCursors(call);
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

/** The answer to a command that failed. */
export function failureAnswer(error: unknown): Buffer {
  return Buffer.from(serialize(toGatewayError(error, false).answer(), { ignoreUndefined: true }));
}
