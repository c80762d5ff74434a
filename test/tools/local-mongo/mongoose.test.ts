import mongoose, { Schema } from 'mongoose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase, type TestDatabase } from '../../database.ts';

let database: TestDatabase;
let connection: mongoose.Connection;

beforeAll(async () => {
  database = await testDatabase();
  connection = await mongoose.createConnection(database.uri).asPromise();
});

afterAll(async () => {
  await connection.close();
  await database.drop();
});

const personSchema = new Schema({ name: { type: String, required: true }, mail: String, badges: [String] });
personSchema.index({ mail: 1 }, { unique: true, sparse: true });

test('a model creates its indexes, writes, reads back and refuses a duplicate by its index', async () => {
  const Person = connection.model('Person', personSchema);
  await Person.init();
  await Person.create({ name: 'A', mail: 'a@example.org', badges: ['x'] });
  await Person.updateOne({ name: 'A' }, { $addToSet: { badges: { $each: ['x', 'y'] } } });
  expect((await Person.findOne({ mail: 'a@example.org' }).lean())?.badges).toEqual(['x', 'y']);
  await expect(Person.create({ name: 'B', mail: 'a@example.org' })).rejects.toMatchObject({
    code: 11000,
    keyPattern: { mail: 1 },
    keyValue: { mail: 'a@example.org' },
    message: expect.stringContaining('index: mail_1 dup key: { mail: "a@example.org" }'),
  });
});

test('a transaction commits both writes or neither', async () => {
  const Entry = connection.model('Entry', new Schema({ key: String }));
  await connection.transaction(async (session) => {
    await Entry.create([{ key: 'one' }], { session });
    await Entry.create([{ key: 'two' }], { session });
  });
  const fault = new Error('the work broke off');
  await expect(
    connection.transaction(async (session) => {
      await Entry.create([{ key: 'three' }], { session });
      throw fault;
    }),
  ).rejects.toBe(fault);
  expect((await Entry.find().sort({ key: 1 }).lean()).map(({ key }) => key)).toEqual(['one', 'two']);
});
