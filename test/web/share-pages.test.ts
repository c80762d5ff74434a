import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Store } from '../../src/ports/store.ts';
import { endOfDay } from '../../src/web/me/share/end-of-day.ts';
import { buildEvidence } from '../builders/build-evidence.ts';
import { buildPerson } from '../builders/build-person.ts';
import { visitor, type Visitor } from './browser-like.ts';
import { demoStore, fixedIds, now, serveApp, type RunningApp } from './demo-app.ts';
import { addDemoPassport, noor, noorsAward, noorsExperience } from './demo-passport.ts';
import { signInAs } from './sign-in-as.ts';

let app: RunningApp;
let store: Store;
let closeStore: () => Promise<void>;
let browser: Visitor;
let stranger: Visitor;
let moment = now;

beforeAll(async () => {
  const demo = await demoStore();
  closeStore = demo.close;
  store = demo.store;
  await addDemoPassport(store);
  const other = buildPerson({ name: 'Iemand Anders' });
  await store.persons.insert(other);
  await store.evidence.insert(
    buildEvidence({ subject: { kind: 'award', id: noorsAward(1) }, text: 'Zie de foto van het werkstuk' }),
  );
  app = await serveApp({ store, clock: () => moment, ids: fixedIds('share pages') });
  browser = await signInAs(app.url, store, noor.id);
  stranger = await signInAs(app.url, store, other.id);
});

afterAll(async () => {
  await app?.close();
  await closeStore?.();
});

const phone = { 'user-agent': 'Mozilla/5.0 (iPhone) Safari/604' };
const read = (path: string, headers: Readonly<Record<string, string>> = phone) =>
  visitor(app.url).get(path, headers);

async function share(
  entries: readonly string[],
  fields: Readonly<Record<string, string>> = {},
): Promise<string> {
  await browser.get('/me/share');
  const made = await browser.send('/me/share', { entry: entries, ...fields });
  expect([made.status, made.location]).toEqual([303, '/me/share?made=1']);
  const [latest] = await store.shares.ofPerson(noor.id);
  moment = new Date(moment.getTime() + 1000);
  return `/passports/${latest?.token ?? ''}`;
}

const csrfOf = (page: string) => /name="csrf" value="([^"]+)"/u.exec(page)?.[1] ?? '';

