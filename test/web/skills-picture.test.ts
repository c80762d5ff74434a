import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { skillsPictureTokens } from '../../src/use-cases/skills-picture-tokens.ts';
import { learner, now, storedAward } from '../use-cases/award-deps.ts';
import { createMemoryStore } from '../fakes/memory-store.ts';
import { serveApp, skillsSecret, type RunningApp } from './demo-app.ts';

let app: RunningApp;
beforeAll(async () => {
  const store = createMemoryStore();
  await store.persons.insert(learner);
  await storedAward(store);
  app = await serveApp({ store, clock: () => now });
});
afterAll(() => app.close());

const tokens = skillsPictureTokens(skillsSecret);
const wanted = { personId: learner.id, locale: 'nl', skills: [] } as const;
const get = (token: string) => fetch(`${app.url}/pictures/skills/${token}.png`);

describe('the picture of somebody’s skills for a message', () => {
  it('is a PNG at the address that their message has, which no search engine keeps', async () => {
    const response = await get(tokens.of(wanted, now));
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('image/png');
    expect(response.headers.get('cache-control')).toContain('private');
    expect(response.headers.get('x-robots-tag')).toBe('noindex');
    expect(response.headers.get('cross-origin-resource-policy')).toBe('cross-origin');
    const bytes = new Uint8Array(await response.arrayBuffer());
    expect(bytes.slice(0, 4)).toEqual(new Uint8Array([0x89, 0x50, 0x4e, 0x47]));
  });

  it('has the same address all day, and another one for other words or another person', () => {
    const later = new Date(now.getTime() + 3_600_000);
    const address = tokens.of(wanted, now);
    expect(tokens.of(wanted, later)).toBe(address);
    expect(tokens.of({ ...wanted, locale: 'en' }, now)).not.toBe(address);
    expect(tokens.of({ ...wanted, personId: 'somebody-else' }, now)).not.toBe(address);
  });

  it.each([
    ['an address that was changed', () => tokens.of(wanted, now).replace(/^.{4}/u, 'AAAA')],
    ['one of another secret', () => skillsPictureTokens('another secret').of(wanted, now)],
    ['one without a signature', () => tokens.of(wanted, now).split('.')[0] ?? ''],
    ['one that is older than three months', () => tokens.of(wanted, new Date('2026-08-01T00:00:00Z'))],
    ['the address of a person who is not here', () => tokens.of({ ...wanted, personId: 'nobody' }, now)],
    ['an id', () => learner.id],
  ])('is not found at %s', async (_, token) => {
    expect((await get(token())).status).toBe(404);
  });
});
