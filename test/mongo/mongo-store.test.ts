import { afterAll, describe, expect, it } from 'vitest';
import { connectMongo, type MongoConnection } from '../../src/mongo/connect-mongo.ts';
import { createMongoStore } from '../../src/mongo/create-mongo-store.ts';
import { migrate } from '../../src/mongo/migrate.ts';
import { StoreUnavailable } from '../../src/ports/store.ts';
import { buildPerson } from '../builders/build-person.ts';
import { storeContract } from '../contract/store-contract.ts';
import { testDatabase, type TestDatabase } from '../database.ts';
import { until } from '../integration/run-service.ts';
import { wireProxy } from '../integration/wire-proxy.ts';

const databases: TestDatabase[] = [];
const connections: MongoConnection[] = [];
const options = { now: () => new Date(), log: () => {} };

async function open(uri: string): Promise<MongoConnection> {
  const connection = await connectMongo(uri);
  connections.push(connection);
  return connection;
}

async function database(): Promise<TestDatabase> {
  const made = await testDatabase();
  databases.push(made);
  return made;
}

afterAll(async () => {
  for (const connection of connections) await connection.close();
  for (const made of databases) await made.drop();
});

storeContract('MongoDB', async () => {
  const connection = await open((await database()).uri);
  await migrate(connection, options);
  return createMongoStore(connection);
});

describe('migrations', () => {
  it('run by four instances at once, and again, leave the same indexes', async () => {
    const { uri } = await database();
    const four = await Promise.all([1, 2, 3, 4].map(() => open(uri)));
    await Promise.all(four.map((connection) => migrate(connection, options)));
    const [first] = four;
    if (first === undefined) throw new Error('no connection');
    const store = createMongoStore(first);
    await store.persons.insert(buildPerson());
    await migrate(first, options);
    expect(await store.ping()).toBe(true);
  });
});

describe('a database that is away', () => {
  it('is told of within three seconds, and work goes on by itself when it is back', async () => {
    const { uri } = await database();
    const proxy = await wireProxy(uri);
    const connection = await open(proxy.uri);
    await migrate(connection, options);
    const store = createMongoStore(connection);
    const person = buildPerson();
    await store.persons.insert(person);
    proxy.breakOff();
    const began = Date.now();
    await expect(store.persons.find(person.id)).rejects.toBeInstanceOf(StoreUnavailable);
    expect(Date.now() - began).toBeLessThan(3_000);
    expect(await store.ping()).toBe(false);
    proxy.mend();
    await until('the store answers again', () => store.ping());
    expect(await store.persons.find(person.id)).toEqual(person);
    await connection.close();
    await proxy.close();
  });
});
