import {
  Binary,
  type Collection,
  type Db,
  Long,
  MongoBulkWriteError,
  MongoClient,
  MongoServerError,
} from 'mongodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase, type TestDatabase } from '../../database.ts';

/* What the service asks of a MongoDB, by the plain driver. All of it holds for a real MongoDB too. */

let database: TestDatabase;
let client: MongoClient;
let db: Db;

type Item = { _id?: string | number; key?: string; n?: number };

function items(name: string): Collection<Item> {
  return db.collection<Item>(name);
}

async function serverError(work: Promise<unknown>): Promise<MongoServerError> {
  const error: unknown = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof MongoServerError)) throw new Error(`no server error: ${String(error)}`);
  return error;
}

beforeAll(async () => {
  database = await testDatabase();
  client = await new MongoClient(database.uri).connect();
  db = client.db();
});

afterAll(async () => {
  await client.close();
  await database.drop();
});

test('the address leads to the database of this file', () => {
  expect(db.databaseName).toBe(database.name);
});

test.each([
  ['in the order of storage', {}, (a: number, b: number) => a - b],
  ['sorted', { sort: { n: -1 as const } }, () => 0],
])('a cursor %s runs over many batches and gives each document once', async (title, options, order) => {
  const collection = items(`cursor ${title}`);
  await collection.insertMany(Array.from({ length: 2500 }, (_, n) => ({ n })));
  const seen: number[] = [];
  for await (const { n } of collection.find({}, { ...options, batchSize: 100 })) seen.push(n ?? -1);
  const expected = Array.from({ length: 2500 }, (_, n) => 2499 - n);
  expect(seen.toSorted(order)).toEqual(expected.toSorted(order));
});

test('an aggregation pages too, and several cursors go on side by side', async () => {
  const collection = items('aggregated');
  await collection.insertMany(Array.from({ length: 1000 }, (_, n) => ({ n })));
  const count = async (): Promise<number> => {
    let found = 0;
    for await (const _ of collection.aggregate([{ $group: { _id: '$n' } }], { batchSize: 64 })) found += 1;
    return found;
  };
  expect(await Promise.all([count(), count(), count(), count()])).toEqual([1000, 1000, 1000, 1000]);
});

test('a closed cursor is gone', async () => {
  const collection = items('closed');
  await collection.insertMany(Array.from({ length: 50 }, (_, n) => ({ n })));
  const reply = await db.command({ find: 'closed', batchSize: 2 });
  const { id } = reply['cursor'];
  const killed = await db.command({ killCursors: 'closed', cursors: [id] });
  expect(killed['cursorsKilled'].map(String)).toEqual([String(id)]);
  const error = await serverError(db.command({ getMore: Long.fromValue(id), collection: 'closed' }));
  expect(error.code).toBe(43);
});

test('a single batch leaves no cursor', async () => {
  const collection = items('single');
  await collection.insertMany([{ n: 1 }, { n: 2 }, { n: 3 }]);
  const reply = await db.command({ find: 'single', batchSize: 2, singleBatch: true });
  expect(reply['cursor'].firstBatch).toHaveLength(2);
  expect(String(reply['cursor'].id)).toBe('0');
});

test('a duplicate names its index, its key and its value, whichever command meets it', async () => {
  const collection = items('unique');
  await collection.createIndex({ key: 1 }, { unique: true, name: 'by key' });
  await collection.insertMany([
    { _id: 1, key: 'a' },
    { _id: 2, key: 'b' },
  ]);
  const expected = {
    code: 11000,
    keyPattern: { key: 1 },
    keyValue: { key: 'a' },
    message: expect.stringContaining(
      `E11000 duplicate key error collection: ${database.name}.unique index: by key dup key: { key: "a" }`,
    ),
  };
  expect(await serverError(collection.insertOne({ key: 'a' }))).toMatchObject(expected);
  expect(await serverError(collection.updateOne({ _id: 2 }, { $set: { key: 'a' } }))).toMatchObject(expected);
  expect(await serverError(collection.replaceOne({ _id: 2 }, { key: 'a' }))).toMatchObject(expected);
  expect(await serverError(collection.findOneAndUpdate({ _id: 2 }, { $set: { key: 'a' } }))).toMatchObject(
    expected,
  );
  const again = await serverError(collection.insertOne({ _id: 1 }));
  expect(again).toMatchObject({ code: 11000, keyPattern: { _id: 1 }, keyValue: { _id: 1 } });
  expect(await collection.countDocuments()).toBe(2);
});

