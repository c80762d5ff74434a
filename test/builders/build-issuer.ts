import type { Issuer } from '../../src/domain/issuer.ts';
import { deterministicId, testMoment } from './deterministic-id.ts';

export function buildIssuer(overrides: Partial<Issuer> = {}): Issuer {
  const id = overrides.id ?? deterministicId();
  return {
    id,
    slug: `uitgever-${Number.parseInt(id.slice(-12), 16)}`,
    name: { nl: 'Voorbeelduitgever', en: 'Example issuer' },
    description: { nl: 'Geeft badges uit om te proberen.' },
    createdAt: testMoment,
    updatedAt: testMoment,
    ...overrides,
  };
}
