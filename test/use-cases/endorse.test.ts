import { beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { createCredentialReader } from '../../src/credentials/credential-reader.ts';
import { operatorActor } from '../../src/domain/actor.ts';
import { credentialOfAward, jwtOfAward } from '../../src/use-cases/credential-of-award.ts';
import { endorseAward, endorseBadge, withdrawEndorsement } from '../../src/use-cases/endorse.ts';
import { erasePerson } from '../../src/use-cases/erase-person.ts';
import { issuerKeys } from '../../src/use-cases/issuer-keys.ts';
import { mergePersons } from '../../src/use-cases/merge-persons.ts';
import { ownDocuments } from '../../src/use-cases/own-documents.ts';
import { showAward } from '../../src/use-cases/show-award.ts';
import { endorsementCredentialOf } from '../../src/use-cases/signed-endorsements.ts';
import { buildIssuer } from '../builders/build-issuer.ts';
import { buildPerson } from '../builders/build-person.ts';
import { buildRoleGrant } from '../builders/build-role-grant.ts';
import { deterministicId } from '../builders/deterministic-id.ts';
import { verifyWithLibrary } from '../credentials/library-verifier.ts';
import {
  awardDeps,
  awarder,
  badge,
  issuer,
  learner,
  now,
  publicUrl,
  storedAward,
  type AwardDeps,
} from './award-deps.ts';
import { actor, done, refusalCode } from './community.ts';

const ids = { id: deterministicId, token: () => 'token', below: () => 0 };
const bakery = buildIssuer({ slug: 'bakkerij', name: { nl: 'De Bakkerij' } });
const baker = buildPerson({ name: 'Bakker Bas' });
const comment = 'Wie dit kan, kan **morgen** beginnen.';

let deps: AwardDeps & { readonly ids: typeof ids };
beforeEach(async () => {
  deps = Object.assign(await awardDeps(), { ids });
  await deps.store.issuers.save(bakery);
  await deps.store.persons.insert(baker);
  await deps.store.roles.insert(
    buildRoleGrant({ issuerId: bakery.id, role: 'awarder', grantee: { kind: 'person', personId: baker.id } }),
  );
});

const onBadge = (by = actor(baker), facts: object = {}) =>
  endorseBadge(deps, { actor: by, issuerSlug: 'bakkerij', badgeSlug: badge.slug, comment, ...facts });
const publicAward = () =>
  storedAward(deps.store, {
    visibility: 'public',
    statusList: { list: `${issuer.slug}-2026-3`, index: 3 },
    awardedAt: new Date('2026-05-01T00:00:00Z'),
  });
const onAward = (awardId: string, by = actor(baker), facts: object = {}) =>
  endorseAward(deps, { actor: by, issuerSlug: 'bakkerij', awardId, comment, ...facts });
const endorsementsIn = (credential: object) =>
  z.looseObject({ endorsement: z.array(z.looseObject({ id: z.string() })).optional() }).parse(credential)
    .endorsement ?? [];

describe('an organisation that endorses a badge', () => {
  it('does so once, in its own name, signed with its own key, at the address that is its id', async () => {
    const { endorsement } = await done(onBadge());
    expect((await done(onBadge())).endorsement.id).toBe(endorsement.id);
    const { credential } = await done(endorsementCredentialOf(deps, { endorsementId: endorsement.id }));
    expect(credential).toMatchObject({
      id: `${publicUrl}/endorsements/${endorsement.id}`,
      type: ['VerifiableCredential', 'EndorsementCredential'],
      issuer: { name: 'De Bakkerij' },
      credentialSubject: { id: `${publicUrl}/badges/${badge.slug}`, endorsementComment: comment },
    });
    const keys = deps.signer.issuerDocument(bakery, await issuerKeys(deps, bakery.id), publicUrl);
    expect((await verifyWithLibrary(credential, keys, {}, now)).verified).toBe(true);
    expect((await verifyWithLibrary({ ...credential, name: 'Anders' }, keys, {}, now)).verified).toBe(false);
    expect(await deps.store.audit.page({ issuerId: bakery.id }, { limit: 5 })).toMatchObject({
      items: [{ action: 'endorsed', by: `person:${baker.id}` }],
    });
  });

  it('with other words replaces what it said, at once or twice at the same moment', async () => {
    const first = await done(onBadge());
    const second = await done(onBadge(actor(baker), { comment: 'Nog steeds.' }));
    expect(await deps.store.endorsements.ofSubject({ kind: 'badge', slug: badge.slug })).toEqual([
      second.endorsement,
    ]);
    expect(await refusalCode(endorsementCredentialOf(deps, { endorsementId: first.endorsement.id }))).toBe(
      'unknown-endorsement',
    );
  });

  it.each([
    ['unknown-badge', { badgeSlug: 'niets' }],
    ['unknown-issuer', { issuerSlug: 'niets' }],
    ['invalid', { comment: '  ' }],
    ['invalid', { comment: 'x'.repeat(2001) }],
    ['own-badge', { issuerSlug: issuer.slug, actor: operatorActor }],
  ] as const)('is refused: %s', async (code, facts) => {
    expect(await refusalCode(onBadge(actor(baker), facts))).toBe(code);
  });

  it('is refused to who has no role there: not-allowed; and for a retired badge: badge-retired', async () => {
    expect(await refusalCode(onBadge(actor(awarder)))).toBe('not-allowed');
    await deps.store.badges.saveVersion(
      { ...badge, status: 'retired', version: badge.version + 1 },
      badge.version,
    );
    expect(await refusalCode(onBadge())).toBe('badge-retired');
  });
});

describe('an organisation that endorses an award', () => {
  it('stands in the credential, which verifies whole, and on the page', async () => {
    const award = await publicAward();
    const before = await done(credentialOfAward(deps, { awardId: award.id }));
    const { endorsement } = await done(onAward(award.id));
    const { credential } = await done(credentialOfAward(deps, { awardId: award.id }));
    expect(endorsementsIn(before.credential)).toEqual([]);
    expect(endorsementsIn(credential).map(({ id }) => id)).toEqual([
      `${publicUrl}/endorsements/${endorsement.id}`,
    ]);
    const own = ownDocuments(deps);
    const reader = createCredentialReader({
      fetch: async () => ({ ok: false, problem: 'no-connection' }),
      localDocuments: own,
    });
    const { jwt } = await done(jwtOfAward(deps, { awardId: award.id }));
    for (const text of [JSON.stringify(credential), jwt])
      expect((await reader.readBadge({ kind: 'text', text }, { now })).verdict).toBe('valid');
    const keys = deps.signer.issuerDocument(issuer, await issuerKeys(deps, issuer.id), publicUrl);
    expect((await verifyWithLibrary(credential, keys, {}, now)).verified).toBe(true);
    const { award: shown } = await done(showAward(deps, { awardId: award.id }));
    expect(shown.endorsements).toMatchObject([{ endorsement: { comment }, issuer: { slug: 'bakkerij' } }]);
  });

  it('is told nobody while the learner keeps the award to themselves', async () => {
    const award = await storedAward(deps.store, { statusList: { list: `${issuer.slug}-2026-3`, index: 3 } });
    const { endorsement } = await done(onAward(award.id));
    const query = { awardId: award.id };
    expect(endorsementsIn((await done(credentialOfAward(deps, query))).credential)).toEqual([]);
    expect((await done(showAward(deps, query))).award.endorsements).toEqual([]);
    expect(await refusalCode(endorsementCredentialOf(deps, { endorsementId: endorsement.id }))).toBe(
      'unknown-endorsement',
    );
    const holder = await done(credentialOfAward(deps, { ...query, audience: 'holder' }));
    expect(endorsementsIn(holder.credential)).toHaveLength(1);
  });

  it.each([
    ['own-badge', { issuerSlug: issuer.slug, actor: operatorActor }],
    ['own-award', { actor: actor(learner) }],
  ] as const)('is refused: %s', async (code, facts) => {
    const award = await publicAward();
    await deps.store.roles.insert(
      buildRoleGrant({
        issuerId: bakery.id,
        role: 'owner',
        grantee: { kind: 'person', personId: learner.id },
      }),
    );
    expect(await refusalCode(onAward(award.id, actor(baker), facts))).toBe(code);
  });

  it('is refused for what is not there, revoked or erased', async () => {
    expect(await refusalCode(onAward('niets'))).toBe('unknown-award');
    const award = await publicAward();
    await deps.store.awards.save({ ...award, status: 'revoked', revision: 2 }, 1);
    expect(await refusalCode(onAward(award.id))).toBe('award-not-active');
    const { personId: _, ...erased } = award;
    await deps.store.awards.save({ ...erased, revision: 3 }, 2);
    expect(await refusalCode(onAward(award.id))).toBe('award-erased');
  });
});

describe('an endorsement', () => {
  it('is taken back by its organisation alone, and leaves the credential', async () => {
    const award = await publicAward();
    const { endorsement } = await done(onAward(award.id));
    const withdraw = (by: Parameters<typeof actor>[0]) =>
      withdrawEndorsement(deps, { actor: actor(by), endorsementId: endorsement.id });
    expect(await refusalCode(withdraw(awarder))).toBe('not-allowed');
    await done(withdraw(baker));
    expect(endorsementsIn((await done(credentialOfAward(deps, { awardId: award.id }))).credential)).toEqual(
      [],
    );
    expect(await refusalCode(withdraw(baker))).toBe('unknown-endorsement');
  });

  it('goes with the learner who is erased, and keeps nothing of the endorser who is', async () => {
    const award = await publicAward();
    const ofAward = await done(onAward(award.id));
    const ofBadge = await done(onBadge());
    await erasePerson(deps, { actor: operatorActor, personId: learner.id });
    expect(await deps.store.endorsements.find(ofAward.endorsement.id)).toBeUndefined();
    await erasePerson(deps, { actor: operatorActor, personId: baker.id });
    expect(await deps.store.endorsements.find(ofBadge.endorsement.id)).not.toHaveProperty('endorsedBy');
  });

  it('goes along when its endorser becomes one with another person', async () => {
    const { endorsement } = await done(onBadge());
    await mergePersons(deps, { actor: operatorActor, keep: awarder.id, absorb: baker.id });
    expect(await deps.store.endorsements.find(endorsement.id)).toMatchObject({ endorsedBy: awarder.id });
  });
});
