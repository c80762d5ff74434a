import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRefusalNotes } from '../../lti/note-refusals.ts';
import { testMoment } from '../builders/deterministic-id.ts';
import { createMemoryStore } from '../fakes/memory-store.ts';
import { launchAs } from './course-browser.ts';
import { ids, startLtiService, type LtiService } from './lti-service.ts';

describe('an address that asks more than people do', () => {
  let service: LtiService;
  beforeAll(async () => {
    service = await startLtiService({ limits: { launches: 4, registrations: 1, pages: 2 } });
  });
  afterAll(() => service.close());

  it('is asked to wait by launches, by pages and by registrations, each for itself', async () => {
    const page = await launchAs(service, '2');
    await launchAs(service, '3');
    const late = await fetch(`${service.url}/lti/login`, { headers: { 'accept-language': 'en' } });
    expect(late.status).toBe(429);
    expect(Number(late.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await late.text()).toContain('Open the link again in a minute');

    expect((await page.post('history')).status).toBe(200);
    expect((await page.post('review')).status).toBe(200);
    expect((await page.post('people')).status).toBe(429);

    expect((await fetch(`${service.url}/lti/register`)).status).toBe(400);
    expect((await fetch(`${service.url}/lti/register`)).status).toBe(429);
    expect((await fetch(`${service.url}/lti/jwks`)).status).toBe(200);
  });
});

it('keeps no more refusals of a platform than an administrator can read', async () => {
  const store = createMemoryStore();
  let now = testMoment;
  const logged: object[] = [];
  const log = {
    info: () => undefined,
    warn: (fields: object) => void logged.push(fields),
    error: () => undefined,
  };
  const note = createRefusalNotes({ store, clock: () => now, ids, log });
  for (let count = 0; count < 100; count += 1)
    await note({ code: 'kid-unknown', claim: 'kid', platformId: 'p1' });
  await note({ code: 'kid-unknown', claim: 'kid', platformId: 'p2' });
  expect(await store.lti.refusals.latest(200)).toHaveLength(61);
  expect(logged).toHaveLength(101);
  now = new Date(now.getTime() + 60_000);
  await note({ code: 'kid-unknown', claim: 'kid', platformId: 'p1' });
  expect(await store.lti.refusals.latest(200)).toHaveLength(62);
});

it('keeps nothing of what names no platform', async () => {
  const store = createMemoryStore();
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const note = createRefusalNotes({ store, clock: () => testMoment, ids, log });
  await note({ code: 'platform-unknown', claim: 'iss', issuer: 'https://nobody.example' });
  expect(await store.lti.refusals.latest(10)).toEqual([]);
});
