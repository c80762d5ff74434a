import { type ClientSession, type Collection, MongoClient, MongoServerError } from 'mongodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase, type TestDatabase } from '../../database.ts';

let database: TestDatabase;
let client: MongoClient;

type Entry = { _id: string; n: number };

function entries(name: string): Collection<Entry> {
  return client.db().collection<Entry>(name);
}

beforeAll(async () => {
  database = await testDatabase();
  client = await new MongoClient(database.uri).connect();
});

afterAll(async () => {
  await client.close();
  await database.drop();
});

async function failure(work: Promise<unknown>): Promise<MongoServerError> {
  const error: unknown = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof MongoServerError)) throw new Error(`no server error: ${String(error)}`);
  return error;
}

async function inSession<T>(work: (session: ClientSession) => Promise<T>): Promise<T> {
  const session = client.startSession();
  try {
    return await work(session);
  } finally {
    await session.endSession();
  }
}

test('what a transaction wrote is seen by others after the commit alone', async () => {
  const collection = entries('seen');
  await inSession(async (session) => {
    session.startTransaction();
    await collection.insertOne({ _id: 'a', n: 1 }, { session });
    await collection.updateOne({ _id: 'a' }, { $inc: { n: 1 } }, { session });
    expect(await collection.findOne({ _id: 'a' }, { session })).toEqual({ _id: 'a', n: 2 });
    expect(await collection.findOne({ _id: 'a' })).toBeNull();
    await session.commitTransaction();
    expect(await collection.findOne({ _id: 'a' })).toEqual({ _id: 'a', n: 2 });
    // A driver that lost the answer sends the commit again.
    await session.commitTransaction();
  });
});

test('an aborted transaction leaves nothing', async () => {
  const collection = entries('aborted');
  await inSession(async (session) => {
    session.startTransaction();
    await collection.insertOne({ _id: 'a', n: 1 }, { session });
    await session.abortTransaction();
  });
  expect(await collection.countDocuments()).toBe(0);
});

test('a write error breaks the transaction off: what follows is refused, nothing remains', async () => {
  const collection = entries('broken');
  await collection.insertOne({ _id: 'taken', n: 0 });
  await inSession(async (session) => {
    session.startTransaction();
    await collection.insertOne({ _id: 'a', n: 1 }, { session });
    expect((await failure(collection.insertOne({ _id: 'taken', n: 1 }, { session }))).code).toBe(11000);
    const after = await failure(collection.insertOne({ _id: 'b', n: 1 }, { session }));
    expect(after.code).toBe(251);
    expect(after.hasErrorLabel('TransientTransactionError')).toBe(true);
    await session.abortTransaction();
  });
  expect((await collection.find().toArray()).map(({ _id }) => _id)).toEqual(['taken']);
});

test('two transactions on one document conflict; the label lets a driver start over', async () => {
  const collection = entries('conflict');
  await collection.insertOne({ _id: 'a', n: 0 });
  await inSession(async (first) => {
    await inSession(async (second) => {
      first.startTransaction();
      second.startTransaction();
      await collection.updateOne({ _id: 'a' }, { $inc: { n: 1 } }, { session: first });
      const error = await failure(
        collection.updateOne({ _id: 'a' }, { $inc: { n: 10 } }, { session: second }),
      );
      expect(error.code).toBe(112);
      expect(error.hasErrorLabel('TransientTransactionError')).toBe(true);
      await second.abortTransaction();
      await first.commitTransaction();
    });
  });
  expect(await collection.findOne({ _id: 'a' })).toEqual({ _id: 'a', n: 1 });
});

test('twenty callers that read, then write one document, lose no step', async () => {
  const collection = entries('counted');
  await collection.insertOne({ _id: 'a', n: 0 });
  await Promise.all(
    Array.from({ length: 20 }, () =>
      inSession((session) =>
        session.withTransaction(async () => {
          const { n } = (await collection.findOne({ _id: 'a' }, { session })) ?? { n: -1 };
          await collection.updateOne({ _id: 'a' }, { $set: { n: n + 1 } }, { session });
        }),
      ),
    ),
  );
  expect(await collection.findOne({ _id: 'a' })).toEqual({ _id: 'a', n: 20 });
});

test('a transaction makes the collections that it needs, also when others make them at once', async () => {
  await Promise.all(
    Array.from({ length: 8 }, (_, n) =>
      inSession((session) =>
        session.withTransaction(async () => {
          await entries('made one').insertOne({ _id: String(n), n }, { session });
          await entries('made two').insertOne({ _id: String(n), n }, { session });
        }),
      ),
    ),
  );
  expect(await entries('made one').countDocuments()).toBe(8);
  expect(await entries('made two').countDocuments()).toBe(8);
});

test('a cursor of many batches reads inside its transaction', async () => {
  const collection = entries('paged');
  await inSession((session) =>
    session.withTransaction(async () => {
      await collection.deleteMany({}, { session });
      await collection.insertMany(
        Array.from({ length: 500 }, (_, n) => ({ _id: String(n), n })),
        { session },
      );
      const found = await collection.find({}, { session, batchSize: 50, sort: { n: 1 } }).toArray();
      expect(found.map(({ n }) => n)).toEqual(Array.from({ length: 500 }, (_, n) => n));
      const plain = await collection.find({}, { session, batchSize: 50 }).toArray();
      expect(plain).toHaveLength(500);
    }),
  );
});

test('a client that goes away in the middle leaves neither its writes nor its locks', async () => {
  const collection = entries('left');
  await collection.insertOne({ _id: 'a', n: 0 });
  const other = await new MongoClient(database.uri).connect();
  const session = other.startSession();
  session.startTransaction();
  await other
    .db()
    .collection<Entry>('left')
    .updateOne({ _id: 'a' }, { $set: { n: 9 } }, { session });
  await other.close(true);
  await collection.updateOne({ _id: 'a' }, { $inc: { n: 1 } });
  expect(await collection.findOne({ _id: 'a' })).toEqual({ _id: 'a', n: 1 });
});
