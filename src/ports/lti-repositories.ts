import type { LtiCourseRepository } from './lti-course-repository.ts';
import type { LtiKeyRepository } from './lti-key-repository.ts';
import type { LtiLoginRepository } from './lti-login-repository.ts';
import type { LtiPlatformRepository } from './lti-platform-repository.ts';
import type { LtiRefusalLog } from './lti-refusal-log.ts';
import type { LtiSessionRepository } from './lti-session-repository.ts';

/** What is kept for learning platforms. */
export interface LtiRepositories {
  readonly platforms: LtiPlatformRepository;
  readonly logins: LtiLoginRepository;
  readonly sessions: LtiSessionRepository;
  readonly keys: LtiKeyRepository;
  readonly courses: LtiCourseRepository;
  readonly refusals: LtiRefusalLog;
}
