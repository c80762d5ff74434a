import { afterAll, beforeAll, expect, it } from 'vitest';
import { createMongoStore } from '../../src/mongo/create-mongo-store.ts';
import { findableByName } from '../../src/mongo/findable-persons.ts';
import { buildLinkedIdentity, buildPerson } from '../builders/build-person.ts';
import { migratedDatabase } from './mongo-database.ts';

let database: Awaited<ReturnType<typeof migratedDatabase>> | undefined;
beforeAll(async () => {
  database = await migratedDatabase();
});
afterAll(() => database?.end());

it('gives everybody who was stored before it the words by which they are found, however often it runs', async () => {
  if (database === undefined) throw new Error('no database');
  const { mongoose } = database.connection;
  const store = createMongoStore(database.connection);
  const address = buildLinkedIdentity({ kind: 'email', address: 'o@oud.example' });
  const named = buildPerson({ name: 'Öskar Oud', identities: [address] });
  await store.persons.insert(named);
  for (let at = 0; at < 501; at += 1)
    await store.persons.insert(buildPerson({ name: `Menigte ${at}`, identities: [] }));
  await store.persons.insert(buildPerson({ name: 'Oud Dubbel', identities: [], mergedInto: named.id }));
  await mongoose.collection('persons').updateMany({}, { $unset: { found: true, foundAs: true } });
  expect((await store.persons.search(['oud'], { limit: 9 })).items).toEqual([]);
  await findableByName(mongoose);
  await findableByName(mongoose);
  expect((await store.persons.search(['oud', 'oskar'], { limit: 9 })).items).toStrictEqual([named]);
  expect((await store.persons.search(['menigte'], { limit: 600 })).items).toHaveLength(501);
  expect((await store.persons.search(['oud'], { limit: 9 })).items).toHaveLength(1);
});
