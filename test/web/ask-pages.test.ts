import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Store } from '../../src/ports/store.ts';
import type { Visitor } from './browser-like.ts';
import { demoStore, fixedIds, serveApp, type RunningApp } from './demo-app.ts';
import { addDemoPassport, noor } from './demo-passport.ts';
import { signInAs } from './sign-in-as.ts';

let app: RunningApp;
let store: Store;
let closeStore: () => Promise<void>;
let browser: Visitor;

beforeAll(async () => {
  const demo = await demoStore();
  closeStore = demo.close;
  store = demo.store;
  await addDemoPassport(store);
  app = await serveApp({ store, ids: fixedIds('ask pages') });
  browser = await signInAs(app.url, store, noor.id);
});

afterAll(async () => {
  await app?.close();
  await closeStore?.();
});

const asked = async () => (await store.nominations.ofPerson(noor.id)).map(({ badge }) => badge.slug);

describe('asking for a badge', () => {
  it('goes to the reviewers, once however often it is sent, with what shows it', async () => {
    const page = await browser.get('/me/ask');
    expect(page.text).toContain('value="begeleiden"');
    expect(page.text).not.toContain('value="samenwerken"');
    const fields = {
      badge: 'begeleiden',
      reason: 'Vier jaar jeugdtrainer',
      link: 'https://voorbeeld.example/team',
    };
    const answers = await Promise.all([1, 2, 3].map(() => browser.send('/me/ask', fields)));
    for (const { text } of answers) expect(text).toContain('is verstuurd');
    expect(await asked()).toEqual(['begeleiden']);
    const [nomination] = await store.nominations.ofPerson(noor.id);
    const pieces = await store.evidence.ofSubject({ kind: 'nomination', id: nomination?.id ?? '' });
    expect(JSON.stringify(pieces)).toContain('https://voorbeeld.example/team');
    expect((await browser.get('/me/ask')).text).toContain('wordt bekeken');
  });

  it.each([
    ['without a reason', { badge: 'ondernemen', reason: ' ' }, 'Schrijf waarom'],
    [
      'with a link that is none',
      { badge: 'ondernemen', reason: 'Ja', link: 'javascript:alert(1)' },
      'geen webadres',
    ],
    ['for what was asked already', { badge: 'begeleiden', reason: 'Nog eens' }, 'loopt al'],
    ['for what is held already', { badge: 'samenwerken', reason: 'Nog eens' }, 'heb je al'],
    ['for what does not exist', { badge: 'bestaat-niet', reason: 'Ja' }, 'niet aanvragen'],
  ])('is refused %s', async (_, fields, words) => {
    await browser.get('/me/ask');
    const answer = await browser.send('/me/ask', fields);
    expect(answer.status).toBe(422);
    expect(answer.text).toContain(words);
    expect(await asked()).toEqual(['begeleiden']);
  });
});
