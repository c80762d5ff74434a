import { beforeEach, describe, expect, it } from 'vitest';
import { operatorActor, type Actor } from '../../src/domain/actor.ts';
import { listAwards, type ListAwards } from '../../src/use-cases/list-awards.ts';
import { buildAward } from '../builders/build-award.ts';
import { buildBadge, buildBadgeSnapshot } from '../builders/build-badge.ts';
import { buildIssuer } from '../builders/build-issuer.ts';
import { buildPerson } from '../builders/build-person.ts';
import { buildRoleGrant } from '../builders/build-role-grant.ts';
import { operatorDeps } from './operator-deps.ts';

const issuer = buildIssuer({ slug: 'werkplaats' });
const badge = buildBadge({ slug: 'lassen', issuerId: issuer.id });
const sanne = buildPerson({ name: 'Sanne Voorbeeld' });
const awards = [1, 2, 3].map((day) =>
  buildAward({
    issuerId: issuer.id,
    badge: buildBadgeSnapshot({ slug: 'lassen' }),
    personId: sanne.id,
    awardedAt: new Date(Date.UTC(2026, 0, day)),
  }),
);
const elsewhere = buildAward({ awardedAt: new Date(Date.UTC(2025, 0, 1)), status: 'suspended' });
const owner: Actor = { personId: 'the-owner', standing: 'member', via: 'web' };

let deps: ReturnType<typeof operatorDeps>;
beforeEach(async () => {
  deps = operatorDeps();
  await deps.store.issuers.save(issuer);
  await deps.store.badges.insert(badge);
  await deps.store.persons.insert(sanne);
  await deps.store.awards.insert([...awards, elsewhere].map((award) => ({ award })));
  await deps.store.roles.insert(
    buildRoleGrant({
      issuerId: issuer.id,
      role: 'owner',
      grantee: { kind: 'person', personId: owner.personId },
    }),
  );
});

const list = (query: Partial<ListAwards>) =>
  listAwards(deps, { actor: operatorActor, page: { limit: 10 }, ...query });

async function idsOf(query: Partial<ListAwards>): Promise<readonly string[]> {
  const listed = await list(query);
  if (!listed.ok) throw new Error(`refused: ${listed.refusal.code}`);
  return listed.page.items.map(({ award }) => award.id);
}

const newestFirst = awards.map(({ id }) => id).toReversed();

describe('listAwards', () => {
  it('gives the operator every award, newest first, with the names that are known', async () => {
    expect(await idsOf({})).toEqual([...newestFirst, elsewhere.id]);
    const listed = await list({});
    const names = listed.ok ? listed.page.items.map(({ personName }) => personName) : [];
    expect(names).toEqual(['Sanne Voorbeeld', 'Sanne Voorbeeld', 'Sanne Voorbeeld', undefined]);
  });

  it('goes on after a page where that page ended', async () => {
    const first = await list({ page: { limit: 3 } });
    const next = first.ok ? first.page.next : undefined;
    expect(await idsOf({ page: { limit: 3, after: next ?? '' } })).toEqual([elsewhere.id]);
  });

  it('narrows by issuer, badge, person and status', async () => {
    expect(await idsOf({ issuerSlug: 'werkplaats' })).toEqual(newestFirst);
    expect(await idsOf({ badgeSlug: 'lassen' })).toEqual(newestFirst);
    expect(await idsOf({ personId: sanne.id })).toEqual(newestFirst);
    expect(await idsOf({ status: 'suspended' })).toEqual([elsewhere.id]);
  });

  it('gives an owner the awards of the own issuer', async () => {
    expect(await idsOf({ actor: owner, issuerSlug: 'werkplaats' })).toEqual(newestFirst);
  });

  it.each<{ query: Partial<ListAwards>; code: string }>([
    { query: { issuerSlug: 'smederij' }, code: 'unknown-issuer' },
    { query: { badgeSlug: 'laassen' }, code: 'unknown-badge' },
    { query: { actor: owner }, code: 'not-yours' },
    { query: { actor: { ...owner, personId: 'another' }, issuerSlug: 'werkplaats' }, code: 'not-allowed' },
  ])('refuses $code', async ({ query, code }) => {
    expect(await list(query)).toMatchObject({ ok: false, refusal: { code } });
  });
});
