import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Person } from '../../src/domain/person.ts';
import type { Store } from '../../src/ports/store.ts';
import { digestTokens } from '../../src/use-cases/unsubscribe.ts';
import { buildPerson } from '../builders/build-person.ts';
import { createMemoryStore } from '../fakes/memory-store.ts';
import { now, serveApp, type RunningApp } from './demo-app.ts';

const tokens = digestTokens('a secret of these tests');
let store: Store;
let app: RunningApp;
let sam: Person;

beforeAll(async () => {
  store = createMemoryStore();
  app = await serveApp({ store, digestTokens: tokens });
});
afterAll(() => app.close());
beforeEach(async () => {
  sam = buildPerson({ locale: 'nl' });
  await store.persons.insert(sam);
});

const pageOf = (token: string) => `${app.url}/digest/unsubscribe/${token}`;
const schedule = async () => (await store.persons.find(sam.id))?.preferences?.digest;
const post = (token: string, body: string, type = 'application/x-www-form-urlencoded') =>
  fetch(pageOf(token), { method: 'POST', body, headers: { 'content-type': type }, redirect: 'manual' });

describe('the link that stops a digest', () => {
  it('changes nothing when it is looked at, as a mail scanner does', async () => {
    const answer = await fetch(`${pageOf(tokens.of(sam.id))}?lang=nl`);
    expect(answer.status).toBe(200);
    const html = await answer.text();
    expect(html).toContain('Wil je dit overzicht niet meer ontvangen?');
    expect(html).not.toContain(sam.name ?? 'no name');
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(await schedule()).toBeUndefined();
  });

  it('stops it in one click, as mail programs post it, without a cookie and without a redirect', async () => {
    await store.digestStates.enrol([{ personId: sam.id, dueAt: new Date(8e15), coveredUntil: now }]);
    const answer = await post(tokens.of(sam.id), 'List-Unsubscribe=One-Click');
    expect(answer.status).toBe(200);
    expect(await schedule()).toBe('off');
    expect((await store.digestStates.find(sam.id))?.dueAt).toEqual(now);
    const again = await post(tokens.of(sam.id), 'List-Unsubscribe=One-Click');
    expect(again.status).toBe(200);
    const [entry] = (await store.audit.page({ about: `person:${sam.id}` }, { limit: 1 })).items;
    expect(entry).toMatchObject({ action: 'settings-changed', via: 'web', detail: { digest: 'off' } });
  });

  it('takes the same as multipart, and whatever else a program sends', async () => {
    const form = new FormData();
    form.set('List-Unsubscribe', 'One-Click');
    expect((await fetch(pageOf(tokens.of(sam.id)), { method: 'POST', body: form })).status).toBe(200);
    expect(await schedule()).toBe('off');
    expect((await post(tokens.of(sam.id), '{}', 'application/json')).status).toBe(200);
  });

  it.each(['weekly', 'monthly', 'off'] as const)('sets it to %s by a button', async (digest) => {
    expect((await post(tokens.of(sam.id), `digest=${digest}`)).status).toBe(200);
    expect(await schedule()).toBe(digest);
  });

  it('is refused when it is somebody else’s, cut short, or made up', async () => {
    const [personId = '', seal = ''] = tokens.of(sam.id).split('.');
    const other = digestTokens('another secret').of(sam.id);
    for (const token of [
      `${personId}.${seal.slice(0, -2)}`,
      `${personId}.`,
      personId,
      `x.${seal}`,
      other,
      '.',
    ]) {
      expect((await fetch(pageOf(token))).status).toBe(404);
      expect((await post(token, '')).status).toBe(404);
    }
    expect(await schedule()).toBeUndefined();
  });

  it('is refused once its person was erased', async () => {
    await store.persons.erase(sam.id);
    expect((await post(tokens.of(sam.id), '')).status).toBe(404);
  });
});
