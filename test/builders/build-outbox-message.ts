import type { OutboxMessage } from '../../src/domain/outbox-message.ts';
import { deterministicId, testMoment } from './deterministic-id.ts';

/** A message that waits and is due. */
export function buildOutboxMessage(overrides: Partial<OutboxMessage> = {}): OutboxMessage {
  const id = overrides.id ?? deterministicId();
  return {
    id,
    key: `key-of-${id}`,
    channel: 'slack',
    destination: {
      kind: 'conversation',
      place: { workspace: 'slack:T1', conversation: 'C1' },
      locale: 'nl',
    },
    notice: { kind: 'refused', refusal: { code: 'guest' } },
    about: [],
    createdAt: testMoment,
    status: 'waiting',
    attempts: 0,
    nextAttemptAt: testMoment,
    ...overrides,
  };
}