describe('a share link', () => {
  it('shows just what was chosen, to whoever has it, and to no search engine', async () => {
    const path = await share([`award:${noorsAward(1)}`, `experience:${noorsExperience(0)}`]);
    const page = await read(path);
    expect(page.status).toBe(200);
    expect(page.text).toContain('Skillspaspoort van Noor van den Dijk');
    expect(page.text).toContain('Samenwerken');
    expect(page.text).toContain('Stage personeel en organisatie');
    for (const other of ['Presenteren', 'Jeugdtrainer', 'EHBO', 'HBO Bedrijfskunde'])
      expect(page.text).not.toContain(other);
    expect(page.headers.get('x-robots-tag')).toBe('noindex');
    expect(page.text).toContain('<meta name="robots" content="noindex"');
    expect(page.headers.get('cache-control')).toBe('no-store');
    expect(page.text).not.toContain('noor@voorbeeld.example');
    expect(page.text).not.toContain('Zie de foto');
  });

  it('shows the evidence only where that was chosen', async () => {
    const path = await share([`award:${noorsAward(1)}`], { evidence: 'yes' });
    expect((await read(path)).text).toContain('Zie de foto van het werkstuk');
  });

  it('is withdrawn at once, page, file and pictures', async () => {
    const path = await share([`award:${noorsAward(1)}`]);
    expect((await read(path)).status).toBe(200);
    await browser.get('/me/share');
    const token = path.replace('/passports/', '');
    const page = (await browser.get('/me/share')).text;
    expect((await browser.post('/me/share/withdraw', { csrf: csrfOf(page), token })).status).toBe(303);
    expect((await browser.post('/me/share/withdraw', { csrf: csrfOf(page), token })).status).toBe(303);
    for (const gone of [path, `${path}/passport.pdf`]) {
      const answer = await read(gone);
      expect(answer.status).toBe(410);
      expect(answer.text).toContain('niet meer open');
      expect(answer.text).not.toContain('Noor');
    }
    expect((await read(`${path}/pictures/x.png`)).status).toBe(404);
  });

  it('ends after its last day in the learner’s zone', async () => {
    const before = moment;
    const path = await share([`award:${noorsAward(1)}`], { expires: '2025-11-30' });
    moment = new Date('2025-11-30T22:59:00Z');
    expect((await read(path)).status).toBe(200);
    moment = new Date('2025-11-30T23:00:00Z');
    expect((await read(path)).status).toBe(410);
    moment = new Date(before.getTime() + 5000);
  });

  it('counts who reads it, not its owner, not machines, not what is fetched ahead', async () => {
    const path = await share([`award:${noorsAward(1)}`]);
    const views = async () => (await store.shares.find(path.replace('/passports/', '')))?.views;
    await read(path);
    await read(path);
    expect(await views()).toBe(2);
    await browser.get(path, phone);
    expect(await views()).toBe(2);
    await read(path, { 'user-agent': 'Slackbot-LinkExpanding 1.0' });
    await read(path, { ...phone, 'sec-purpose': 'prefetch;prerender' });
    expect(await views()).toBe(2);
    expect((await browser.get('/me/share')).text).toContain('2 keer bekeken');
  });

  it('does not show what was hidden, revoked or removed since', async () => {
    const path = await share([
      `award:${noorsAward(2)}`,
      `award:${noorsAward(3)}`,
      `experience:${noorsExperience(2)}`,
    ]);
    const award = await store.awards.find(noorsAward(3));
    if (award === undefined) throw new Error('no award');
    await store.awards.save({ ...award, status: 'revoked', revision: award.revision + 1 }, award.revision);
    await browser.get('/me');
    await browser.send(`/me/awards/${noorsAward(2)}`, { hide: 'yes' });
    await store.experiences.remove(noorsExperience(2));
    const page = await read(path);
    expect(page.status).toBe(200);
    expect(page.text).toContain('staat nu niet meer in het paspoort');
    expect(page.text).not.toMatch(/0 badges|passport\.pdf|id="legend"/u);
    await browser.get('/me?hidden=1');
    await browser.send(`/me/awards/${noorsAward(2)}`, { hide: 'no' });
  });

  it('can’t be guessed', async () => {
    for (const token of ['x', 'a'.repeat(43), '..%2f..', '%00', '__proto__'])
      expect((await read(`/passports/${token}`)).status).toBe(404);
  });

  it('comes as PDF, with the addresses at which its badges are checked', async () => {
    const path = await share([`award:${noorsAward(1)}`, `experience:${noorsExperience(0)}`]);
    const answer = await fetch(`${app.url}${path}/passport.pdf`);
    expect(answer.headers.get('content-type')).toBe('application/pdf');
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
    expect(bytes.toString('latin1')).toContain(`/awards/${noorsAward(1)}`);
    expect(bytes.toString('latin1')).toContain(path);
  });
});

