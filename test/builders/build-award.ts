import type { Award } from '../../src/domain/award.ts';
import { buildBadgeSnapshot } from './build-badge.ts';
import { deterministicId, testMoment } from './deterministic-id.ts';

/** An active award with a status entry of its own. */
export function buildAward(overrides: Partial<Award> = {}): Award {
  const id = overrides.id ?? deterministicId();
  return {
    id,
    badgeId: deterministicId(),
    issuerId: deterministicId(),
    badge: buildBadgeSnapshot(),
    personId: deterministicId(),
    awardedBy: deterministicId(),
    awardedAt: testMoment,
    status: 'active',
    visibility: 'private',
    evidencePublic: false,
    recipientSalt: 'salt-of-the-test',
    statusList: { list: 'list-of-the-test', index: Number.parseInt(id.slice(-8), 16) },
    revision: 1,
    ...overrides,
  };
}
