import { MongoBackend } from '@agendajs/mongo-backend';
import { Agenda } from 'agenda';
import { MongoClient } from 'mongodb';
import type { Job } from './job.ts';
import { nextRunOf, runJob, type RunDeps } from './run-job.ts';

export type Scheduler = {
  /** No job is begun any more; those that run end at their next pause. */
  stop(): Promise<void>;
};

/** A job shows that it is alive at each pause; another instance takes it up when it did not for that long. */
const lockMs = 20_000;
const lookEveryMs = 5_000;
const databaseNamed = /^mongodb(?:\+srv)?:\/\/[^/]+\/[^?]/u;

/**
 * Runs jobs when their time comes, on this or another instance: agenda claims each under a lock in the database. It
 * has a connection of its own, since its driver is not mongoose's.
 */
export async function startScheduler(
  deps: RunDeps,
  options: {
    readonly mongoUri: string;
    readonly jobs: readonly Job[];
    readonly timeZone: string;
    /** There may be messages to deliver. */
    readonly onDone: () => void;
    readonly onFault: (error: unknown, job: string) => void;
    /** Sees to it that the connection comes back; gives what ends that. */
    readonly keepWatched: (client: MongoClient) => () => void;
    readonly lookEveryMs?: number;
    readonly lockMs?: number;
  },
): Promise<Scheduler> {
  const client = new MongoClient(options.mongoUri, {
    appName: 'speldje-jobs',
    maxPoolSize: 4,
    serverSelectionTimeoutMS: 5_000,
    ignoreUndefined: true,
  });
  await client.connect();
  const unwatch = options.keepWatched(client);
  const db = databaseNamed.test(options.mongoUri) ? client.db() : client.db('speldje');
  const lockLifetime = options.lockMs ?? lockMs;
  const agenda = new Agenda({
    backend: new MongoBackend({ mongo: db }),
    processEvery: options.lookEveryMs ?? lookEveryMs,
    defaultConcurrency: 1,
    defaultLockLifetime: lockLifetime,
  });
  // Without a listener an error event would end the process.
  agenda.on('error', (error: unknown) => options.onFault(error, 'scheduler'));
  let stopping = false;
  for (const job of options.jobs)
    agenda.define(
      job.name,
      // oxlint-disable-next-line typescript/no-misused-promises -- agenda awaits it; the rule sees its other overload
      async (claimed) => {
        const alive = async () => {
          if (!stopping) await claimed.touch();
          return !stopping;
        };
        try {
          const { nextRunAt } = claimed.attrs;
          if (nextRunAt) await deps.store.jobRuns.setMark(nextRunOf(job.name), nextRunAt);
          await runJob(deps, job, 'schedule', alive);
        } catch (error) {
          // It is written down; agenda's own way of telling adds nothing, and the job comes round again.
          options.onFault(error, job.name);
        }
        options.onDone();
      },
      { concurrency: 1, lockLifetime },
    );
  await agenda.ready;
  const rows = db.collection('agendaJobs');
  for (const { name, schedule } of options.jobs) {
    const { timeZone } = options;
    const same = { name, type: 'single', repeatInterval: schedule, repeatTimezone: timeZone };
    // Planned already, with what was missed while nothing ran: planning it anew would forget that.
    if ((await rows.findOne(same)) !== null) continue;
    await agenda.every(schedule, name, undefined, { timezone: timeZone });
    await rows.updateOne({ name, type: 'single' }, { $set: { nextRunAt: new Date() } });
  }
  await agenda.start();
  return {
    async stop() {
      stopping = true;
      await agenda.drain({ timeout: 15_000 });
      unwatch();
      await client.close();
    },
  };
}
