import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Store } from '../../src/ports/store.ts';
import { buildPerson } from '../builders/build-person.ts';
import { createMemoryStore } from '../fakes/memory-store.ts';
import type { Visitor } from './browser-like.ts';
import { fixedIds, importDemoCatalogue, now, serveApp, type RunningApp } from './demo-app.ts';
import { addDemoPassport, noor, noorsAward, noorsExperience } from './demo-passport.ts';
import { signedInVisitor } from './signed-in-visitor.ts';

let store: Store;
let app: RunningApp;
let browser: Visitor;
const enter = (personId: string) =>
  signedInVisitor({ store, clock: () => now, ids: fixedIds(`enter ${personId}`) }, app.url, personId);

beforeAll(async () => {
  store = createMemoryStore();
  await importDemoCatalogue(store);
  await addDemoPassport(store);
  app = await serveApp({ store });
  browser = await enter(noor.id);
});
afterAll(() => app?.close());

const award = (at: number) => `award:${noorsAward(at)}`;
const trainer = `experience:${noorsExperience(2)}`;
const ticked = (page: string) =>
  [...page.matchAll(/<input type="checkbox" name="entry" value="([^"]*)"( checked)?/gu)].filter(
    ([, , checked]) => checked !== undefined,
  ).length;
const take = async (as: string, entry: readonly string[]) => {
  await browser.get('/me/take-out');
  return browser.send('/me/take-out', { as, entry });
};

describe('choosing what goes along', () => {
  it('begins with all that is not hidden; nothing is ticked where that was asked', async () => {
    const { text } = await browser.get('/me/take-out');
    expect(ticked(text)).toBe(10);
    expect(text).not.toContain('Helpende hand');
    expect(ticked((await browser.get('/me/take-out?none=1')).text)).toBe(0);
    expect((await browser.get('/me')).text).toContain('href="/me/take-out"');
  });

  it('puts just that into the table', async () => {
    const { status, text } = await take('csv', [award(1), trainer]);
    expect(status).toBe(200);
    const rows = text.trim().split('\r\n');
    expect(rows).toHaveLength(3);
    expect(rows[1]).toContain('Samenwerken');
    expect(rows[2]).toContain('Jeugdtrainer');
  });

  it('puts just that into the record, signed; what is no badge of here is not in it', async () => {
    const { headers, text } = await take('clr', [award(1), award(2), trainer]);
    expect(headers.get('content-disposition')).toBe('attachment; filename="skillspaspoort.json"');
    expect(text.match(/"OpenBadgeCredential"/gu)).toHaveLength(2);
    expect(text).not.toContain('Jeugdtrainer');
    const jwt = await take('jwt', [award(1)]);
    expect(jwt.text.split('.')).toHaveLength(3);
  });

  it.each([
    ['pdf', 'application/pdf'],
    ['zip', 'application/zip'],
  ])('makes a %s of it', async (as, type) => {
    const one = await take(as, [award(1)]);
    expect([one.status, one.headers.get('content-type')]).toEqual([200, type]);
    const all = await take(as, [0, 1, 2, 3, 4].map(award));
    expect(all.text.length).toBeGreaterThan(one.text.length);
  });

  it.each([
    ['nothing is ticked', 'pdf', [], 'Kruis aan wat er mee moet.'],
    ['what is ticked can’t be read', 'pdf', ['award', 'x:y'], 'Kruis aan wat er mee moet.'],
    ['the form is unknown', 'exe', [award(1)], 'Kruis aan wat er mee moet.'],
    ['only experiences would be signed', 'clr', [trainer], 'ten minste één badge'],
  ])('says what is the matter when %s', async (_, as, entry, words) => {
    const { status, text } = await take(as, entry);
    expect(status).toBe(422);
    expect(text).toContain(words);
  });

  it('gives nothing of somebody else, nor what is hidden', async () => {
    const stranger = buildPerson({ name: 'Iemand Anders' });
    await store.persons.insert(stranger);
    const theirs = await enter(stranger.id);
    const csrf = /name="csrf" value="([^"]+)"/u.exec((await theirs.get('/me/settings')).text)?.[1] ?? '';
    const asked = (as: string) => theirs.post('/me/take-out', { csrf, as, entry: [award(1), trainer] });
    expect((await asked('csv')).text.trim().split('\r\n')).toHaveLength(1);
    expect((await asked('zip')).status).toBe(404);
    expect((await theirs.post('/me/take-out', { as: 'csv', entry: [award(1)] })).status).toBe(403);
    expect((await take('csv', [award(6), award(1)])).text.trim().split('\r\n')).toHaveLength(2);
    const record = await take('clr', [award(6), award(1)]);
    expect(record.text.match(/"OpenBadgeCredential"/gu)).toHaveLength(1);
    expect((await take('zip', [award(6)])).status).toBe(404);
  });
});
