import type { InboxItem } from '../../src/domain/inbox-item.ts';
import { deterministicId, testMoment } from './deterministic-id.ts';

/** A request that waits and is due. */
export function buildInboxItem(overrides: Partial<InboxItem> = {}): InboxItem {
  return {
    key: `slack:T1:${deterministicId()}`,
    source: 'slack',
    payload: { command: '/badge', text: 'help' },
    receivedAt: testMoment,
    status: 'waiting',
    attempts: 0,
    nextAttemptAt: testMoment,
    ...overrides,
  };
}
