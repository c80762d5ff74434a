import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../../src/domain/person.ts';
import type { Store } from '../../src/ports/store.ts';
import { makeSignInLink } from '../../src/use-cases/make-sign-in-link.ts';
import { signOutEverywhere } from '../../src/use-cases/signed-in.ts';
import { buildAward } from '../builders/build-award.ts';
import { buildPerson } from '../builders/build-person.ts';
import { createMemoryStore } from '../fakes/memory-store.ts';
import { hiddenFields, visitor } from './browser-like.ts';
import { fixedIds, now, serveApp, type RunningApp } from './demo-app.ts';

const path = '/teams/passport';
const ids = fixedIds('teams-tab');
let app: RunningApp;
let store: Store;
let sam: Person;
let moment = now;

beforeAll(async () => {
  store = createMemoryStore();
  sam = buildPerson({ name: 'Student Sam', locale: 'nl' });
  await store.persons.insert(sam);
  await store.awards.insert([{ award: buildAward({ personId: sam.id }) }]);
  app = await serveApp({
    store,
    clock: () => moment,
    teamsTab: { appId: 'b0b00000-0000-4000-8000-00000000b0b0', frameOrigins: ['https://stand-in.example'] },
  });
});
afterAll(() => app?.close());

const link = async () =>
  (await makeSignInLink({ store, ids, clock: () => moment }, { personId: sam.id, by: 'chat' })).token;

describe('the passport tab in Teams', () => {
  it('is framed by Teams alone, and runs no script', async () => {
    const { headers } = await visitor(app.url).get(path);
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain('frame-ancestors https://teams.microsoft.com https://*.teams.microsoft.com');
    expect(policy).toContain('https://stand-in.example');
    expect(policy).not.toContain('script-src');
    expect(policy).toContain("default-src 'none'");
    expect(headers.get('x-frame-options')).toBeNull();
    expect(headers.get('cache-control')).toBe('no-store');
    const other = await visitor(app.url).get('/sign-in');
    expect(other.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(other.headers.get('x-frame-options')).toBe('DENY');
  });

  it('says where a link comes from, in the language of Teams', async () => {
    const dutch = await visitor(app.url).get(`${path}?link={page.subPageId}&locale=nl-NL`);
    expect(dutch.text).toContain('Vraag Speldje om een link');
    const english = await visitor(app.url).get(`${path}?link=&locale=en-GB`);
    expect(english.text).toContain('Ask Speldje for a link');
    expect(english.text).toContain('users=28:b0b00000-0000-4000-8000-00000000b0b0');
    expect(english.text).not.toContain('does not work any more');
  });

  it('opens by the button behind the link, once, and shows the passport from then on', async () => {
    const frame = visitor(app.url);
    const token = await link();
    const looked = await frame.get(`${path}?link=${token}`);
    expect(looked.text).toContain('Deze link is voor Student Sam');
    expect((await visitor(app.url).get(`${path}?link=${token}`)).text).toContain('Deze link is voor');
    const entered = await frame.post(path, hiddenFields(looked.text, path));
    expect(entered).toMatchObject({ status: 303, location: path });
    const [cookie] = entered.headers.getSetCookie();
    for (const part of [
      '__Host-speldje-teams=',
      'HttpOnly',
      'Secure',
      'SameSite=None',
      'Partitioned',
      'Path=/',
    ])
      expect(cookie).toContain(part);
    const passport = await frame.get(path);
    expect(passport.text).toContain('Mijn skillspaspoort');
    expect(passport.text).toContain('/awards/');
    const again = await visitor(app.url).post(path, { link: token });
    expect(again.status).toBe(410);
    expect(again.text).toContain('werkt niet meer');
    // What is in the frame signs nobody in elsewhere.
    expect((await frame.get('/me')).status).toBe(303);
  });

  it('shows nothing after the link got old, or the person signed out everywhere', async () => {
    const frame = visitor(app.url);
    const token = await link();
    await frame.post(path, { link: token });
    expect((await frame.get(path)).text).toContain('Mijn skillspaspoort');
    await signOutEverywhere({ store, clock: () => moment }, { personId: sam.id });
    expect((await frame.get(path)).text).toContain('Vraag Speldje om een link');
    const old = await link();
    moment = new Date(now.getTime() + 16 * 60_000);
    expect((await frame.get(`${path}?link=${old}`)).text).toContain('werkt niet meer');
    expect((await frame.post(path, { link: old })).status).toBe(410);
    expect((await frame.post(path, { link: 'x' })).status).toBe(410);
    moment = now;
  });

  it('is not there without Teams', async () => {
    const without = await serveApp({ store });
    expect((await visitor(without.url).get(path)).status).toBe(404);
    await without.close();
  });
});
