import { identityKey, type Identity } from '../../src/domain/identity.ts';
import type { LinkedIdentity, Person } from '../../src/domain/person.ts';
import { deterministicId, testMoment } from './deterministic-id.ts';

export function buildLinkedIdentity(
  identity: Identity,
  overrides: Partial<LinkedIdentity> = {},
): LinkedIdentity {
  return { key: identityKey(identity), identity, vouchedBy: 'platform', linkedAt: testMoment, ...overrides };
}

/** A person with one Slack account of their own. */
export function buildPerson(overrides: Partial<Person> = {}): Person {
  const id = overrides.id ?? deterministicId();
  return {
    id,
    name: 'Sanne Voorbeeld',
    identities: [buildLinkedIdentity({ kind: 'slack', workspace: 'T1', user: `U${id.slice(-12)}` })],
    createdAt: testMoment,
    updatedAt: testMoment,
    ...overrides,
  };
}
