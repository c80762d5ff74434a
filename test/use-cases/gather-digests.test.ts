import { describe, expect, it } from 'vitest';
import type { Digest } from '../../src/domain/digest.ts';
import type { Nomination } from '../../src/domain/nomination.ts';
import { buildBadge, buildBadgeSnapshot } from '../builders/build-badge.ts';
import { buildEvidence } from '../builders/build-evidence.ts';
import { buildIssuer } from '../builders/build-issuer.ts';
import { buildNomination } from '../builders/build-nomination.ts';
import { buildLinkedIdentity } from '../builders/build-person.ts';
import { buildRoleGrant } from '../builders/build-role-grant.ts';
import { digestTown, type DigestTown } from './digest-town.ts';

const wednesday = '2026-11-25T12:00:00Z';
const monday = '2026-11-30T08:00:00Z';
const day = 86_400_000;

/** Enrols everybody, then lets Monday come; gives each person's digest. */
async function issue(town: DigestTown): Promise<ReadonlyMap<string, Digest>> {
  await town.tick();
  town.at(monday);
  await town.tick();
  return new Map((await town.sent()).map(({ about, digest }) => [about[0] ?? '', digest]));
}

const before = (days: number) => new Date(Date.parse(monday) - days * day);

describe('what a learner is told', () => {
  it('is what was added, newest first, five of it at most, and the newest to share', async () => {
    const town = digestTown(wednesday);
    const sam = await town.person();
    await town.award(sam, { awardedAt: before(30), slug: 'older' });
    await town.award(sam, { awardedAt: before(2), slug: 'revoked', status: 'revoked' });
    for (const hours of [1, 2, 3, 4, 5, 6, 7])
      await town.award(sam, {
        awardedAt: new Date(Date.parse(monday) - hours * 3_600_000),
        slug: `s${hours}`,
      });
    const digest = (await issue(town)).get(sam.id);
    expect(digest?.added.count).toBe(7);
    expect(digest?.added.shown.map(({ badge }) => badge.slug)).toEqual(['s1', 's2', 's3', 's4', 's5']);
    expect(digest?.step).toMatchObject({ kind: 'share', badge: { slug: 's1' } });
  });

  it('is what expires within thirty days, and not what expires later or has expired', async () => {
    const town = digestTown(wednesday);
    const sam = await town.person();
    for (const [slug, days] of [
      ['soon', 10],
      ['later', 31],
      ['past', -1],
    ] as const)
      await town.award(sam, {
        slug,
        awardedAt: before(300),
        validUntil: new Date(Date.parse(monday) + days * day),
      });
    const digest = (await issue(town)).get(sam.id);
    expect(digest?.expiring.shown.map(({ badge }) => badge.slug)).toEqual(['soon']);
    expect(digest?.step).toMatchObject({ kind: 'renew', badge: { slug: 'soon' } });
  });

  it('is that evidence is still needed, until there is some', async () => {
    const town = digestTown(wednesday);
    const [sam, noor] = [await town.person(), await town.person()];
    for (const person of [sam, noor]) {
      const nomination = buildNomination({
        nomineeId: person.id,
        badge: buildBadgeSnapshot({ slug: 'advies', evidence: 'required' }),
      });
      await town.store.nominations.insert(nomination);
      if (person === noor)
        await town.store.evidence.insert(
          buildEvidence({ subject: { kind: 'nomination', id: nomination.id }, kind: 'message' }),
        );
    }
    const digests = await issue(town);
    expect(digests.get(sam.id)?.evidenceAsked.shown[0]?.badge.slug).toBe('advies');
    expect(digests.get(sam.id)?.step?.kind).toBe('give-evidence');
    expect(digests.has(noor.id)).toBe(false);
  });

  it('is which part of a badge is left, when the last but one was earned', async () => {
    const town = digestTown(wednesday);
    for (const badge of [
      buildBadge({ slug: 'meester', parts: ['a', 'b', 'c'] }),
      ...['a', 'b', 'c'].map((slug) => buildBadge({ slug, title: { nl: slug } })),
    ])
      await town.store.badges.insert(badge);
    const [sam, noor, ali] = [await town.person(), await town.person(), await town.person()];
    await town.award(sam, { slug: 'a', awardedAt: before(40) });
    await town.award(sam, { slug: 'b', awardedAt: before(2) });
    await town.award(noor, { slug: 'a', awardedAt: before(2) });
    await town.award(ali, { slug: 'a', awardedAt: before(40) });
    await town.award(ali, { slug: 'b', awardedAt: before(40) });
    const digests = await issue(town);
    expect(digests.get(sam.id)?.nearly.shown).toEqual([
      { badge: { slug: 'meester', title: expect.anything() }, missing: { slug: 'c', title: { nl: 'c' } } },
    ]);
    expect(digests.get(sam.id)?.step?.kind).toBe('last-part');
    expect(digests.get(noor.id)?.nearly.count).toBe(0);
    expect(digests.has(ali.id)).toBe(false);
  });

  it('is no part that is given no longer', async () => {
    const town = digestTown(wednesday);
    await town.store.badges.insert(buildBadge({ slug: 'meester', parts: ['a', 'b'] }));
    await town.store.badges.insert(buildBadge({ slug: 'a' }));
    await town.store.badges.insert(buildBadge({ slug: 'b', status: 'retired' }));
    const sam = await town.person();
    await town.award(sam, { slug: 'a', awardedAt: before(2) });
    expect((await issue(town)).get(sam.id)?.nearly.count).toBe(0);
  });

  it('is nothing of a workspace that they left', async () => {
    const town = digestTown(wednesday);
    const [left, ali] = [
      await town.person({
        identities: [
          buildLinkedIdentity({ kind: 'slack', workspace: 'T1', user: 'UGONE' }, { goneAt: before(9) }),
          buildLinkedIdentity({ kind: 'email', address: 'sam@thuis.example' }, { vouchedBy: 'confirmed' }),
        ],
      }),
      await town.person({ name: 'Ali' }),
    ];
    await town.award(left, { awardedAt: before(1) });
    const place = { workspace: 'slack:T1', conversation: 'C1' };
    await town.store.nominations.insert(
      buildNomination({ nomineeId: ali.id, createdAt: before(2), place, madeOpenly: true }),
    );
    expect((await issue(town)).get(left.id)?.toSupport.count).toBe(0);
  });

  it('is no nomination of a conversation that they may not be in', async () => {
    const town = digestTown(wednesday);
    const [sam, ali] = [await town.person(), await town.person({ name: 'Ali' })];
    await town.award(sam, { awardedAt: before(1) });
    const place = { workspace: 'slack:T1', conversation: 'G1' };
    await town.store.nominations.insert(buildNomination({ nomineeId: ali.id, createdAt: before(2), place }));
    expect((await issue(town)).get(sam.id)?.toSupport.count).toBe(0);
    expect(JSON.stringify(await town.sent())).not.toContain('Ali');
  });

  it('is a nomination that they may support, beside other news and never alone', async () => {
    const town = digestTown(wednesday);
    const [sam, noor, ali] = [await town.person(), await town.person(), await town.person({ name: 'Ali' })];
    await town.award(sam, { awardedAt: before(1) });
    await town.store.nominations.insert(
      buildNomination({
        nomineeId: ali.id,
        createdAt: before(2),
        place: { workspace: 'slack:T1', conversation: 'C1' },
        madeOpenly: true,
      }),
    );
    const digests = await issue(town);
    expect(digests.get(sam.id)?.toSupport.shown).toMatchObject([{ nominee: { name: 'Ali' } }]);
    expect(digests.has(noor.id)).toBe(false);
    const [message] = (await town.sent()).filter(({ about }) => about[0] === sam.id);
    expect(message?.about).toEqual([sam.id, ali.id]);
  });
});

