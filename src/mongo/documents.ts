import type { Model } from 'mongoose';
import type { Row } from './model-map.ts';
import type { Scope } from './scope.ts';
import { clashesOf, isDuplicate } from './store-error.ts';

/** A query: fields of the document, dotted paths and operators. */
export type Filter<D> = { readonly [K in keyof D]?: unknown } & {
  readonly [path: `${string}.${string}` | `$${string}`]: unknown;
};
export type Sort = Readonly<Record<string, 1 | -1>>;
export type Update =
  | {
      readonly $set?: object;
      readonly $unset?: Readonly<Record<string, true>>;
      readonly $setOnInsert?: object;
      readonly $addToSet?: object;
      readonly $pull?: object;
    }
  | readonly object[];

export type Selection = { readonly sort?: Sort; readonly limit?: number };

/** As many documents as one message to the database carries. */
const batch = 500;
/** As many as one answer of the database brings, which otherwise sends the first hundred and waits to be asked. */
const atOnce = 1000;
/** What nobody waits for on a page, or what is large, may take longer than an answer; milliseconds. */
const patient = 30_000;

/**
 * One collection in a scope. Reads are lean and go by the schema's paths; writes go to the collection as they
 * are, because the domain's types have said already what they hold, and casting costs as much as sending.
 */
export function documents<D extends { readonly _id: string }>(scope: Scope, model: Model<Row>) {
  const { collection } = model;
  const name = model.collection.collectionName;
  const run = <T>(operation: () => Promise<T>): Promise<T> => scope.run(name, operation);
  const patiently = <T>(operation: () => Promise<T>): Promise<T> => scope.run(name, operation, patient);
  const { options } = scope;

  return {
    one: (filter: Filter<D>): Promise<D | undefined> =>
      run(async () => {
        const found = await model.findOne(filter, null, options).lean<D | null>();
        return found ?? undefined;
      }),

    many: (filter: Filter<D>, selection: Selection = {}): Promise<D[]> =>
      run(() => model.find(filter, null, { ...options, batchSize: atOnce, ...selection }).lean<D[]>()),

    /** Some fields only. */
    fields: <F>(filter: Filter<D>, projection: Readonly<Record<string, 0 | 1>>): Promise<F[]> =>
      run(() => model.find(filter, projection, { ...options, batchSize: atOnce }).lean<F[]>()),

    async *stream(filter: Filter<D>, sort: Sort): AsyncGenerator<D> {
      const cursor = model
        .find(filter, null, { ...options, sort })
        .lean<D[]>()
        .cursor({ batchSize: batch });
      try {
        for (;;) {
          // Each step is its own operation, so that its errors are named like any other's.
          const next: D | null = await scope.run(name, () => cursor.next(), patient);
          if (next === null) return;
          yield next;
        }
      } finally {
        await cursor.close().catch(() => undefined);
      }
    },

    /** All of them or none. */
    add: async (added: readonly D[]): Promise<void> => {
      const [first] = added;
      if (first === undefined) return;
      if (added.length === 1) return void (await run(() => collection.insertOne(plain(first), options)));
      await scope.atomically(async (inner) => {
        for (let at = 0; at < added.length; at += batch) {
          const part = added.slice(at, at + batch).map((document) => plain(document));
          await inner.run(name, () => collection.insertMany(part, inner.options), patient);
        }
      });
    },

    /** Adds those whose id is new, outside of a transaction; gives the ids that were there already. */
    addNew: (added: readonly D[]): Promise<readonly string[]> =>
      run(async () => {
        if (added.length === 0) return [];
        try {
          await collection.insertMany(
            added.map((document) => plain(document)),
            { ordered: false },
          );
          return [];
        } catch (error) {
          const clashes = clashesOf(error, added.length);
          if (clashes === undefined) throw error;
          return clashes.flatMap((at) => added[at]?._id ?? []);
        }
      }),

    /** Whether there was one to replace. */
    replace: (filter: Filter<D>, document: D, upsert = false): Promise<boolean> =>
      run(async () => {
        const result = await collection.replaceOne(plain(filter), plain(document), { ...options, upsert });
        return result.matchedCount > 0;
      }),

    /** Stores it unless its id is there already. */
    keep: (document: D): Promise<void> =>
      patiently(async () => {
        try {
          const { _id } = document;
          await collection.updateOne(
            plain({ _id }),
            { $setOnInsert: plain(document) },
            { ...options, upsert: true },
          );
        } catch (error) {
          // Of two upserts at once one may meet the other's document instead of finding it.
          if (options.session !== undefined || !isDuplicate(error)) throw error;
        }
      }),

    /** Each in the place of the one with its id, or as a new one. */
    replaceAll: (saved: readonly D[]): Promise<void> =>
      patiently(async () => {
        for (let at = 0; at < saved.length; at += batch)
          await collection.bulkWrite(
            saved.slice(at, at + batch).map((document) => ({
              replaceOne: {
                filter: plain({ _id: document._id }),
                replacement: plain(document),
                upsert: true,
              },
            })),
            options,
          );
      }),

    /** Whether there was one to change. */
    change: (filter: Filter<D>, update: Update): Promise<boolean> =>
      run(async () => {
        const result = await collection.updateOne(plain(filter), changeOf(update), options);
        return result.matchedCount > 0;
      }),

    /** All that fit. */
    changeAll: (filter: Filter<D>, update: Update): Promise<void> =>
      patiently(async () => {
        await collection.updateMany(plain(filter), changeOf(update), options);
      }),

    /** What a pipeline gives; for reading much at once, which nobody waits for on a page. */
    aggregate: <F extends object>(pipeline: readonly object[]): Promise<F[]> =>
      patiently(() =>
        collection.aggregate<F>(pipeline.map(plain), { ...options, batchSize: atOnce }).toArray(),
      ),

    /** Changes the first one, or any where no order is given, and gives it as it is then. */
    take: (filter: Filter<D>, update: Update, sort?: Sort): Promise<D | undefined> =>
      run(async () => {
        const found = await model
          .findOneAndUpdate(filter, changeOf(update), {
            ...options,
            ...(sort === undefined ? {} : { sort }),
            returnDocument: 'after',
            updatePipeline: true,
          })
          .lean<D | null>();
        return found ?? undefined;
      }),

    /** Removes one and gives it as it was. */
    takeAway: (filter: Filter<D>): Promise<D | undefined> =>
      run(async () => (await model.findOneAndDelete(filter, options).lean<D | null>()) ?? undefined),

    /** How many there were. */
    remove: (filter: Filter<D>): Promise<number> =>
      patiently(async () => (await collection.deleteMany(plain(filter), options)).deletedCount),

    /** How many there are of each value of a field. */
    countBy: (field: keyof D & string): Promise<ReadonlyMap<string, number>> =>
      patiently(async () => {
        const groups = await collection
          .aggregate<{ _id: string; count: number }>(
            [{ $group: { _id: `$${field}`, count: { $sum: 1 } } }],
            options,
          )
          .toArray();
        return new Map(groups.map(({ _id, count }) => [_id, count]));
      }),
  };
}

/** A shallow copy, so that the driver never writes into what it was given. */
function plain(value: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value));
}

function changeOf(update: Update) {
  return 'at' in update ? [...update] : { ...update };
}
