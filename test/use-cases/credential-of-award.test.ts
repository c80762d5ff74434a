import { beforeEach, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/ports/credential-signer.ts';
import {
  awardCredentialInput,
  createCredentialCache,
  credentialOfAward,
  type CredentialOfAward,
} from '../../src/use-cases/credential-of-award.ts';
import { issuerKeys } from '../../src/use-cases/issuer-keys.ts';
import { buildEvidence } from '../builders/build-evidence.ts';
import { hashAddress } from '../../src/credentials/recipient-hash.ts';
import { verifyWithLibrary } from '../credentials/library-verifier.ts';
import {
  awardDeps,
  issuer,
  learner,
  now,
  publicUrl,
  storedAward,
  storedMilestone,
  type AwardDeps,
} from './award-deps.ts';

let deps: AwardDeps;
beforeEach(async () => {
  deps = await awardDeps();
});

async function credential(query: CredentialOfAward, from = deps): Promise<JsonObject> {
  const outcome = await credentialOfAward(from, query);
  if (!outcome.ok) throw new Error(`refused: ${outcome.refusal.code}`);
  return outcome.credential;
}

describe('credentialOfAward', () => {
  it('refuses what is no award: unknown-award', async () => {
    const outcome = await credentialOfAward(deps, { awardId: 'nothing' });
    expect(outcome).toEqual({ ok: false, refusal: { code: 'unknown-award' } });
  });

  it('refuses when nobody is left to say it of: award-erased', async () => {
    const award = await storedAward(deps.store);
    const { personId: _, ...erased } = award;
    await deps.store.awards.save({ ...erased, revision: 2 }, 1);
    const outcome = await credentialOfAward(deps, { awardId: award.id });
    expect(outcome).toEqual({ ok: false, refusal: { code: 'award-erased' } });
  });

  it('is signed so that an independent library verifies it with the published key', async () => {
    const { id } = await storedAward(deps.store, { visibility: 'public', evidencePublic: true });
    const signed = await credential({ awardId: id });
    const keys = await issuerKeys(deps, issuer.id);
    const document = deps.signer.issuerDocument(issuer, keys, publicUrl);
    expect(await verifyWithLibrary(signed, document, {}, now)).toMatchObject({ verified: true });
    const forged = { ...signed, name: 'Iets anders' };
    expect(await verifyWithLibrary(forged, document, {}, now)).toMatchObject({ verified: false });
  });

  it('gives the same bytes at another time, from another instance, with an empty cache', async () => {
    const { id } = await storedAward(deps.store, { visibility: 'public', evidencePublic: true });
    const first = JSON.stringify(await credential({ awardId: id }));
    deps.now = new Date('2027-05-01T00:00:00Z');
    const other = { ...deps, credentials: createCredentialCache() };
    expect(JSON.stringify(await credential({ awardId: id }, other))).toBe(first);
  });

  it('holds neither name, address nor evidence until the learner publishes it; the own copy does', async () => {
    const award = await storedAward(deps.store);
    const open = JSON.stringify(await credential({ awardId: award.id }));
    const hash = hashAddress('first@example.org', award.recipientSalt);
    for (const theirs of ['Student Sam', 'Het rapport', '"evidence"', hash])
      expect(open).not.toContain(theirs);
    const own = JSON.stringify(await credential({ awardId: award.id, audience: 'holder' }));
    for (const theirs of ['Student Sam', 'Het rapport', hash]) expect(own).toContain(theirs);
  });

  it('does not say why it was revoked until the learner publishes it', async () => {
    const statusReason = 'Sam was er niet bij.';
    const award = await storedAward(deps.store, { status: 'revoked', statusReason });
    const reason = async () => {
      const made = await awardCredentialInput(deps, { awardId: award.id });
      return made.ok && made.input.award.statusReason;
    };
    expect(await reason()).toBeUndefined();
    await deps.store.awards.save({ ...award, visibility: 'public', revision: 2 }, 1);
    expect(await reason()).toBe(statusReason);
  });

  it('names the address that was confirmed first, never one that others wrote down', async () => {
    const award = await storedAward(deps.store, { visibility: 'public' });
    const written = JSON.stringify(await credential({ awardId: award.id }));
    expect(written).toContain(hashAddress('first@example.org', award.recipientSalt));
    expect(written).not.toContain(hashAddress('later@example.org', award.recipientSalt));
    expect(written).not.toContain(hashAddress('named-by-others@example.org', award.recipientSalt));
  });

  it('follows at once what the learner shows and what the evidence says', async () => {
    const award = await storedAward(deps.store, { visibility: 'public' });
    const first = await credential({ awardId: award.id });
    expect(await credential({ awardId: award.id })).toBe(first);
    await deps.store.awards.save({ ...award, evidencePublic: true, revision: 2 }, 1);
    const second = JSON.stringify(await credential({ awardId: award.id }));
    expect(second).toContain('Het rapport');
    await deps.store.evidence.insert(
      buildEvidence({ subject: { kind: 'award', id: award.id }, text: 'Nog iets' }),
    );
    expect(JSON.stringify(await credential({ awardId: award.id }))).toContain('Nog iets');
    await deps.store.persons.save({ ...learner, name: 'Student S.' });
    const renamed = JSON.stringify(await credential({ awardId: award.id }));
    expect(renamed).toContain('Student S.');
    expect(renamed).not.toContain('Student Sam');
  });

  it('refers of a milestone to its parts as evidence: all in the own copy, else those that are published too', async () => {
    const { milestone, open, secret } = await storedMilestone(deps.store, { visibility: 'public' });
    const evidence = {
      id: `${publicUrl}/awards/${open.id}`,
      type: ['Evidence'],
      genre: 'OpenBadgeCredential',
      name: 'Adviseur',
    };
    const others = await credential({ awardId: milestone.id });
    expect(others['evidence']).toEqual([evidence]);
    const own = await credential({ awardId: milestone.id, audience: 'holder' });
    expect(own['evidence']).toEqual([evidence, { ...evidence, id: `${publicUrl}/awards/${secret.id}` }]);
    const document = deps.signer.issuerDocument(issuer, await issuerKeys(deps, issuer.id), publicUrl);
    expect(await verifyWithLibrary(own, document, {}, now)).toMatchObject({ verified: true });
    // What is taken back from the public is no longer said, by the next copy.
    await deps.store.awards.save({ ...open, visibility: 'private', revision: 2 }, 1);
    expect(await credential({ awardId: milestone.id })).not.toHaveProperty('evidence');
  });

  it('names no part of a milestone before it is published', async () => {
    const { milestone } = await storedMilestone(deps.store);
    expect(await credential({ awardId: milestone.id })).not.toHaveProperty('evidence');
  });

  it('is still given when the award was revoked: its status list says so', async () => {
    const { id } = await storedAward(deps.store, { status: 'revoked', statusChangedAt: now });
    const signed = await credential({ awardId: id });
    expect(JSON.stringify(signed['credentialStatus'])).toContain(`${publicUrl}/status/werkplaats-2026-3`);
  });
});

describe('createCredentialCache', () => {
  it('keeps what was asked for last, and no more than it may', () => {
    const cache = createCredentialCache(2);
    cache.set('a', { id: 'a' });
    cache.set('b', { id: 'b' });
    expect(cache.get('a')).toEqual({ id: 'a' });
    cache.set('c', { id: 'c' });
    expect(cache.get('b')).toBeUndefined();
    expect(cache.get('a')).toEqual({ id: 'a' });
    expect(cache.get('c')).toEqual({ id: 'c' });
  });
});