describe('making a share link', () => {
  const count = async () => (await store.shares.ofPerson(noor.id)).length;

  it('takes only what is in the passport, and not what is hidden there or somebody else’s', async () => {
    const before = await count();
    await browser.get('/me/share');
    for (const entry of [
      [],
      [`award:${noorsAward(6)}`],
      [`experience:${noorsExperience(4)}`],
      ['award:11111111-1111-4111-8111-111111111111'],
      ['rubbish', 'award:', 'nothing:x', `award:${'x'.repeat(200)}`],
    ]) {
      const answer = await browser.send('/me/share', { entry });
      expect(answer.status).toBe(422);
      expect(answer.text).toContain('Kruis aan wat je wilt laten zien');
    }
    expect(await count()).toBe(before);
  });

  it.each([
    ['an end that was', { expires: '2020-01-01' }],
    ['an end that is no day', { expires: 'morgen' }],
    ['a label that is too long', { label: 'x'.repeat(121) }],
  ])('refuses %s', async (_, fields) => {
    const before = await count();
    await browser.get('/me/share');
    const answer = await browser.send('/me/share', { entry: `award:${noorsAward(1)}`, ...fields });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain(`value="award:${noorsAward(1)}" checked`);
    expect(await count()).toBe(before);
  });

  it('makes one however often the form is sent', async () => {
    const before = await count();
    await browser.get('/me/share');
    const fields = { entry: `award:${noorsAward(1)}`, label: 'Dubbel' };
    await Promise.all([1, 2, 3].map(() => browser.send('/me/share', fields)));
    expect(await count()).toBe(before + 1);
  });

  it('is withdrawn by nobody else, and needs the proof of its page', async () => {
    const path = await share([`award:${noorsAward(1)}`]);
    const token = path.replace('/passports/', '');
    const csrf = csrfOf((await stranger.get('/me/share')).text);
    expect((await stranger.post('/me/share/withdraw', { csrf, token })).status).toBe(404);
    expect((await browser.post('/me/share/withdraw', { token })).status).toBe(403);
    expect((await read(path)).status).toBe(200);
  });

  it('has a way to a first entry where there is none', async () => {
    for (const page of ['/me/share', '/me/take-out'])
      expect((await stranger.get(page)).text).toMatch(/nog leeg.*<a href="\/me\/experiences\/new">/u);
  });

  it('is offered with everything ticked', async () => {
    const page = await browser.get('/me/share?all=1');
    expect(page.text.match(/name="entry"[^>]* checked/gu)?.length).toBeGreaterThan(5);
  });
});

describe('what a learner takes along', () => {
  it('is a PDF, a table and everything that is kept', async () => {
    const pdf = await browser.get('/me/download/passport.pdf');
    expect(pdf.headers.get('content-type')).toBe('application/pdf');
    const csv = await browser.get('/me/download/passport.csv');
    expect(csv.text).toContain(`,${app.url}/awards/${noorsAward(1)}`);
    expect(csv.text).toContain('EHBO');
    const record = JSON.parse((await browser.get('/me/download/record.json')).text);
    expect(record).toMatchObject({ person: { name: noor.name } });
    for (const path of ['passport.pdf', 'passport.csv', 'record.json'])
      expect((await visitor(app.url).get(`/me/download/${path}`)).status).toBe(303);
  });

  it('holds no formulas for spreadsheets', async () => {
    await browser.get('/me/experiences/new');
    await browser.send('/me/experiences', { kind: 'work', title: '=HYPERLINK("https://x.example")' });
    const csv = await browser.get('/me/download/passport.csv');
    expect(csv.text).toContain(`"'=HYPERLINK(""https://x.example"")"`);
  });
});

describe('the end of a day', () => {
  it.each([
    ['2026-03-29', 'Europe/Amsterdam', '2026-03-29T22:00:00.000Z'],
    ['2026-10-25', 'Europe/Amsterdam', '2026-10-25T23:00:00.000Z'],
    ['2026-01-01', 'Pacific/Kiritimati', '2026-01-01T10:00:00.000Z'],
    ['2026-01-01', 'Pacific/Pago_Pago', '2026-01-02T11:00:00.000Z'],
    ['2026-01-01', 'Asia/Kathmandu', '2026-01-01T18:15:00.000Z'],
    ['2026-01-01', 'No/Where', '2026-01-01T23:00:00.000Z'],
    ['31-1-2026', 'Europe/Amsterdam', '1970-01-01T00:00:00.000Z'],
  ])('%s in %s is %s', (day, zone, expected) => {
    expect(endOfDay(day, zone).toISOString()).toBe(expected);
  });
});
