/** A launch that was refused, in words that an administrator can act on; holds no personal data and no token. */
export type LtiRefusalEntry = {
  readonly id: string;
  readonly at: Date;
  /** Stable. */
  readonly code: string;
  /** The claim or parameter at fault. */
  readonly claim?: string;
  readonly platformId?: string;
  readonly issuer?: string;
  /** What was found there, cut short, where that is no secret (an unknown deployment, another issuer). */
  readonly found?: string;
};

export interface LtiRefusalLog {
  add(entry: LtiRefusalEntry): Promise<void>;
  /** Newest first. */
  latest(limit: number): Promise<readonly LtiRefusalEntry[]>;
}
