import { beforeEach, describe, expect, it } from 'vitest';
import { operatorActor, type Actor } from '../../src/domain/actor.ts';
import { granteeKey } from '../../src/domain/role.ts';
import type { CatalogueContent } from '../../src/use-cases/catalogue-content.ts';
import { retireBadge } from '../../src/use-cases/edit-badge.ts';
import { grantRole } from '../../src/use-cases/grant-role.ts';
import { importCatalogue } from '../../src/use-cases/import-catalogue.ts';
import { changesNothing, planCatalogue } from '../../src/use-cases/plan-catalogue.ts';
import { drawn, written, writtenBadge, writtenIssuer } from './written-catalogue.ts';
import { operatorDeps } from './operator-deps.ts';

const publicUrl = 'https://speldje.example';
let deps: ReturnType<typeof operatorDeps>;
beforeEach(() => {
  deps = operatorDeps();
});

const plan = (catalogue: CatalogueContent, at = publicUrl) =>
  planCatalogue(deps, { catalogue, publicUrl: at });
const bringIn = (catalogue: CatalogueContent, actor: Actor = operatorActor) =>
  importCatalogue(deps, { actor, catalogue, publicUrl });

async function imported(catalogue: CatalogueContent) {
  const outcome = await bringIn(catalogue);
  if (!outcome.ok) throw new Error(`refused: ${outcome.refusal.code}`);
  return outcome.report;
}