test('an index over documents that already repeat a key is refused as a duplicate', async () => {
  const collection = items('repeated');
  await collection.insertMany([{ key: 'a' }, { key: 'a' }]);
  const error = await serverError(collection.createIndex({ key: 1 }, { unique: true }));
  expect(error).toMatchObject({ code: 11000, keyPattern: { key: 1 }, keyValue: { key: 'a' } });
});

test('an unordered insert reports each duplicate by its position and writes the rest', async () => {
  const collection = items('unordered');
  await collection.insertOne({ _id: 2 });
  const documents = [{ _id: 1 }, { _id: 2 }, { _id: 3 }, { _id: 1 }];
  const error: unknown = await collection.insertMany(documents, { ordered: false }).catch((e: unknown) => e);
  if (!(error instanceof MongoBulkWriteError)) throw new Error('no bulk write error');
  expect([error.writeErrors].flat().map(({ index, code }) => [index, code])).toEqual([
    [1, 11000],
    [3, 11000],
  ]);
  expect(await collection.countDocuments()).toBe(3);
});

test('a partial unique index holds for the documents it covers alone', async () => {
  const collection = db.collection('partial');
  await collection.createIndex({ key: 1 }, { unique: true, partialFilterExpression: { open: true } });
  await collection.insertMany([
    { key: 'a', open: false },
    { key: 'a', open: false },
    { key: 'a', open: true },
  ]);
  expect((await serverError(collection.insertOne({ key: 'a', open: true }))).code).toBe(11000);
});

test('another index under the same name is a conflict', async () => {
  const collection = items('renamed');
  await collection.createIndex({ key: 1 }, { name: 'one' });
  expect((await serverError(collection.createIndex({ n: 1 }, { name: 'one' }))).code).toBe(86);
});

test('what findOneAndUpdate tells about a document that was there already', async () => {
  const collection = items('found');
  await collection.insertOne({ _id: 1, key: 'a' });
  const same = await collection.findOneAndUpdate(
    { _id: 1 },
    { $set: { key: 'a' } },
    { includeResultMetadata: true },
  );
  expect(same.lastErrorObject).toMatchObject({ n: 1, updatedExisting: true });
  const made = await collection.findOneAndUpdate(
    { _id: 2 },
    { $set: { key: 'b' } },
    { includeResultMetadata: true, upsert: true, returnDocument: 'after' },
  );
  expect(made.lastErrorObject).toMatchObject({ n: 1, updatedExisting: false, upserted: 2 });
  expect(made.value).toEqual({ _id: 2, key: 'b' });
});

test('thirty upserts of one key at once make one document', async () => {
  const collection = items('upserted');
  await collection.createIndex({ key: 1 }, { unique: true });
  await Promise.all(
    Array.from({ length: 30 }, () =>
      collection.updateOne({ key: 'a' }, { $inc: { n: 1 } }, { upsert: true }),
    ),
  );
  expect((await collection.find().toArray()).map(({ n }) => n)).toEqual([30]);
});

test('many clients create the same indexes at once, while documents arrive', async () => {
  const clients = await Promise.all(Array.from({ length: 5 }, () => new MongoClient(database.uri).connect()));
  try {
    await Promise.all(
      clients.flatMap((other, from) =>
        ['x', 'y', 'z'].flatMap((name) => [
          other.db().collection(`made ${name}`).createIndex({ key: 1 }, { unique: true }),
          other.db().collection(`made ${name}`).createIndex({ at: 1 }, { expireAfterSeconds: 3600 }),
          other.db().collection(`made ${name}`).insertOne({ key: from }),
        ]),
      ),
    );
  } finally {
    await Promise.all(clients.map((other) => other.close()));
  }
  for (const name of ['x', 'y', 'z']) {
    const indexes = await db.collection(`made ${name}`).indexes();
    expect(new Set(indexes.map((index) => index.name))).toEqual(new Set(['_id_', 'at_1', 'key_1']));
    expect(await db.collection(`made ${name}`).countDocuments()).toBe(5);
  }
});

