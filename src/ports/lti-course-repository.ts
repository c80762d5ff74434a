/** A link in a course, and the badge whose awards go to its gradebook column. */
export type LtiCourseLink = {
  readonly resourceLinkId: string;
  /** Slug. */
  readonly badge?: string;
  readonly lineItemUrl?: string;
};

/** A course of a platform, as its launches told of it. */
export type LtiCourse = {
  readonly id: string;
  readonly platformId: string;
  readonly deploymentId: string;
  /** The platform's own id of the context. */
  readonly contextId: string;
  readonly title?: string;
  /** Names and Role Provisioning Services 2.0, where the platform offers it. */
  readonly membershipsUrl?: string;
  /** Assignment and Grade Services 2.0: the scopes that were offered. */
  readonly gradeScopes: readonly string[];
  readonly links: readonly LtiCourseLink[];
  readonly updatedAt: Date;
};

/** Somebody who is, or was, in a course. */
export type LtiMember = {
  /** The platform's `sub` or `user_id`. */
  readonly subject: string;
  readonly name?: string;
  readonly email?: string;
  readonly roles: readonly string[];
  readonly status: 'active' | 'inactive' | 'left';
};

/** Why a roster is not whole. */
export type LtiRosterProblem =
  | 'no-service'
  | 'unauthorized'
  | 'forbidden'
  | 'rate-limited'
  | 'other-origin'
  | 'unreadable'
  | 'unreachable';

/** The members of a course as the platform last gave them. */
export type LtiRoster = {
  readonly courseId: string;
  readonly members: readonly LtiMember[];
  readonly fetchedAt: Date;
  readonly problem?: LtiRosterProblem;
  /** No name came for anybody: the platform's privacy settings hold them back. */
  readonly namesWithheld: boolean;
};

export interface LtiCourseRepository {
  find(id: string): Promise<LtiCourse | undefined>;
  /** Inserts or replaces by id. */
  save(course: LtiCourse): Promise<void>;
  roster(courseId: string): Promise<LtiRoster | undefined>;
  /** Inserts or replaces by course. */
  saveRoster(roster: LtiRoster): Promise<void>;
  /** Remembers who launched from a course; with the newest facts. */
  saveVisitor(courseId: string, member: LtiMember, at: Date): Promise<void>;
  visitors(courseId: string): Promise<readonly LtiMember[]>;
  /** Removes what is kept of a person's account on a platform. */
  forget(platformId: string, subject: string): Promise<void>;
}