describe('importCatalogue', () => {
  it('brings issuers, badges and pictures in, and the second time changes nothing', async () => {
    const catalogue = written([writtenBadge('lassen'), writtenBadge('solderen')]);
    const report = await imported(catalogue);
    expect(report.issuers).toEqual({ added: ['werkplaats'], changed: [] });
    expect(report.badges).toEqual({ added: ['lassen', 'solderen'], changed: [] });
    const badge = await deps.store.badges.findBySlug('lassen');
    expect(badge).toMatchObject({ version: 1, status: 'active', title: { nl: 'Lassen', en: 'Welding' } });
    const svg = await deps.store.files.get(badge?.image.svg?.id ?? '');
    expect(svg?.type).toBe('image/svg+xml');
    expect(new TextDecoder().decode(svg?.bytes)).toBe('<svg>lassen</svg>');
    const png = await deps.store.files.get(badge?.image.png.id ?? '');
    expect(png?.type).toBe('image/png');

    const audit = await deps.store.audit.page({}, { limit: 100 });
    const again = await imported(catalogue);
    expect(changesNothing(again.plan)).toBe(true);
    expect(again).toMatchObject({ issuers: { added: [], changed: [] }, badges: { added: [], changed: [] } });
    expect(await deps.store.audit.page({}, { limit: 100 })).toEqual(audit);
  });

  it('says whose deployment it is, and what of that changed', async () => {
    const catalogue = written([writtenBadge('lassen')]);
    expect((await imported(catalogue)).community).toEqual({ changed: true });
    expect(await deps.store.community.find()).toEqual(catalogue.community);
    const renamed = { ...catalogue, community: { name: { nl: 'De Nieuwe Streek' } } };
    expect((await plan(renamed)).community.difference).toEqual({ kind: 'changed', fields: ['name'] });
    expect((await imported(renamed)).community).toEqual({ changed: true });
    expect(await deps.store.community.find()).toEqual(renamed.community);
  });

  it('makes one new version of a badge that differs, without what the files no longer say', async () => {
    await imported(written([writtenBadge('lassen', { validFor: 'P2Y', level: 'NLQF 2' })]));
    const known = await deps.store.badges.findBySlug('lassen');
    deps.now = new Date('2026-04-01T00:00:00Z');
    const report = await imported(written([writtenBadge('lassen', { level: 'NLQF 3' })]));
    expect(report.badges).toEqual({ added: [], changed: ['lassen'] });
    expect(report.plan.badges[0]?.difference).toEqual({ kind: 'changed', fields: ['validFor', 'level'] });
    const badge = await deps.store.badges.findBySlug('lassen');
    expect(badge).toMatchObject({ id: known?.id, version: 2, level: 'NLQF 3', updatedAt: deps.now });
    expect(badge).toHaveProperty('createdAt', known?.createdAt);
    expect(badge).not.toHaveProperty('validFor');
    expect(await deps.store.badges.findVersion('lassen', 1)).toEqual(known);
  });

  it('makes no new version when only the drawing library changed', async () => {
    await imported(written([writtenBadge('lassen')]));
    const drawnAnew = written([writtenBadge('lassen', { image: drawn('lassen', 'other bytes') })]);
    expect(changesNothing(await plan(drawnAnew))).toBe(true);
    const other = written([writtenBadge('lassen', { image: drawn('another picture') })]);
    expect((await plan(other)).badges[0]?.difference).toEqual({ kind: 'changed', fields: ['image'] });
  });

  it("resolves the community's own skills against the public address", async () => {
    const skills = [
      { framework: 'community', url: 'community:veilig-werken', name: { nl: 'veilig werken' } },
      { framework: 'esco', url: 'http://data.europa.eu/esco/skill/1', name: { nl: 'lassen' } },
    ];
    const catalogue = written([writtenBadge('lassen', { skills })]);
    await imported(catalogue);
    const badge = await deps.store.badges.findBySlug('lassen');
    expect(badge?.skills.map(({ url }) => url)).toEqual([
      'https://speldje.example/skills/veilig-werken',
      'http://data.europa.eu/esco/skill/1',
    ]);
    const moved = await plan(catalogue, 'https://elsewhere.example');
    expect(moved.badges[0]?.difference).toEqual({ kind: 'changed', fields: ['skills'] });
  });

  it('makes a retired badge that stands in the files active again', async () => {
    const catalogue = written([writtenBadge('lassen')]);
    await imported(catalogue);
    await retireBadge(deps, { actor: operatorActor, slug: 'lassen' });
    expect((await plan(catalogue)).badges[0]?.difference).toEqual({ kind: 'changed', fields: ['status'] });
    await imported(catalogue);
    expect(await deps.store.badges.findBySlug('lassen')).toMatchObject({ status: 'active', version: 3 });
    const { items } = await deps.store.audit.page({}, { limit: 1 });
    expect(items[0]).toMatchObject({
      action: 'badge-edited',
      by: 'operator',
      detail: { version: 3, reactivated: true },
    });
  });

  it('reports the badges that the files do not hold, retired ones apart, and leaves them alone', async () => {
    await imported(written([writtenBadge('lassen'), writtenBadge('solderen'), writtenBadge('buigen')]));
    await retireBadge(deps, { actor: operatorActor, slug: 'buigen' });
    const before = await deps.store.badges.list();
    const report = await imported(written([writtenBadge('lassen')]));
    expect(report.plan.badgesElsewhere).toEqual([{ slug: 'solderen', issuerSlug: 'werkplaats' }]);
    expect(await deps.store.badges.list()).toEqual(before);
  });

  it('changes an issuer whose file changed', async () => {
    await imported(written([], writtenIssuer('werkplaats', { email: 'info@werkplaats.example' })));
    const report = await imported(
      written([], writtenIssuer('werkplaats', { url: 'https://werkplaats.example' })),
    );
    expect(report.issuers).toEqual({ added: [], changed: ['werkplaats'] });
    expect(report.plan.issuers[0]?.difference).toEqual({ kind: 'changed', fields: ['url', 'email'] });
    const issuer = await deps.store.issuers.findBySlug('werkplaats');
    expect(issuer?.url).toBe('https://werkplaats.example');
    expect(issuer).not.toHaveProperty('email');
  });
});

