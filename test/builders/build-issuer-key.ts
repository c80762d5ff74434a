import type { IssuerKey } from '../../src/domain/issuer-key.ts';
import { deterministicId, testMoment } from './deterministic-id.ts';

/** A key in use; its texts stand for key material and are none. */
export function buildIssuerKey(overrides: Partial<IssuerKey> = {}): IssuerKey {
  return {
    id: 'key-1',
    issuerId: deterministicId(),
    algorithm: 'Ed25519',
    publicKey: 'public-part',
    sealedPrivateKey: 'sealed-private-part',
    createdAt: testMoment,
    ...overrides,
  };
}
