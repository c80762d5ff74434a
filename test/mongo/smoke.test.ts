import { expect, it } from 'vitest';
import { connectMongo } from '../../src/mongo/connect-mongo.ts';
import { createMongoStore } from '../../src/mongo/create-mongo-store.ts';
import { migrate } from '../../src/mongo/migrate.ts';
import { testDatabase } from '../database.ts';
it('smoke', async () => {
  const db = await testDatabase();
  const c = await connectMongo(db.uri);
  const lines: string[] = [];
  let t = performance.now();
  await migrate(c, { now: () => new Date(), log: (l) => lines.push(l) });
  console.log('migrate', performance.now() - t);
  t = performance.now();
  await migrate(c, { now: () => new Date(), log: (l) => lines.push(l) });
  console.log('migrate again', performance.now() - t, lines);
  const store = createMongoStore(c);
  const now = new Date('2026-01-01');
  await store.inbox.put([
    {
      key: 'a',
      source: 'slack',
      payload: { 'x.y': 1, $z: { 'a.b': new Date(0) } },
      receivedAt: now,
      status: 'waiting',
      attempts: 0,
      nextAttemptAt: now,
    },
  ]);
  console.log(await store.inbox.claim(now, new Date('2026-01-02')));
  console.log(await store.outbox.claim(now, new Date('2026-01-02')));
  await c.close();
  await db.drop();
  expect(1).toBe(1);
});