test('databases come and go at once without harm', async () => {
  await Promise.all(
    Array.from({ length: 6 }, async (_, number) => {
      const other = client.db(`${database.name}_${number}`);
      await other.collection('a').createIndex({ n: 1 });
      await other.collection('a').insertOne({ n: number });
      expect(await other.collection('a').countDocuments()).toBe(1);
      await other.dropDatabase();
      expect(await other.listCollections().toArray()).toEqual([]);
    }),
  );
});

test('a document of nearly 16 MB travels both ways; a larger one is refused', async () => {
  const collection = db.collection<{ _id: number; data: Binary }>('large');
  const data = new Binary(Buffer.alloc(16 * 1024 * 1024 - 200, 7));
  await collection.insertOne({ _id: 1, data });
  const back = await collection.findOne({ _id: 1 });
  expect(back?.data.length()).toBe(data.length());
  const tooLarge = new Binary(Buffer.alloc(16 * 1024 * 1024 + 1));
  await expect(collection.insertOne({ _id: 2, data: tooLarge })).rejects.toThrow(/size|large/i);
  expect(await collection.countDocuments()).toBe(1);
});

test('an unacknowledged write arrives', async () => {
  const collection = db.collection<Item>('silent', { writeConcern: { w: 0 } });
  const one = new MongoClient(database.uri, { maxPoolSize: 1 });
  try {
    const silent = one.db().collection<Item>('silent', { writeConcern: { w: 0 } });
    expect((await silent.insertOne({ _id: 1 })).acknowledged).toBe(false);
    // The same connection answers in order, so the write is done when this answer comes.
    expect(await one.db().collection('silent').countDocuments()).toBe(1);
  } finally {
    await one.close();
  }
  expect(collection.writeConcern?.w).toBe(0);
});

test('the usual questions about databases, collections and values are answered', async () => {
  const collection = items('asked');
  await collection.insertMany([
    { key: 'a', n: 1 },
    { key: 'b', n: 2 },
    { key: 'a', n: 3 },
  ]);
  expect(new Set(await collection.distinct('key'))).toEqual(new Set(['a', 'b']));
  expect(await collection.estimatedDocumentCount()).toBe(3);
  expect(await collection.countDocuments({ key: 'a' })).toBe(2);
  expect(await db.listCollections({ name: 'asked' }).toArray()).toMatchObject([{ name: 'asked' }]);
  const { databases } = await db.admin().listDatabases();
  expect(databases.map(({ name }) => name)).toContain(database.name);
  expect(await db.admin().ping()).toMatchObject({ ok: 1 });
  expect((await db.admin().buildInfo())['versionArray']).toHaveLength(4);
  await collection.rename('answered');
  expect(await items('answered').countDocuments()).toBe(3);
  expect(await items('answered').drop()).toBe(true);
  expect((await serverError(db.command({ noSuchCommand: 1 }))).code).toBe(59);
  expect((await serverError(collection.aggregate([{ $noSuchStage: {} }]).toArray())).code).toBe(40324);
});

test('a validator refuses what it forbids', async () => {
  await db.createCollection('validated', { validator: { $jsonSchema: { required: ['key'] } } });
  expect((await serverError(items('validated').insertOne({ n: 1 }))).code).toBe(121);
});

test('a time limit that passes is told as such', async () => {
  const collection = items('slow');
  await collection.insertMany(Array.from({ length: 3000 }, (_, n) => ({ n })));
  const slow = collection.aggregate(
    [
      { $lookup: { from: 'slow', pipeline: [{ $match: { $expr: { $gt: ['$n', -1] } } }], as: 'all' } },
      { $unwind: '$all' },
      { $group: { _id: '$all.n', sum: { $sum: '$n' } } },
    ],
    { maxTimeMS: 5 },
  );
  expect((await serverError(slow.toArray())).code).toBe(50);
  expect(await collection.countDocuments({}, { maxTimeMS: 20_000 })).toBe(3000);
});
