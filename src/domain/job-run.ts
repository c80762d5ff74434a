/** One run of a job, from its begin to its end. */
export type JobRun = {
  readonly id: string;
  readonly job: string;
  readonly startedAt: Date;
  /** `schedule`: its time had come; otherwise somebody asked for it. */
  readonly by: 'schedule' | 'command-line' | 'web';
  readonly finishedAt?: Date;
  /** Absent while it runs, and when its process ended in the middle. */
  readonly outcome?: 'done' | 'failed';
  /** What it did, in figures; by names that the job chose. */
  readonly counts?: Readonly<Record<string, number>>;
  readonly error?: string;
};
