import type { JobBoard, JobStatus } from '../src/ports/job-board.ts';
import type { Job } from './job.ts';
import { lastRunOf, nextRunOf, runJob, type RunDeps } from './run-job.ts';

/** How the jobs stand, and a way to run one now. */
export function jobBoard(deps: RunDeps, jobs: readonly Job[]): JobBoard {
  const { jobRuns } = deps.store;
  return {
    list: () =>
      Promise.all(
        jobs.map(async ({ name, schedule }): Promise<JobStatus> => {
          const [lastRunAt, nextRunAt, [lastRun], [lastFailure]] = await Promise.all([
            jobRuns.mark(lastRunOf(name)),
            jobRuns.mark(nextRunOf(name)),
            jobRuns.latest(name, 1),
            jobRuns.latest(name, 1, 'failed'),
          ]);
          return {
            name,
            schedule,
            ...(lastRunAt === undefined ? {} : { lastRunAt }),
            ...(nextRunAt === undefined ? {} : { nextRunAt }),
            ...(lastRun === undefined ? {} : { lastRun }),
            ...(lastFailure === undefined ? {} : { lastFailure }),
          };
        }),
      ),
    async run(name, by) {
      const job = jobs.find((one) => one.name === name);
      return job === undefined ? undefined : runJob(deps, job, by, () => Promise.resolve(true));
    },
  };
}
