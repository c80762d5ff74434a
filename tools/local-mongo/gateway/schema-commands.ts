import { type Answer, type Call, firstDocument, target, tried } from './call.ts';
import { GatewayError } from './gateway-error.ts';
import {
  collModStatement,
  dropDatabaseStatement,
  dropStatement,
  renameStatement,
  schemaStatements,
} from './statements.ts';

/** Commands that make, change or drop collections and indexes: one at a time for each database. */
export async function changeSchema(call: Call): Promise<Answer> {
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
