import type { ImportedCredential } from '../../src/domain/imported-credential.ts';
import { deterministicId, testMoment } from './deterministic-id.ts';

export function buildImportedCredential(overrides: Partial<ImportedCredential> = {}): ImportedCredential {
  const id = deterministicId();
  return {
    id,
    personId: deterministicId(),
    contentKey: `key of ${id}`,
    version: '3.0',
    form: 'json',
    summary: {
      id: `https://elders.example/badges/${id}`,
      name: 'Lasser niveau 2',
      issuer: { id: 'https://elders.example', name: 'Elders' },
      alignments: [],
      evidence: [],
    },
    skills: [],
    verdict: 'valid',
    checks: [
      { name: 'format', outcome: 'passed', code: 'format-known', params: { version: '3.0', form: 'json' } },
    ],
    checkedAt: testMoment,
    hasPicture: false,
    visibility: 'shown',
    importedAt: testMoment,
    ...overrides,
  };
}
