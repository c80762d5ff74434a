import { type Call, firstDocument, tried } from './call.ts';
import { bytesAt } from './engine.ts';
import { GatewayError } from './gateway-error.ts';
import { cursorStatements, getMoreStatement } from './statements.ts';

/** Answers find, aggregate, listCollections and listIndexes with their first batch. */
export async function openCursor(call: Call): Promise<Buffer> {
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

/** Answers with a cursor's next batch. */
export async function getMore(call: Call): Promise<Buffer> {
  const { database, command, shared } = call;
  const id = command.integer('getMore');
  if (id === undefined) throw new GatewayError(14, 'TypeMismatch', 'getMore needs the id of a cursor');
  const namespace = `${database}.${command.string('collection') ?? ''}`;
  const continuation = shared.cursors.continuation(id, namespace);
  const row = await tried(call, () => call.runner.run(getMoreStatement, [database, call.spec, continuation]));
  shared.cursors.keep(id, namespace, bytesAt(row, 1));
  return firstDocument(row);
}

/** Forgets the cursors that a client needs no longer. */
export function killCursors({ command, shared }: Call): Record<string, unknown> {
  const cursors = command.nested('cursors');
  const ids = (cursors?.elements ?? []).map(({ name }) => cursors?.integer(name));
  const { killed, missing } = shared.cursors.kill(ids.filter((id) => id !== undefined));
  return { cursorsKilled: killed, cursorsNotFound: missing, cursorsAlive: [], cursorsUnknown: [], ok: 1 };
}
