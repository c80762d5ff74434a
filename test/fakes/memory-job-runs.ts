import type { JobRun } from '../../src/domain/job-run.ts';
import type { JobRunRepository } from '../../src/ports/job-run-repository.ts';
import { byMoment } from './memory-order.ts';
import type { Access } from './memory-tables.ts';

const newestFirst = byMoment<JobRun>(
  -1,
  ({ startedAt }) => startedAt,
  ({ id }) => id,
);

export function memoryJobRuns({ read, write }: Access): JobRunRepository {
  return {
    save: (run) => write(({ jobRuns }) => jobRuns.put(run)),
    latest: async (job, limit, outcome) =>
      read()
        .jobRuns.where((run) => run.job === job && (outcome === undefined || run.outcome === outcome))
        .toSorted(newestFirst)
        .slice(0, limit),
    mark: async (job) => read().jobMarks.get(job)?.at,
    setMark: (job, at) => write(({ jobMarks }) => jobMarks.put({ job, at })),
  };
}
