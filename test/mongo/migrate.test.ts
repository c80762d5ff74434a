import { setImmediate } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { connectMongo, type MongoConnection } from '../../src/mongo/connect-mongo.ts';
import { collections, indexes } from '../../src/mongo/indexes.ts';
import { migrate } from '../../src/mongo/migrate.ts';
import { LeaseLost, takeLease, type MigrationRecord } from '../../src/mongo/migration-lease.ts';
import { migrations as ours, type Migration } from '../../src/mongo/migrations.ts';
import { modelsOf } from '../../src/mongo/models.ts';
import { syncIndexes } from '../../src/mongo/sync-indexes.ts';
import { testMoment } from '../builders/deterministic-id.ts';
import { testDatabase, type TestDatabase } from '../database.ts';

const now = () => testMoment;
const log = () => undefined;

describe('migrate', () => {
  let database: TestDatabase | undefined;
  let connected: MongoConnection | undefined;
  const connection = (): MongoConnection => {
    if (connected === undefined) throw new Error('not connected');
    return connected;
  };
  const records = () => connection().mongoose.collection<MigrationRecord>('migrations');

  beforeAll(async () => {
    database = await testDatabase();
    connected = await connectMongo(database.uri);
  });
  beforeEach(async () => {
    await connection().mongoose.dropDatabase();
  });
  afterAll(async () => {
    await connected?.close();
    await database?.drop();
  });

  /** The indexes that are there, as `collection.name`. */
  const indexNames = async (): Promise<string[]> => {
    const names = await Promise.all(
      collections.map(async (name) =>
        (await connection().mongoose.collection(name).listIndexes().toArray()).map(
          (index) => `${name}.${index.name}`,
        ),
      ),
    );
    return names.flat().filter((name) => !name.endsWith('_id_'));
  };
  const declared = indexes.map(({ collection, name }) => `${collection}.${name}`).toSorted();

  it('makes every collection and index', async () => {
    await migrate(connection(), { now, log });
    expect((await indexNames()).toSorted()).toEqual(declared);
    const there = (await connection().mongoose.listCollections()).map(({ name }) => name);
    expect(there).toEqual(expect.arrayContaining([...collections]));
    expect([...collections].toSorted()).toEqual(Object.keys(modelsOf(connection().mongoose)).toSorted());
  });

  it('finds nothing to do the second time', async () => {
    await migrate(connection(), { now, log });
    const lines: string[] = [];
    await migrate(connection(), { now, log: (line) => lines.push(line) });
    expect(lines).toEqual([]);
  });

  it('is done once by four instances that start at once', async () => {
    let runs = 0;
    const count: Migration = { number: ours.length + 1, name: 'count', run: async () => void (runs += 1) };
    const migrations = [...ours, count];
    const uri = database?.uri ?? '';
    const instances = await Promise.all([1, 2, 3, 4].map(() => connectMongo(uri)));
    try {
      await Promise.all(
        instances.map((instance) => migrate(instance, { now, log, migrations, pause: () => setImmediate() })),
      );
    } finally {
      await Promise.all(instances.map((instance) => instance.close()));
    }
    expect(runs).toBe(1);
    expect((await indexNames()).toSorted()).toEqual(declared);
    expect(await records().findOne({ _id: 'lease' })).toBeNull();
  });

  it('records a migration only when it was made, and goes on from there', async () => {
    const made: number[] = [];
    let broken = true;
    const migrations: readonly Migration[] = [
      { number: 1, name: 'first', run: async () => void made.push(1) },
      {
        number: 2,
        name: 'second',
        async run() {
          if (broken) throw new Error('the power failed');
          made.push(2);
        },
      },
    ];
    await expect(migrate(connection(), { now, log, migrations })).rejects.toThrow('the power failed');
    broken = false;
    await migrate(connection(), { now, log, migrations });
    expect(made).toEqual([1, 2]);
  });

  it('waits for the instance that migrates, and takes over when that one died', async () => {
    const held = await takeLease(records(), now, 'the other');
    expect(held).toBeDefined();
    let time = testMoment.getTime();
    const waits: number[] = [];
    const lines: string[] = [];
    await migrate(connection(), {
      now: () => new Date(time),
      log: (line) => lines.push(line),
      pause: async (milliseconds) => {
        waits.push(milliseconds);
        time += 20_000;
      },
    });
    expect(waits).toHaveLength(3);
    expect(lines[0]).toBe('another instance migrates the database; waiting for it');
    await expect(held?.extend()).rejects.toThrow(LeaseLost);
    await expect(held?.extend()).rejects.toMatchObject({ code: 'migration-lease-lost' });
  });

  it('stops at the next step when somebody else took over', async () => {
    const migrations: readonly Migration[] = [
      {
        number: 1,
        name: 'slow',
        async run() {
          await records().updateOne({ _id: 'lease' }, { $set: { holder: 'the other' } });
        },
      },
    ];
    await expect(migrate(connection(), { now, log, migrations })).rejects.toMatchObject({
      code: 'migration-lease-lost',
    });
    expect(await records().findOne({ _id: 'lease' })).toMatchObject({ holder: 'the other' });
  });

  it('builds an index anew whose definition changed, and leaves unknown ones', async () => {
    const proceed = async () => undefined;
    const before = { collection: 'things', name: 'by-a', key: { a: 1 } } as const;
    const changes = [
      { ...before, key: { a: -1 } },
      { ...before, key: { a: 1, b: 1 } },
      { ...before, uniqueKey: 'other' },
      { ...before, sparse: true },
      { ...before, partialFilterExpression: { a: { $exists: true } } },
      { ...before, expireAfterSeconds: 60 },
    ] as const;
    const things = connection().mongoose.collection('things');
    await things.createIndex({ z: 1 }, { name: 'by-z' });
    await syncIndexes(connection().mongoose, log, proceed, [before]);
    for (const after of changes) {
      const lines: string[] = [];
      await syncIndexes(connection().mongoose, (line) => lines.push(line), proceed, [after]);
      expect(lines).toEqual([
        'index things.by-z is not one of ours; it was left as it is',
        'index things.by-a has changed; it is built anew',
      ]);
      const again: string[] = [];
      await syncIndexes(connection().mongoose, (line) => again.push(line), proceed, [after]);
      expect(again).toEqual(['index things.by-z is not one of ours; it was left as it is']);
    }
    const names = (await things.listIndexes().toArray()).map(({ name }) => name);
    expect(new Set(names)).toEqual(new Set(['_id_', 'by-a', 'by-z']));
  });
});
