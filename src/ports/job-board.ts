import type { JobRun } from '../domain/job-run.ts';

/** How a job stands, for those who look after the deployment. */
export type JobStatus = {
  readonly name: string;
  /** Cron, on the clocks of the deployment's zone. */
  readonly schedule: string;
  readonly lastRunAt?: Date;
  readonly nextRunAt?: Date;
  /** The last run that did something or failed. */
  readonly lastRun?: JobRun;
  readonly lastFailure?: JobRun;
};

export interface JobBoard {
  list(): Promise<readonly JobStatus[]>;
  /** Runs a job now; undefined when there is none of that name. Throws what the job throws. */
  run(name: string, by: JobRun['by']): Promise<JobRun | undefined>;
}
