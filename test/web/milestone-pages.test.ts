import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Award } from '../../src/domain/award.ts';
import { snapshotOf } from '../../src/domain/badge.ts';
import { buildAward } from '../builders/build-award.ts';
import { buildPerson } from '../builders/build-person.ts';
import { demoStore, serveApp, type RunningApp } from './demo-app.ts';

const slug = 'vakmens-van-de-regio';
let app: RunningApp;
let closeStore: () => Promise<void>;
let milestone: Award;
let parts: readonly Award[];

beforeAll(async () => {
  const { store, close } = await demoStore();
  closeStore = close;
  const learner = buildPerson({ name: 'Student Sam' });
  await store.persons.insert(learner);
  const awardOf = async (badgeSlug: string, facts: Partial<Award>): Promise<Award> => {
    const badge = await store.badges.findBySlug(badgeSlug);
    const issuer = badge === undefined ? undefined : await store.issuers.find(badge.issuerId);
    if (badge === undefined || issuer === undefined) throw new Error(`${badgeSlug} is not there`);
    const { awardedBy: _, ...bare } = buildAward({
      badgeId: badge.id,
      issuerId: issuer.id,
      badge: snapshotOf(badge, issuer),
      personId: learner.id,
      ...facts,
    });
    await store.awards.insert([{ award: bare }]);
    return bare;
  };
  parts = [
    await awardOf('lassen-mig-mag', { visibility: 'public' }),
    await awardOf('samenwerken', { visibility: 'private' }),
  ];
  milestone = await awardOf(slug, { visibility: 'public', madeOf: parts.map(({ id }) => id) });
  app = await serveApp({ store });
});

afterAll(async () => {
  await app?.close();
  await closeStore?.();
});

const page = async (path: string, language = 'nl') =>
  (await fetch(app.url + path, { headers: { accept: 'text/html', 'accept-language': language } })).text();

describe('the pages of a milestone that comes by itself', () => {
  it('say how it is got, and not that it is awarded or proposed', async () => {
    const dutch = await page(`/badges/${slug}`);
    expect(dutch).toContain('Niemand kent hem toe: hij komt vanzelf');
    expect(dutch).not.toContain('Een begeleider van de uitgever kent hem toe');
    expect(dutch).not.toContain('mag iemand voordragen');
    expect(dutch).toContain('href="/badges/lassen-mig-mag"');
    expect(await page(`/badges/${slug}`, 'en')).toContain('Nobody awards it: it comes by itself');
    expect(await page('/badges')).toContain('Mijlpaal: komt vanzelf');
  });

  it('say of an award that it came by itself, and lead to the parts that are published, to no other', async () => {
    const shown = await page(`/awards/${milestone.id}`);
    expect(shown).toContain('Vanzelf: alle onderdelen waren behaald');
    expect(shown).not.toContain('Toegekend door');
    expect(shown).toContain(`/awards/${parts[0]?.id ?? ''}`);
    expect(shown).not.toContain(parts[1]?.id);
    expect(await page(`/awards/${milestone.id}`, 'en')).toContain('By itself: all its parts were earned');
  });
});
