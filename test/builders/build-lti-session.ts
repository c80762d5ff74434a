import type { LtiSession } from '../../src/ports/lti-session-repository.ts';
import { deterministicId, testMoment } from './deterministic-id.ts';

/** A learner who opened the tool in a course, for an hour. */
export function buildLtiSession(overrides: Partial<LtiSession> = {}): LtiSession {
  return {
    id: deterministicId(),
    platformId: deterministicId(),
    deploymentId: '1',
    personId: deterministicId(),
    subject: '7',
    teaches: false,
    roles: [],
    locale: 'nl',
    createdAt: testMoment,
    expiresAt: new Date(testMoment.getTime() + 3_600_000),
    ...overrides,
  };
}
