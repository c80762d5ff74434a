import { EventEmitter, once } from 'node:events';
import { MongoBackend } from '@agendajs/mongo-backend';
import { Agenda } from 'agenda';
import { MongoClient } from 'mongodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase, type TestDatabase } from '../../database.ts';

let database: TestDatabase;
let client: MongoClient;

beforeAll(async () => {
  database = await testDatabase();
  client = await new MongoClient(database.uri).connect();
});

afterAll(async () => {
  await client.close();
  await database.drop();
});

test('two agendas on one database perform each job once', async () => {
  const performed: number[] = [];
  const counted = new EventEmitter();
  const all = once(counted, 'ten');
  const agendas = [1, 2].map(() => {
    const agenda = new Agenda({ backend: new MongoBackend({ mongo: client.db() }), processEvery: 100 });
    agenda.define<{ n: number }>('count', (job) => {
      performed.push(job.attrs.data.n);
      if (performed.length === 10) counted.emit('ten');
    });
    return agenda;
  });
  const [first] = agendas;
  if (first === undefined) throw new Error('no agenda');
  try {
    await Promise.all(agendas.map((agenda) => agenda.start()));
    await Promise.all(Array.from({ length: 10 }, (_, n) => first.now('count', { n })));
    await all;
  } finally {
    await Promise.all(agendas.map((agenda) => agenda.stop()));
  }
  expect(performed.toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
});
