import { randomUUID } from 'node:crypto';
import type { MongoConnection } from '../../mongo/connect-mongo.ts';
import { indexes } from '../../mongo/indexes.ts';
import type { Store } from '../../ports/store.ts';
import { fault, ok, type Check } from './check.ts';

/** Whether every index is there; without them nothing keeps an award from being given twice. */
export async function checkIndexes({ mongoose: connection }: MongoConnection): Promise<Check> {
  const existing = new Set<string>();
  const there = new Set((await connection.listCollections()).map(({ name }) => name));
  for (const collection of new Set(indexes.map((index) => index.collection)))
    if (there.has(collection))
      for (const { name } of await connection.collection(collection).indexes())
        existing.add(`${collection}.${name}`);
  const missing = indexes.filter(({ collection, name }) => !existing.has(`${collection}.${name}`));
  if (missing.length === 0) return ok('indexes', `all ${indexes.length} are there`);
  return fault(
    'indexes',
    `${missing.length} of ${indexes.length} are missing`,
    'Run: npm run speldje -- migrate (the service does it at its start too).',
  );
}

class Undo extends Error {}

/** Whether a transaction that breaks off leaves nothing: it writes an entry and undoes it. */
export async function checkTransactions(store: Store, now: Date): Promise<Check> {
  const name = 'transactions';
  const todo =
    'MongoDB has to be a replica set, if need be of one member: start mongod with --replSet and run rs.initiate() once.';
  const id = randomUUID();
  const about = `doctor:${id}`;
  try {
    await store.transact(async ({ audit }) => {
      await audit.add({
        id,
        at: now,
        action: 'settings-changed',
        by: 'operator',
        via: 'command-line',
        about: [about],
      });
      throw new Undo();
    });
  } catch (error) {
    if (!(error instanceof Undo))
      return fault(name, `refused: ${error instanceof Error ? error.message : String(error)}`, todo);
  }
  const left = await store.audit.page({ about }, { limit: 1 });
  return left.items.length === 0
    ? ok(name, 'work, and undo what broke off')
    : fault(name, 'do not undo what broke off', todo);
}
