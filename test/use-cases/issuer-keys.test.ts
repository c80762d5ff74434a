import { beforeEach, describe, expect, it } from 'vitest';
import { StoreUnavailable } from '../../src/ports/store.ts';
import { issuerKeys, keyInUse } from '../../src/use-cases/issuer-keys.ts';
import { buildIssuerKey } from '../builders/build-issuer-key.ts';
import { awardDeps, issuer, now, type AwardDeps } from './award-deps.ts';

let deps: AwardDeps;
beforeEach(async () => {
  deps = await awardDeps();
});

const inUse = async () =>
  (await deps.store.issuerKeys.list(issuer.id)).filter((key) => key.retiredAt === undefined);

describe('issuerKeys', () => {
  it('makes a key of each algorithm at first need, and the same ones are found again', async () => {
    const keys = await issuerKeys(deps, issuer.id);
    expect(keys.map(({ algorithm }) => algorithm).toSorted()).toEqual(['ES256', 'Ed25519']);
    expect(await issuerKeys(deps, issuer.id)).toEqual(keys);
  });

  it('two instances that need keys at the same moment end up with the same ones', async () => {
    const [one, other] = await Promise.all([issuerKeys(deps, issuer.id), issuerKeys(deps, issuer.id)]);
    expect(one).toEqual(other);
    expect(await inUse()).toHaveLength(2);
  });

  it('makes only what is lacking, and keeps retired keys in the list', async () => {
    const old = buildIssuerKey({ id: 'old', issuerId: issuer.id, algorithm: 'Ed25519', retiredAt: now });
    const es256 = buildIssuerKey({ id: 'es', issuerId: issuer.id, algorithm: 'ES256' });
    await deps.store.issuerKeys.insert([old, es256]);
    const keys = await issuerKeys(deps, issuer.id);
    expect(keys).toHaveLength(3);
    expect(keyInUse(keys, 'ES256')?.id).toBe('es');
    expect(keyInUse(keys, 'Ed25519')?.id).not.toBe('old');
  });

  it('passes on any fault other than that the keys were made meanwhile', async () => {
    const store = {
      ...deps.store,
      transact: () => Promise.reject(new StoreUnavailable()),
    };
    await expect(issuerKeys({ ...deps, store }, issuer.id)).rejects.toThrow(StoreUnavailable);
  });
});