describe('a nomination that they may support', () => {
  const place = { workspace: 'slack:T1', conversation: 'C1' };
  const openly = (days: number, overrides: Partial<Nomination> = {}) =>
    buildNomination({ createdAt: before(days), place, madeOpenly: true, ...overrides });

  it('is told however many wait for longer, or were made elsewhere', async () => {
    const town = digestTown(wednesday);
    const [sam, ali] = [await town.person(), await town.person({ name: 'Ali' })];
    await town.award(sam, { awardedAt: before(1) });
    for (let at = 0; at < 600; at += 1)
      await town.store.nominations.insert(openly(30 + at / 100, { nomineeId: ali.id }));
    for (let at = 0; at < 600; at += 1)
      await town.store.nominations.insert(
        openly(1, { nomineeId: ali.id, place: { ...place, workspace: 'slack:T2' } }),
      );
    const fresh = openly(2, { nomineeId: ali.id });
    await town.store.nominations.insert(fresh);
    const { toSupport } = (await issue(town)).get(sam.id) ?? {};
    expect(toSupport).toMatchObject({ count: 1, shown: [{ nominationId: fresh.id }] });
  });

  it('is of their own workspace and time, without their part, oldest first and five at most', async () => {
    const town = digestTown(wednesday);
    const [sam, ali] = [await town.person(), await town.person({ name: 'Ali' })];
    await town.award(sam, { awardedAt: before(1) });
    const told = [4.5, 4, 3.5, 3, 2, 1].map((days) => openly(days, { nomineeId: ali.id }));
    for (const nomination of [
      ...told.toReversed(),
      openly(8, { nomineeId: ali.id }),
      openly(-1, { nomineeId: ali.id }),
      openly(2, { nomineeId: ali.id, nominatorId: sam.id }),
      openly(2, { nomineeId: ali.id, endorsements: [{ personId: sam.id, at: before(1) }] }),
      openly(2, { nomineeId: ali.id, place: { ...place, workspace: 'slack:T2' } }),
      openly(2, { nomineeId: sam.id }),
    ])
      await town.store.nominations.insert(nomination);
    const { toSupport } = (await issue(town)).get(sam.id) ?? {};
    expect(toSupport?.shown.map(({ nominationId }) => nominationId)).toEqual(
      told.slice(0, 5).map(({ id }) => id),
    );
    expect(toSupport?.count).toBe(6);
  });
});

