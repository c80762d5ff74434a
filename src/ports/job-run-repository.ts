import type { JobRun } from '../domain/job-run.ts';

/** Runs of jobs, kept for 90 days, and how far jobs that go through something have come. */
export interface JobRunRepository {
  /** Writes a run; one of that id is replaced. */
  save(run: JobRun): Promise<void>;
  /** The runs of a job, newest first; only the failed ones when asked so. */
  latest(job: string, limit: number, outcome?: JobRun['outcome']): Promise<readonly JobRun[]>;
  /** How far a job had come; undefined when it never said. */
  mark(job: string): Promise<Date | undefined>;
  setMark(job: string, at: Date): Promise<void>;
}
