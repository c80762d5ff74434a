import type { AuditEntry } from '../../src/domain/audit-entry.ts';
import { deterministicId, testMoment } from './deterministic-id.ts';

export function buildAuditEntry(overrides: Partial<AuditEntry> = {}): AuditEntry {
  return {
    id: deterministicId(),
    at: testMoment,
    action: 'awarded',
    by: deterministicId(),
    via: 'slack',
    about: [],
    ...overrides,
  };
}
