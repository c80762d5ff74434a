/** A login that was begun here, until its launch comes back (LTI 1.3 Core §5.1.1, OpenID Connect Core §3.1.2). */
export type LtiLogin = {
  /** SHA-256 of the state, hex: the state itself is kept by nobody but the browser. */
  readonly id: string;
  readonly platformId: string;
  readonly nonce: string;
  /** SHA-256 of the secret that only the browser of this login has. */
  readonly browserHash: string;
  /** The platform can keep a value for the browser, in that frame (LTI Client Side postMessages). */
  readonly storageTarget?: string;
  /** What the platform sent, to begin the login again in a window of its own. */
  readonly request: Readonly<Record<string, string>>;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly usedAt?: Date;
};

export interface LtiLoginRepository {
  insert(login: LtiLogin): Promise<void>;
  /** Undefined when there is none or it has expired. */
  find(id: string, now: Date): Promise<LtiLogin | undefined>;
  /** Marks it used in one atomic write: of any number of callers, one gets true. */
  use(id: string, now: Date): Promise<boolean>;
}
