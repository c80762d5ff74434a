import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { operatorActor } from '../../src/domain/actor.ts';
import type { Store } from '../../src/ports/store.ts';
import { makeOwnerLink } from '../../src/use-cases/make-owner-link.ts';
import { demoStore, fixedIds, now, serveApp, type RunningApp } from './demo-app.ts';
import { issuerSlug } from './demo-awards.ts';

let app: RunningApp;
let store: Store;
let closeStore: () => Promise<void>;

beforeAll(async () => {
  const demo = await demoStore();
  closeStore = demo.close;
  store = demo.store;
  app = await serveApp({ store });
});

afterAll(async () => {
  await app?.close();
  await closeStore?.();
});

async function link(seed: string): Promise<string> {
  const made = await makeOwnerLink(
    { store, clock: () => now, ids: fixedIds(seed) },
    { actor: operatorActor, publicUrl: app.url, issuerSlug },
  );
  if (!made.ok) throw new Error(made.refusal.code);
  return made.url;
}

const fill = (url: string, fields: Record<string, string>) =>
  fetch(url, { method: 'POST', body: new URLSearchParams(fields), headers: { 'accept-language': 'nl' } });
const who = { name: 'Eigenaar Een', address: 'een@voorbeeld.example' };

describe('the page behind an owner link', () => {
  it('makes its first taker owner, and then works no more', async () => {
    const url = await link('first');
    const page = await fetch(url, { headers: { 'accept-language': 'nl' } });
    expect(page.status).toBe(200);
    expect(page.headers.get('cache-control')).toBe('no-store');
    expect(page.headers.get('referrer-policy')).toBe('no-referrer');
    expect(await page.text()).toContain('Word eigenaar');

    const done = await fill(url, who);
    expect(done.status).toBe(200);
    expect(await done.text()).toContain('Eigenaar Een');
    const person = await store.persons.findByIdentity('email:een@voorbeeld.example');
    const grants = await store.roles.ofGrantees([`person:${person?.id ?? ''}`]);
    expect(grants.map(({ role }) => role)).toEqual(['owner']);

    expect((await fill(url, { ...who, address: 'twee@voorbeeld.example' })).status).toBe(410);
    expect((await fetch(url)).status).toBe(410);
  });

  it('stays valid when the form was filled in wrongly, or with somebody else’s address', async () => {
    const url = await link('second');
    expect((await fill(url, { name: '', address: 'geen adres' })).status).toBe(422);
    expect((await fill(url, who)).status).toBe(409);
    expect((await fetch(url)).status).toBe(200);
  });

  it('says that it does not work when there is no such link', async () => {
    expect((await fetch(`${app.url}/welcome/nothing`)).status).toBe(410);
  });
});
