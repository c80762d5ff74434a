import type { Locale } from '../domain/localized-text.ts';

/** What a platform asked for when it launched deep linking (LTI Deep Linking 2.0 §4.4). */
export type LtiDeepLinkRequest = {
  readonly returnUrl: string;
  /** Opaque; goes back exactly. */
  readonly data?: string;
  readonly acceptsMultiple: boolean;
  readonly acceptsLineItem: boolean;
};

/** What one accepted launch allows: a person, in a course of a platform, for a short time. */
export type LtiSession = {
  /** SHA-256 of the token, hex. */
  readonly id: string;
  readonly platformId: string;
  readonly deploymentId: string;
  readonly personId: string;
  readonly subject: string;
  readonly name?: string;
  /** Absent where the platform launched from outside a course. */
  readonly courseId?: string;
  readonly teaches: boolean;
  /** As they came, for the panel that shows what was received. */
  readonly roles: readonly string[];
  readonly locale: Locale;
  readonly deepLink?: LtiDeepLinkRequest;
  readonly createdAt: Date;
  readonly expiresAt: Date;
};

export interface LtiSessionRepository {
  insert(session: LtiSession): Promise<void>;
  /** Undefined when there is none or it has expired. */
  find(id: string, now: Date): Promise<LtiSession | undefined>;
  /** The person lives on under another id. */
  move(from: string, to: string): Promise<void>;
  removeOfPerson(personId: string): Promise<void>;
}
