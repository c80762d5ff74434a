import type { JobRun } from '../src/domain/job-run.ts';
import type { Clock } from '../src/ports/clock.ts';
import type { Ids } from '../src/ports/ids.ts';
import type { Store } from '../src/ports/store.ts';
import type { Job } from './job.ts';

export type RunDeps = {
  readonly store: Pick<Store, 'jobRuns'>;
  readonly clock: Clock;
  readonly ids: Ids;
};

/** The names under which a job's last and next moment are kept. */
export const lastRunOf = (job: string) => `${job}:last`;
export const nextRunOf = (job: string) => `${job}:next`;

/** A run that takes longer than this is written down while it goes on. */
const shortMs = 5_000;

/**
 * Runs a job and keeps a record of it: of one that did something, took its time, or failed. That a job ran at all is
 * noted each time. `alive` is told between two pieces of work, and says whether to go on. Throws what the job threw,
 * after that was written down.
 */
export async function runJob(
  deps: RunDeps,
  job: Job,
  by: JobRun['by'],
  alive: () => Promise<boolean>,
): Promise<JobRun> {
  const { jobRuns } = deps.store;
  const run: JobRun = { id: deps.ids.id(), job: job.name, startedAt: deps.clock(), by };
  let written = false;
  const proceed = async () => {
    if (!written && deps.clock().getTime() - run.startedAt.getTime() > shortMs) {
      written = true;
      await jobRuns.save(run);
    }
    return alive();
  };
  try {
    const counts = await job.perform(proceed);
    const done: JobRun = { ...run, finishedAt: deps.clock(), outcome: 'done', counts };
    if (written || by !== 'schedule' || Object.values(counts).some((count) => count > 0))
      await jobRuns.save(done);
    await jobRuns.setMark(lastRunOf(job.name), done.finishedAt ?? run.startedAt);
    return done;
  } catch (error) {
    const words = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    const failed: JobRun = {
      ...run,
      finishedAt: deps.clock(),
      outcome: 'failed',
      error: words.slice(0, 500),
    };
    // The database may be what failed.
    await jobRuns.save(failed).catch(() => undefined);
    throw error;
  }
}
