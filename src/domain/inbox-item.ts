/** A request from a platform that was acknowledged and is yet to be carried out. */
export type InboxItem = {
  /** The delivery key: the same request delivered again has the same one. */
  readonly key: string;
  readonly source: 'slack' | 'teams' | 'lti';
  /** What the adapter needs to carry it out, as it parsed it. */
  readonly payload: unknown;
  readonly receivedAt: Date;
  readonly status: 'waiting' | 'done' | 'failed';
  readonly attempts: number;
  readonly nextAttemptAt: Date;
  readonly lockedUntil?: Date;
  readonly lastError?: string;
};
