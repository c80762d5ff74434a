/** What a job is asked between two pieces of work: whether it may go on. It shows along the way that it is alive. */
export type Proceed = () => Promise<boolean>;

/**
 * Work that comes round by the clock. It is run at least once when its time comes, once for all that was missed in
 * downtime, and whenever somebody asks; by several instances at once when a lock expires. So it bears being run again,
 * at any time.
 */
export type Job = {
  /** Short and stable: it is typed at the command line. */
  readonly name: string;
  /** Cron: minute, hour, day of month, month, day of week, on the clocks of the deployment's zone. */
  readonly schedule: string;
  /** What was done, in figures. */
  perform(proceed: Proceed): Promise<Readonly<Record<string, number>>>;
};
