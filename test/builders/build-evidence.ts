import type { Evidence } from '../../src/domain/evidence.ts';
import { deterministicId, testMoment } from './deterministic-id.ts';

/** A message in the thread of an award. */
export function buildEvidence(overrides: Partial<Evidence> = {}): Evidence {
  const id = overrides.id ?? deterministicId();
  return {
    id,
    subject: { kind: 'award', id: deterministicId() },
    sourceKey: `slack:T1|C1|${id}`,
    kind: 'message',
    text: 'Het advies is overgenomen.',
    files: [],
    saidAt: testMoment,
    revision: '1772442000.000100',
    ...overrides,
  };
}
