import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Store } from '../../src/ports/store.ts';
import { buildPerson } from '../builders/build-person.ts';
import { visitor, type Visitor } from './browser-like.ts';
import { demoStore, fixedIds, serveApp, type RunningApp } from './demo-app.ts';
import { addDemoPassport, noor } from './demo-passport.ts';
import { foreignBadgeFor } from './foreign-badge-for.ts';
import { signInAs } from './sign-in-as.ts';

let app: RunningApp;
let store: Store;
let closeStore: () => Promise<void>;
let browser: Visitor;
let stranger: Visitor;

beforeAll(async () => {
  const demo = await demoStore();
  closeStore = demo.close;
  store = demo.store;
  await addDemoPassport(store);
  const other = buildPerson({ name: 'Iemand Anders' });
  await store.persons.insert(other);
  app = await serveApp({ store, ids: fixedIds('import pages') });
  browser = await signInAs(app.url, store, noor.id);
  stranger = await signInAs(app.url, store, other.id);
});

afterAll(async () => {
  await app?.close();
  await closeStore?.();
});

const csrfOf = (page: string) => /name="csrf" value="([^"]+)"/u.exec(page)?.[1] ?? '';
const ofNoor = () => store.importedCredentials.ofPerson(noor.id);

describe('a badge from elsewhere', () => {
  it('is checked, kept with its picture, and shown among the others with its skill', async () => {
    await browser.get('/me/import');
    const bytes = await foreignBadgeFor('noor@voorbeeld.example');
    const done = await browser.upload('/me/import', 'lasser.png', bytes);
    const [imported] = await ofNoor();
    expect([done.status, done.location]).toEqual([303, `/me/imports/${imported?.id ?? ''}?known=0`]);
    const page = await browser.get(done.location);
    expect(page.text).toContain('1 badge toegevoegd.');
    const path = done.location.replace(/\?.*/u, '');
    expect((await browser.get(path)).text).not.toContain('toegevoegd.');
    expect(page.text).toContain('Alles klopt, en hij is van jou.');
    const passport = await browser.get('/me?kind=imported');
    expect(passport.text).toContain('Lasser');
    expect(passport.text).toContain('Nagekeken');
    expect(passport.text).toContain('Lassen: 1× van elders');
    const picture = await browser.get(`${path}/picture.png`);
    expect(picture.headers.get('content-type')).toBe('image/png');
    await browser.get('/me/import');
    expect((await browser.upload('/me/import', 'lasser (2).png', bytes)).location).toBe(`${path}?known=1`);
    expect(await ofNoor()).toHaveLength(1);
  });

  it.each([
    ['somebody else’s', () => foreignBadgeFor('sem@voorbeeld.example'), 'niet toegevoegd'],
    ['no badge at all', async () => Buffer.from('<svg><script>alert(1)</script></svg>'), 'niet toegevoegd'],
    ['nothing', async () => new Uint8Array(), 'Kies een bestand'],
    ['more than is taken', async () => new Uint8Array(10 * 1024 * 1024 + 1), 'te groot'],
  ])('is not kept when it is %s, with words that say why', async (_, make, words) => {
    const before = await ofNoor();
    await browser.get('/me/import');
    const answer = await browser.upload('/me/import', 'x.png', await make());
    expect([413, 422]).toContain(answer.status);
    expect(answer.text).toContain(words);
    expect(answer.text).not.toContain('<script>alert');
    expect(await ofNoor()).toEqual(before);
  });

  it('is still there to be put right when what was pasted is no badge', async () => {
    await browser.get('/me/import');
    const answer = await browser.send('/me/import', { text: '{"name": "</textarea><b>Lasser' });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('>{&quot;name&quot;: &quot;&lt;/textarea>&lt;b>Lasser</textarea>');
  });

  it('can’t be sent from another page', async () => {
    expect((await browser.post('/me/import', { text: '{}' })).status).toBe(403);
    expect((await visitor(app.url).post('/me/import', { text: '{}' })).status).toBe(401);
  });

  it('is hidden, shared, and removed by its owner alone', async () => {
    const [imported] = await ofNoor();
    const path = `/me/imports/${imported?.id ?? ''}`;
    const csrf = csrfOf((await stranger.get('/me')).text);
    for (const part of ['', '/picture.png', '/remove'])
      expect((await stranger.get(`${path}${part}`)).status).toBe(404);
    for (const part of ['/hide', '/remove'])
      expect((await stranger.post(`${path}${part}`, { csrf, hide: 'yes' })).status).toBe(404);

    await browser.get('/me/share');
    await browser.send('/me/share', { entry: `import:${imported?.id ?? ''}` });
    const [share] = await store.shares.ofPerson(noor.id);
    const shared = `/passports/${share?.token ?? ''}`;
    expect((await visitor(app.url).get(shared)).text).toContain('Lasser');
    expect((await visitor(app.url).get(`${shared}/pictures/${imported?.id ?? ''}.png`)).status).toBe(200);
    await browser.get('/me');
    await browser.send(`${path}/hide`, { hide: 'yes' });
    expect((await visitor(app.url).get(shared)).text).not.toContain('Lasser');
    expect((await visitor(app.url).get(`${shared}/pictures/${imported?.id ?? ''}.png`)).status).toBe(404);

    await browser.get(`${path}/remove`);
    expect((await browser.send(`${path}/remove`)).location).toBe('/me?done=removed');
    expect(await ofNoor()).toEqual([]);
    expect((await browser.get(path)).status).toBe(404);
  });
});
