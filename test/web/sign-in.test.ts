import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../../src/domain/person.ts';
import type { Store } from '../../src/ports/store.ts';
import { makeSignInLink } from '../../src/use-cases/make-sign-in-link.ts';
import { localPath } from '../../src/web/session/local-path.ts';
import { deviceName } from '../../src/web/session/device-name.ts';
import { buildPerson } from '../builders/build-person.ts';
import { notPast } from './sign-in-as.ts';
import { hiddenFields, visitor, type Visitor } from './browser-like.ts';
import { demoStore, fixedIds, now, serveApp, type RunningApp } from './demo-app.ts';

let app: RunningApp;
let store: Store;
let closeStore: () => Promise<void>;
const ids = fixedIds('sign-in');
// Not past by the clock of the database, which throws away what is.
const moment = notPast;

beforeAll(async () => {
  const demo = await demoStore();
  closeStore = demo.close;
  store = demo.store;
  app = await serveApp({ store, clock: () => moment, ids: fixedIds('pages'), mailOn: true });
});

afterAll(async () => {
  await app?.close();
  await closeStore?.();
});

async function somebody(facts: Partial<Person> = {}): Promise<Person> {
  const person = buildPerson({ name: 'Student Sam', ...facts });
  await store.persons.insert(person);
  return person;
}

async function linkFor(person: Person, next?: string): Promise<string> {
  const { token } = await makeSignInLink(
    { store, ids, clock: () => moment },
    { personId: person.id, by: 'chat', ...(next === undefined ? {} : { next }) },
  );
  return `/sign-in/${token}`;
}

async function entered(person: Person): Promise<Visitor> {
  const browser = visitor(app.url);
  const link = await linkFor(person);
  await browser.get(link);
  expect((await browser.post(link, hiddenFields((await browser.get(link)).text, ''))).status).toBe(303);
  return browser;
}

