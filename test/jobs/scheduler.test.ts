import { EventEmitter, once } from 'node:events';
import { MongoClient } from 'mongodb';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Job } from '../../jobs/job.ts';
import { jobBoard } from '../../jobs/job-board.ts';
import { startScheduler, type Scheduler } from '../../jobs/scheduler.ts';
import { keepWatched } from '../../src/mongo/keep-watched.ts';
import { deterministicId, testMoment } from '../builders/deterministic-id.ts';
import { testDatabase, type TestDatabase } from '../database.ts';
import { createMemoryStore } from '../fakes/memory-store.ts';

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

const deps = () => ({
  store: createMemoryStore(),
  clock: () => new Date(testMoment),
  ids: { id: deterministicId, token: deterministicId, below: () => 0 },
});

/** Starts a scheduler on the shared database; `done` is told after each run of a job. */
function start(jobs: readonly Job[], on: ReturnType<typeof deps>, told: EventEmitter): Promise<Scheduler> {
  return startScheduler(on, {
    keepWatched: (client) => keepWatched(client),
    mongoUri: database.uri,
    jobs,
    timeZone: 'Europe/Amsterdam',
    lookEveryMs: 50,
    onDone: () => told.emit('done'),
    onFault: (error, job) => told.emit('fault', error, job),
  });
}

const made = (name: string, perform: Job['perform']): Job => ({ name, schedule: '0 5 1 1 *', perform });

it('runs a job that was never run, keeps a record, and says when it comes next', async () => {
  const told = new EventEmitter();
  const on = deps();
  const finished = once(told, 'done');
  const jobs = [made('once', () => Promise.resolve({ things: 2 }))];
  const scheduler = await start(jobs, on, told);
  await finished;
  await scheduler.stop();
  const [status] = await jobBoard(on, jobs).list();
  expect(status).toMatchObject({
    name: 'once',
    lastRunAt: testMoment,
    lastRun: { job: 'once', by: 'schedule', outcome: 'done', counts: { things: 2 } },
  });
  expect(status?.nextRunAt?.toISOString()).toMatch(/-01-01T04:00:00\.000Z$/u);
  expect(status?.lastFailure).toBeUndefined();
});

it('tells of a job that fails, and the others go on', async () => {
  const told = new EventEmitter();
  const on = deps();
  const fault = once(told, 'fault');
  const jobs = [made('bad', () => Promise.reject(new Error('no such luck')))];
  const scheduler = await start(jobs, on, told);
  const [error, name] = await fault;
  await scheduler.stop();
  expect(name).toBe('bad');
  expect(String(error)).toContain('no such luck');
  const [status] = await jobBoard(on, jobs).list();
  expect(status?.lastFailure).toMatchObject({ outcome: 'failed', error: 'Error: no such luck' });
});

it('catches up once on what was missed while nothing ran', async () => {
  const told = new EventEmitter();
  const on = deps();
  let runs = 0;
  const jobs = [
    made('missed', async () => {
      runs += 1;
      return { runs };
    }),
  ];
  const first = once(told, 'done');
  const before = await start(jobs, on, told);
  await first;
  await before.stop();
  // Its time came twice while nothing ran.
  const rows = client.db().collection('agendaJobs');
  await rows.updateOne({ name: 'missed' }, { $set: { nextRunAt: new Date('2024-01-01T04:00:00Z') } });
  const second = once(told, 'done');
  const after = await start(jobs, on, told);
  await second;
  await after.stop();
  expect(runs).toBe(2);
  const again = await start(jobs, on, told);
  await again.stop();
  expect(runs).toBe(2);
  expect((await rows.findOne({ name: 'missed' }))?.['nextRunAt'].getTime()).toBeGreaterThan(Date.now());
});

it('is one of several that run a job one at a time', async () => {
  const told = new EventEmitter();
  const on = deps();
  let running = 0;
  let most = 0;
  let runs = 0;
  const work = made('shared', async (proceed) => {
    running += 1;
    runs += 1;
    most = Math.max(most, running);
    for (let step = 0; step < 20; step += 1) await proceed();
    running -= 1;
    return {};
  });
  const finished = once(told, 'done');
  const first = await start([work], on, told);
  const others = await Promise.all([1, 2].map(() => start([work], on, told)));
  const all = [first, ...others];
  await finished;
  await Promise.all(all.map((scheduler) => scheduler.stop()));
  expect({ runs, most }).toEqual({ runs: 1, most: 1 });
  expect(await client.db().collection('agendaJobs').countDocuments({ name: 'shared' })).toBe(1);
});

it('stops a job at its next pause, and leaves nothing locked', async () => {
  const told = new EventEmitter();
  const on = deps();
  const begun = once(told, 'begun');
  let asked = 0;
  const endless = made('endless', async (proceed) => {
    while (await proceed()) {
      asked += 1;
      told.emit('begun');
    }
    return { asked };
  });
  const scheduler = await start([endless], on, told);
  await begun;
  await scheduler.stop();
  const stopped = asked;
  expect((await on.store.jobRuns.latest('endless', 1))[0]?.outcome).toBe('done');
  expect(asked).toBe(stopped);
  const row = await client.db().collection('agendaJobs').findOne({ name: 'endless' });
  expect(row?.['lockedAt'] ?? null).toBeNull();
});
