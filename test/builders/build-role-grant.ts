import type { RoleGrant } from '../../src/domain/role.ts';
import { deterministicId, testMoment } from './deterministic-id.ts';

/** A person who awards for an issuer. */
export function buildRoleGrant(overrides: Partial<RoleGrant> = {}): RoleGrant {
  return {
    id: deterministicId(),
    issuerId: deterministicId(),
    role: 'awarder',
    grantee: { kind: 'person', personId: deterministicId() },
    grantedAt: testMoment,
    ...overrides,
  };
}