describe('a sign-in link', () => {
  it('is used up by its button alone, and leads to where they were going', async () => {
    const browser = visitor(app.url);
    const link = await linkFor(await somebody(), '/me?kind=work');
    for (let preview = 0; preview < 3; preview++) {
      const page = await visitor(app.url).get(link);
      expect(page.status).toBe(200);
      expect(page.headers.get('cache-control')).toBe('no-store');
    }
    const page = await browser.get(link);
    expect(page.text).toContain('Hallo Student Sam');
    const done = await browser.post(link, hiddenFields(page.text, ''));
    expect([done.status, done.location]).toEqual([303, '/me?kind=work']);
    expect((await browser.get('/me')).text).toContain('Mijn skillspaspoort');
    expect((await browser.post(link, hiddenFields(page.text, ''))).status).toBe(410);
    expect((await visitor(app.url).get(link)).status).toBe(410);
  });

  it('does nothing without the proof of the page, from another site, or in another browser', async () => {
    const link = await linkFor(await somebody());
    const browser = visitor(app.url);
    const fields = hiddenFields((await browser.get(link)).text, '');
    expect((await browser.post(link, {})).status).toBe(403);
    expect((await browser.post(link, { ...fields, csrf: `${fields['csrf']}x` })).status).toBe(403);
    expect((await browser.post(link, fields, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await visitor(app.url).post(link, fields)).status).toBe(403);
    expect((await browser.post(link, fields, { 'sec-fetch-site': 'same-origin' })).status).toBe(303);
  });

  it('signs out whoever was signed in there before', async () => {
    const browser = await entered(await somebody({ name: 'Eerste' }));
    const before = browser.cookies.get('speldje') ?? '';
    const link = await linkFor(await somebody({ name: 'Tweede' }));
    await browser.post(link, hiddenFields((await browser.get(link)).text, ''));
    expect(browser.cookies.get('speldje')).not.toBe(before);
    const old = visitor(app.url);
    old.cookies.set('speldje', before);
    expect((await old.get('/me')).status).toBe(303);
  });
});

describe('signing in by mail', () => {
  it('says the same whether the address is known or not', async () => {
    const address = 'sam@voorbeeld.example';
    await somebody({
      identities: [
        {
          key: `email:${address}`,
          identity: { kind: 'email', address },
          vouchedBy: 'confirmed',
          linkedAt: now,
        },
      ],
    });
    const answers = [];
    for (const typed of [address, 'pam@voorbeeld.example']) {
      const browser = visitor(app.url);
      await browser.get('/sign-in?next=/me');
      const answer = await browser.send('/sign-in', { address: typed });
      answers.push([answer.status, answer.text.replaceAll(typed, '')]);
    }
    expect(answers[0]).toEqual(answers[1]);
    const mail = await store.outbox.claim(moment, new Date(moment.getTime() + 60_000));
    expect(mail).toMatchObject({ channel: 'email', notice: { kind: 'sign-in-link' } });
    expect(await store.outbox.claim(moment, new Date(moment.getTime() + 60_000))).toBeUndefined();
  });

  it('keeps what was typed when it is no address, and writes it as text', async () => {
    const browser = visitor(app.url);
    await browser.get('/sign-in');
    const answer = await browser.send('/sign-in', { address: '"><script>alert(1)</script>' });
    expect(answer.status).toBe(422);
    expect(answer.text).not.toContain('<script');
    expect(answer.text).toContain('aria-invalid="true"');
  });

  it('is refused without the proof, and where no mail can be sent', async () => {
    expect((await visitor(app.url).post('/sign-in', { address: 'a@b.example' })).status).toBe(403);
    const silent = await serveApp({ store, ids: fixedIds('silent') });
    const browser = visitor(silent.url);
    const page = await browser.get('/sign-in');
    expect(page.text).not.toContain('name="address"');
    const proof = [...(page.headers.getSetCookie() ?? [])];
    expect(proof).toHaveLength(1);
    await silent.close();
  });

  it('lets nobody ask without end', async () => {
    const few = await serveApp({ store, ids: fixedIds('few'), mailOn: true });
    const browser = visitor(few.url);
    await browser.get('/sign-in');
    const statuses = [];
    for (let time = 0; time < 61; time++)
      statuses.push((await browser.send('/sign-in', { address: `a${time}@voorbeeld.example` })).status);
    expect(new Set(statuses.slice(0, 60))).toEqual(new Set([200]));
    expect(statuses[60]).toBe(429);
    await few.close();
  });
});

describe('the pages of somebody who is signed in', () => {
  it('ask others to sign in, and to come back', async () => {
    const answer = await visitor(app.url).get('/me?skill=x%26y');
    expect([answer.status, answer.location]).toEqual([303, '/sign-in?next=%2Fme%3Fskill%3Dx%2526y']);
    const made = visitor(app.url);
    made.cookies.set('speldje', 'made-up-token-that-nobody-has');
    expect((await made.get('/me')).status).toBe(303);
    expect(made.cookies.has('speldje')).toBe(false);
  });

  it('are kept by nobody, and their cookie is out of reach of scripts', async () => {
    const browser = visitor(app.url);
    const link = await linkFor(await somebody());
    const fields = hiddenFields((await browser.get(link)).text, '');
    const set = (await browser.post(link, fields)).headers.getSetCookie().join('\n');
    expect(set).toMatch(/^speldje=[\w-]+; Max-Age=1209600; Path=\/; .*HttpOnly; SameSite=Lax/u);
    const page = await browser.get('/me');
    expect(page.headers.get('cache-control')).toBe('no-store');
    expect(page.headers.get('x-robots-tag')).toBe('noindex');
  });

  it('take cookies of this host alone where they come over https', async () => {
    const secure = await serveApp({ store, ids: fixedIds('secure'), publicUrl: 'https://speldje.example' });
    const browser = visitor(secure.url);
    const link = await linkFor(await somebody());
    const fields = hiddenFields((await browser.get(link)).text, '');
    const set = (await browser.post(link, fields)).headers.getSetCookie().join('\n');
    expect(set).toMatch(/^__Host-speldje=.*Secure/mu);
    expect(set).not.toContain('Domain');
    await secure.close();
  });

  it('end with signing out, which needs the proof too', async () => {
    const browser = await entered(await somebody());
    await browser.get('/me');
    const token = browser.cookies.get('speldje') ?? '';
    expect((await browser.post('/sign-out', {})).status).toBe(403);
    expect((await browser.send('/sign-out')).location).toBe('/signed-out');
    const thief = visitor(app.url);
    thief.cookies.set('speldje', token);
    expect((await thief.get('/me')).status).toBe(303);
    const out = await browser.post('/sign-out', {});
    expect([out.status, out.text.includes('<a href="/sign-in">Inloggen</a>')]).toEqual([401, true]);
  });

  it('speak the language in which their person is spoken to, until they choose another here', async () => {
    const browser = await entered(await somebody({ locale: 'en' }));
    expect((await browser.get('/me')).text).toContain('My skills passport');
    expect((await browser.get('/me?lang=nl')).text).toContain('Mijn skillspaspoort');
    expect((await browser.get('/me')).text).toContain('Mijn skillspaspoort');
  });

  it('write no token to the log', async () => {
    const browser = await entered(await somebody());
    await browser.get('/me');
    expect(JSON.stringify(app.log)).not.toContain(browser.cookies.get('speldje'));
    expect(JSON.stringify(app.log)).toContain('/sign-in/:token');
  });
});

describe('where somebody is led after signing in', () => {
  it('is this site alone', () => {
    expect(localPath('/me?kind=work&lang=nl')).toBe('/me?kind=work&lang=nl');
    for (const elsewhere of [
      'https://elders.example/me',
      '//elders.example/me',
      '/.//elders.example/me',
      '/me/..//elders.example/me',
      '/\\elders.example',
      '\\\\elders.example',
      '/\t/elders.example',
      '/me\nSet-Cookie: a=b',
      'me',
      '',
      `/${'x'.repeat(4_100)}`,
      undefined,
      ['/me'],
    ])
      expect(localPath(elsewhere)).toBeUndefined();
  });

  it('names devices as people know them', () => {
    expect(deviceName('Mozilla/5.0 (Windows NT 10.0) Gecko/20100101 Firefox/140.0')).toBe('Firefox, Windows');
    expect(
      deviceName('Mozilla/5.0 (iPhone; CPU iPhone OS 26_0 like Mac OS X) Version/26.0 Safari/604.1'),
    ).toBe('Safari, iPhone');
    expect(deviceName('curl/8')).toBeUndefined();
    expect(deviceName(undefined)).toBeUndefined();
  });
});