describe('roles in the files', () => {
  const kim = { kind: 'identity', identity: 'email:Kim@Example.org' } as const;
  const all = { kind: 'everyone', workspace: 'slack:T1' } as const;

  it('go to persons known in advance and to whole workspaces, once', async () => {
    const issuer = writtenIssuer('werkplaats', { owners: [kim, kim], awarders: [all, kim] });
    expect((await imported(written([], issuer))).grants).toBe(3);
    expect((await imported(written([], issuer))).grants).toBe(0);
    const person = await deps.store.persons.findByIdentity('email:kim@example.org');
    expect(person?.identities.map(({ vouchedBy }) => vouchedBy)).toEqual(['catalogue']);
    const { id = '' } = (await deps.store.issuers.findBySlug('werkplaats')) ?? {};
    const grants = await deps.store.roles.ofIssuer(id);
    expect(grants.map(({ role, grantee }) => `${role} ${granteeKey(grantee)}`)).toEqual([
      `owner person:${person?.id}`,
      'awarder everyone:slack:T1',
      `awarder person:${person?.id}`,
    ]);
  });

  it('that the files no longer name are reported and left alone', async () => {
    await imported(written([], writtenIssuer('werkplaats', { owners: [kim] })));
    await grantRole(deps, {
      actor: operatorActor,
      issuerSlug: 'werkplaats',
      role: 'reviewer',
      grantee: 'teachers:lti:P1',
    });
    const { plan: found, grants } = await imported(written([], writtenIssuer('werkplaats')));
    expect(grants).toBe(0);
    expect(found.grantsElsewhere).toEqual([
      { issuerSlug: 'werkplaats', role: 'owner', grantee: 'email:kim@example.org' },
      { issuerSlug: 'werkplaats', role: 'reviewer', grantee: 'teachers:lti:P1' },
    ]);
    expect(changesNothing(found)).toBe(true);
  });
});

describe('what importCatalogue refuses, before anything is changed', () => {
  it('slug-taken: a badge that belongs to another issuer', async () => {
    await imported(written([writtenBadge('lassen')]));
    const moved: CatalogueContent = {
      ...written([], writtenIssuer('smederij')),
      badges: [writtenBadge('lassen', { issuer: 'smederij' })],
    };
    expect(await bringIn(moved)).toEqual({ ok: false, refusal: { code: 'slug-taken', slug: 'lassen' } });
    expect((await deps.store.issuers.list()).map(({ slug }) => slug)).toEqual(['werkplaats']);
  });

  it('invalid: a title that is too long, and a grantee that is no identity; the plan names both', async () => {
    const catalogue = written(
      [writtenBadge('lassen', { title: { nl: 'x'.repeat(121) } })],
      writtenIssuer('werkplaats', { owners: [{ kind: 'identity', identity: 'kim' }] }),
    );
    const found = await plan(catalogue);
    expect(found.refusals).toEqual([
      { about: 'badge lassen', refusal: { code: 'invalid', field: 'title', problem: 'too-long' } },
      {
        about: 'owner kim of werkplaats',
        refusal: { code: 'invalid', field: 'grantee', problem: 'not-an-identity' },
      },
    ]);
    expect(await bringIn(catalogue)).toEqual({ ok: false, refusal: found.refusals[0]?.refusal });
    expect(await deps.store.issuers.list()).toEqual([]);
  });

  it('not-allowed: somebody who owns nothing', async () => {
    const stranger: Actor = { personId: 'stranger', standing: 'member', via: 'web' };
    const outcome = await bringIn(written([writtenBadge('lassen')]), stranger);
    expect(outcome).toMatchObject({ ok: false, refusal: { code: 'not-allowed', need: 'owner' } });
    expect(await deps.store.badges.list()).toEqual([]);
  });
});

describe('imports at the same moment', () => {
  const catalogue = written(
    Array.from({ length: 20 }, (_, at) => writtenBadge(`badge-${at + 1}`)),
    writtenIssuer('werkplaats', { awarders: [{ kind: 'everyone', workspace: 'slack:T1' }] }),
  );

  it('add each thing once, though they are in step with each other', async () => {
    const reports = await Promise.all([imported(catalogue), imported(catalogue), imported(catalogue)]);
    const badges = await deps.store.badges.list();
    expect(badges).toHaveLength(20);
    expect(badges.every(({ version }) => version === 1)).toBe(true);
    expect(reports.flatMap((report) => report.badges.added)).toHaveLength(20);
    expect(reports.reduce((sum, { grants }) => sum + grants, 0)).toBe(1);
    expect(await deps.store.issuers.list()).toHaveLength(1);
  });

  it('make one new version of each change', async () => {
    await imported(catalogue);
    const changed = { ...catalogue, badges: catalogue.badges.map((badge) => ({ ...badge, tags: ['las'] })) };
    const reports = await Promise.all([imported(changed), imported(changed)]);
    expect((await deps.store.badges.list()).every(({ version }) => version === 2)).toBe(true);
    expect(reports.flatMap((report) => report.badges.changed)).toHaveLength(20);
  });
});
