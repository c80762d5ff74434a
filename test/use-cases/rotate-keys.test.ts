import { createLocalJWKSet, decodeProtectedHeader, jwtVerify } from 'jose';
import { beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { createCredentialReader } from '../../src/credentials/credential-reader.ts';
import { operatorActor } from '../../src/domain/actor.ts';
import type { JwtAlgorithm } from '../../src/domain/issuer-key.ts';
import { credentialOfAward, jwtOfAward } from '../../src/use-cases/credential-of-award.ts';
import { issuerKeys, jwtKeyInUse, keyInUse } from '../../src/use-cases/issuer-keys.ts';
import { ownDocuments } from '../../src/use-cases/own-documents.ts';
import { rotateKeys } from '../../src/use-cases/rotate-keys.ts';
import { buildRoleGrant } from '../builders/build-role-grant.ts';
import { deterministicId } from '../builders/deterministic-id.ts';
import { verifyWithLibrary } from '../credentials/library-verifier.ts';
import {
  awardDeps,
  awarder,
  issuer,
  learner,
  now,
  publicUrl,
  storedAward,
  type AwardDeps,
} from './award-deps.ts';
import { actor, done, refusalCode } from './community.ts';

const jwksShape = z.object({ keys: z.array(z.record(z.string(), z.string())) });
const ids = { id: deterministicId, token: () => 'token', below: () => 0 };

let deps: AwardDeps & { readonly ids: typeof ids };
beforeEach(async () => {
  deps = Object.assign(await awardDeps(), { ids });
});

const rotate = (jwtAlgorithm?: JwtAlgorithm) =>
  done(
    rotateKeys(deps, {
      actor: operatorActor,
      issuerSlug: issuer.slug,
      ...(jwtAlgorithm === undefined ? {} : { jwtAlgorithm }),
    }),
  );
const keys = () => issuerKeys(deps, issuer.id);
const didDocument = async () => deps.signer.issuerDocument(issuer, await keys(), publicUrl);
const jwks = async () =>
  createLocalJWKSet(jwksShape.parse(deps.signer.jwks([{ issuer, keys: await keys() }], publicUrl)));

async function signedNow() {
  const award = await storedAward(deps.store, {
    statusList: {
      list: `${issuer.slug}-2026-3`,
      index: (await deps.store.awards.ofPerson(learner.id)).length,
    },
    awardedAt: new Date('2026-05-01T00:00:00Z'),
  });
  const query = { awardId: award.id };
  const { credential } = await done(credentialOfAward(deps, query));
  const { jwt } = await done(jwtOfAward(deps, query));
  return { credential, jwt };
}

async function verdicts(signed: Awaited<ReturnType<typeof signedNow>>) {
  const reader = createCredentialReader({
    fetch: async () => ({ ok: false, problem: 'no-connection' }),
    localDocuments: ownDocuments(deps),
  });
  const read = async (text: string) =>
    (await reader.readBadge({ kind: 'text', text }, { now: deps.now })).verdict;
  return {
    own: await read(JSON.stringify(signed.credential)),
    ownJwt: await read(signed.jwt),
    library: (await verifyWithLibrary(signed.credential, await didDocument(), {}, now)).verified,
    jose: (await jwtVerify(signed.jwt, await jwks(), { currentDate: deps.now })).protectedHeader.alg,
  };
}

describe('rotateKeys', () => {
  it('signs with new keys, and what the old ones signed still verifies, here and elsewhere', async () => {
    const old = await signedNow();
    const before = await keys();
    const { made, retired } = await rotate();
    expect(retired.map(({ id }) => id)).toEqual(before.map(({ id }) => id));
    const young = await signedNow();
    expect(await verdicts(old)).toEqual({ own: 'valid', ownJwt: 'valid', library: true, jose: 'ES256' });
    expect(await verdicts(young)).toEqual({ own: 'valid', ownJwt: 'valid', library: true, jose: 'ES256' });
    const method = (signed: typeof old) => JSON.stringify(signed.credential['proof']);
    expect(method(old)).toContain(keyInUse(before, 'Ed25519')?.id);
    expect(method(young)).toContain(made[0]?.id);
    expect(decodeProtectedHeader(young.jwt).kid).toContain(made[1]?.id);
    expect(await deps.store.audit.page({ issuerId: issuer.id }, { limit: 1 })).toMatchObject({
      items: [{ action: 'keys-rotated', by: 'operator', detail: { jwtAlgorithm: 'ES256' } }],
    });
  });

  it('changes the algorithm of JWTs to RS256 and back; without a word it stays', async () => {
    const old = await signedNow();
    await rotate('RS256');
    const rsa = await signedNow();
    expect(await verdicts(rsa)).toEqual({ own: 'valid', ownJwt: 'valid', library: true, jose: 'RS256' });
    expect((await verdicts(old)).jose).toBe('ES256');
    await rotate();
    expect(jwtKeyInUse(await keys())?.algorithm).toBe('RS256');
    await rotate('ES256');
    expect(jwtKeyInUse(await keys())?.algorithm).toBe('ES256');
    expect((await verdicts(rsa)).ownJwt).toBe('valid');
    expect((await keys()).filter((key) => key.retiredAt === undefined)).toHaveLength(2);
  });

  it('publishes no private part of an RSA key', async () => {
    await rotate('RS256');
    const published = JSON.stringify([
      await didDocument(),
      deps.signer.jwks([{ issuer, keys: await keys() }], publicUrl),
    ]);
    expect(published).toContain('"RSA"');
    for (const part of ['"d"', '"p"', '"q"', '"dp"', '"dq"', '"qi"', 'sealed'])
      expect(published).not.toContain(part);
  });

  it('done twice at once leaves one key in use of each kind', async () => {
    await keys();
    await Promise.all([rotate(), rotate('RS256')]);
    const inUse = (await keys()).filter((key) => key.retiredAt === undefined);
    expect(inUse).toHaveLength(2);
    expect(keyInUse(inUse, 'Ed25519')).toBeDefined();
    const signed = await signedNow();
    expect(await verdicts(signed)).toMatchObject({ own: 'valid', ownJwt: 'valid', library: true });
  });

  it('is for owners and the operator: not-allowed, unknown-issuer', async () => {
    const by = (personId: string) =>
      rotateKeys(deps, { actor: { ...actor(awarder), personId }, issuerSlug: issuer.slug });
    expect(await refusalCode(by(awarder.id))).toBe('not-allowed');
    await deps.store.roles.insert(
      buildRoleGrant({
        issuerId: issuer.id,
        role: 'owner',
        grantee: { kind: 'person', personId: awarder.id },
      }),
    );
    expect((await done(by(awarder.id))).made).toHaveLength(2);
    expect(await refusalCode(rotateKeys(deps, { actor: operatorActor, issuerSlug: 'elders' }))).toBe(
      'unknown-issuer',
    );
  });
});