describe('what a supervisor is told', () => {
  const supervised = async () => {
    const town = digestTown(wednesday);
    const issuer = buildIssuer();
    const [bo, sam] = [await town.person({ name: 'Bo' }), await town.person({ name: 'Sam' })];
    const grant = (role: 'awarder' | 'reviewer' | 'owner') =>
      town.store.roles.insert(
        buildRoleGrant({ issuerId: issuer.id, role, grantee: { kind: 'person', personId: bo.id } }),
      );
    return { town, issuer, bo, sam, grant };
  };

  it('is who waits for a decision, longest first, and never themselves', async () => {
    const { town, issuer, bo, sam, grant } = await supervised();
    await grant('reviewer');
    for (const [nomineeId, days] of [
      [sam.id, 3],
      [(await town.person({ name: 'Noor' })).id, 9],
      [bo.id, 20],
    ] as const)
      await town.store.nominations.insert(
        buildNomination({ issuerId: issuer.id, nomineeId, createdAt: before(days) }),
      );
    await town.store.nominations.insert(buildNomination({ nomineeId: sam.id }));
    const digest = (await issue(town)).get(bo.id);
    expect(digest?.toReview.shown.map(({ nominee }) => nominee.name)).toEqual(['Noor', 'Sam']);
    expect(digest?.step?.kind).toBe('review');
  });

  it('is no nomination to an awarder, who may not decide', async () => {
    const { town, issuer, bo, sam, grant } = await supervised();
    await grant('awarder');
    await town.store.nominations.insert(buildNomination({ issuerId: issuer.id, nomineeId: sam.id }));
    expect((await issue(town)).has(bo.id)).toBe(false);
  });

  it('is who was given nothing for three months, once, by anybody', async () => {
    const { town, bo, sam, grant } = await supervised();
    await grant('awarder');
    const [noor, ali] = [await town.person({ name: 'Noor' }), await town.person({ name: 'Ali' })];
    await town.award(sam, { awardedBy: bo.id, awardedAt: before(92) });
    await town.award(noor, { awardedBy: bo.id, awardedAt: before(92) });
    await town.award(noor, { awardedAt: before(20) });
    await town.award(ali, { awardedBy: bo.id, awardedAt: before(120) });
    const digest = (await issue(town)).get(bo.id);
    expect(digest?.unseen.shown.map(({ person }) => person.name)).toEqual(['Sam']);
    expect(digest?.step).toMatchObject({ kind: 'look-at', person: { name: 'Sam' } });
    town.at(new Date(Date.parse(monday) + 7 * day));
    expect(await town.tick()).toBe(0);
  });

  it('is which learner of theirs lacks one part of a badge of their issuer', async () => {
    const { town, issuer, bo, sam, grant } = await supervised();
    await grant('awarder');
    for (const badge of [
      buildBadge({ slug: 'meester', parts: ['a', 'b'], issuerId: issuer.id }),
      buildBadge({ slug: 'elders', parts: ['a', 'c'] }),
      ...['a', 'b', 'c'].map((slug) => buildBadge({ slug })),
    ])
      await town.store.badges.insert(badge);
    await town.award(sam, { slug: 'a', awardedBy: bo.id, awardedAt: before(2) });
    const digest = (await issue(town)).get(bo.id);
    expect(digest?.nearlyOthers.shown).toMatchObject([
      { person: { name: 'Sam' }, badge: { slug: 'meester' }, missing: { slug: 'b' } },
    ]);
  });
});
