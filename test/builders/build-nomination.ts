import type { Nomination } from '../../src/domain/nomination.ts';
import { buildBadgeSnapshot } from './build-badge.ts';
import { deterministicId, testMoment } from './deterministic-id.ts';

/** An open nomination. */
export function buildNomination(overrides: Partial<Nomination> = {}): Nomination {
  return {
    id: deterministicId(),
    badgeId: deterministicId(),
    issuerId: deterministicId(),
    badge: buildBadgeSnapshot(),
    nomineeId: deterministicId(),
    nominatorId: deterministicId(),
    endorsements: [],
    status: 'open',
    createdAt: testMoment,
    version: 1,
    ...overrides,
  };
}
