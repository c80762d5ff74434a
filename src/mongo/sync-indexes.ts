import type { Connection, mongo } from 'mongoose';
import { collections, indexes, type IndexDefinition } from './indexes.ts';

/** What the database says of an index. */
type FoundIndex = mongo.IndexDescriptionInfo;

/**
 * Makes the collections that lack, and brings the indexes of the database to the declared ones: missing ones are built, changed ones built anew,
 * unknown ones reported and left. `proceed` is asked before each step and stops it by throwing.
 */
export async function syncIndexes(
  connection: Connection,
  log: (line: string) => void,
  proceed: () => Promise<void>,
  declared: readonly IndexDefinition[] = indexes,
): Promise<void> {
  const there = new Set((await connection.listCollections()).map(({ name }) => name));
  for (const name of collections) {
    if (there.has(name)) continue;
    await proceed();
    await connection.createCollection(name);
  }
  for (const name of new Set(declared.map((index) => index.collection))) {
    const collection = connection.collection(name);
    const wanted = declared.filter((index) => index.collection === name);
    const found = await collection.listIndexes().toArray();
    for (const index of found)
      if (index.name !== '_id_' && !wanted.some((other) => other.name === index.name))
        log(`index ${name}.${index.name} is not one of ours; it was left as it is`);
    for (const index of wanted) {
      const known = found.find((other) => other.name === index.name);
      if (known !== undefined && shapeOf(known) === shapeOf(specificationOf(index))) continue;
      await proceed();
      if (known !== undefined) {
        log(`index ${name}.${index.name} has changed; it is built anew`);
        await collection.dropIndex(index.name);
      }
      const { key, ...options } = specificationOf(index);
      await collection.createIndex(key, options);
    }
  }
}

function specificationOf(index: IndexDefinition) {
  const { collection: _, uniqueKey, ...rest } = index;
  return { ...rest, key: { ...rest.key }, ...(uniqueKey === undefined ? {} : { unique: true }) };
}

/** Everything in which two indexes can differ, as one string; engines order and pad it differently. */
function shapeOf(
  index: Pick<FoundIndex, 'unique' | 'sparse' | 'expireAfterSeconds'> & {
    readonly key: object;
    readonly partialFilterExpression?: unknown;
  },
): string {
  return JSON.stringify([
    Object.entries(index.key).map(([field, order]) => [field, Number(order)]),
    index.unique === true,
    index.sparse === true,
    index.expireAfterSeconds ?? null,
    index.partialFilterExpression ?? null,
  ]);
}
