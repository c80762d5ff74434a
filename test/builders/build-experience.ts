import type { Experience } from '../../src/domain/experience.ts';
import { deterministicId, testMoment } from './deterministic-id.ts';

export function buildExperience(overrides: Partial<Experience> = {}): Experience {
  return {
    id: deterministicId(),
    personId: deterministicId(),
    kind: 'volunteering',
    title: 'Voorzitter van de voorbeeldvereniging',
    skills: [],
    links: [],
    visibility: 'shown',
    createdAt: testMoment,
    updatedAt: testMoment,
    ...overrides,
  };
}
