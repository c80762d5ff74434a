import { afterAll, beforeAll, expect, it } from 'vitest';
import { connectMongo, type MongoConnection } from '../../src/mongo/connect-mongo.ts';
import { createMongoStore } from '../../src/mongo/create-mongo-store.ts';
import { erasedLeaveNothing } from '../../src/mongo/erased-leave-nothing.ts';
import { buildAuditEntry } from '../builders/build-audit-entry.ts';
import { buildPerson } from '../builders/build-person.ts';
import { testMoment } from '../builders/deterministic-id.ts';
import { testDatabase, type TestDatabase } from '../database.ts';

let database: TestDatabase;
let connection: MongoConnection;
beforeAll(async () => {
  database = await testDatabase();
  connection = await connectMongo(database.uri);
});
afterAll(async () => {
  await connection.close();
  await database.drop();
});

it('those who were erased before are gone afterwards, also from the audit; and a second time changes nothing', async () => {
  const store = createMongoStore(connection);
  const [alive, erased] = [buildPerson(), buildPerson({ identities: [] })];
  for (const person of [alive, erased]) await store.persons.insert(person);
  await connection.mongoose
    .collection<{ readonly _id: string }>('persons')
    .updateOne({ _id: erased.id }, { $set: { erasedAt: testMoment } });
  const entry = buildAuditEntry({ by: `person:${alive.id}`, about: [`person:${erased.id}`, 'award:1'] });
  await store.audit.add(entry);
  await erasedLeaveNothing(connection.mongoose);
  await erasedLeaveNothing(connection.mongoose);
  expect(await store.persons.findMany([alive.id, erased.id])).toStrictEqual([alive]);
  expect((await store.audit.page({}, { limit: 9 })).items).toStrictEqual([
    { ...entry, about: ['person:erased', 'award:1'] },
  ]);
});
