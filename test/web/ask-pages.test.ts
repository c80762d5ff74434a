import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Store } from '../../src/ports/store.ts';
import type { Visitor } from './browser-like.ts';
import { demoStore, fixedIds, serveApp, type RunningApp } from './demo-app.ts';
import { addDemoPassport, noor } from './demo-passport.ts';
import { buildBadge } from '../builders/build-badge.ts';
import { buildLinkedIdentity, buildPerson } from '../builders/build-person.ts';
import { buildRoleGrant } from '../builders/build-role-grant.ts';
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

const asked = async () =>
  (await store.nominations.ofPerson(noor.id)).map(({ badge }) => badge.slug).toSorted();

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

  it('is for members alone where the badge says so: no more for whose account in the workspace is gone', async () => {
    const issuerId = (await store.badges.findBySlug('begeleiden'))?.issuerId ?? '';
    const badge = buildBadge({ issuerId, slug: 'voor-leden', whoMayNominate: 'members' });
    await store.badges.insert(badge);
    const account = { kind: 'slack', workspace: 'TLEFT', user: 'U1' } as const;
    const person = buildPerson({ identities: [buildLinkedIdentity(account)] });
    await store.persons.insert(person);
    const theirs = await signInAs(app.url, store, person.id, {
      workspace: 'slack:TLEFT',
      standing: 'member',
    });
    expect((await theirs.get('/me/ask')).text).toContain('value="voor-leden"');
    const gone = buildLinkedIdentity(account, { goneAt: new Date() });
    await store.persons.save({ ...person, identities: [gone] });
    expect((await theirs.get('/me/ask')).text).not.toContain('value="voor-leden"');
  });

  it('goes first to whom the learner chooses of those who decide, and to nobody whom they cannot know', async () => {
    const badge = await store.badges.findBySlug('zorgzaam-contact');
    const decider = async (name: string, team: string) => {
      const person = buildPerson({
        name,
        identities: [buildLinkedIdentity({ kind: 'slack', workspace: team, user: `U0${name.slice(0, 2)}` })],
      });
      await store.persons.insert(person);
      await store.roles.insert(
        buildRoleGrant({
          issuerId: badge?.issuerId ?? '',
          role: 'reviewer',
          grantee: { kind: 'person', personId: person.id },
        }),
      );
      return person;
    };
    const reviewer = await decider('Beoordelaar Bo', 'T0TESTS');
    const stranger = await decider('Vreemde Vera', 'T0ELDERS');
    const page = await browser.get('/me/ask');
    expect(page.text).toContain(`value="${reviewer.id}"`);
    expect(page.text).not.toContain('Vreemde Vera');
    const fields = { badge: 'zorgzaam-contact', reason: 'Ik luisterde' };
    for (const wrong of [
      { ...fields, askOf: stranger.id },
      { ...fields, badge: 'ondernemen', askOf: reviewer.id },
    ]) {
      const answer = await browser.send('/me/ask', wrong);
      expect(answer.status).toBe(422);
      expect(answer.text).toContain('beslist niet over deze badge');
      expect(answer.text).toContain('Ik luisterde');
    }
    const answer = await browser.send('/me/ask', { ...fields, askOf: reviewer.id });
    expect(answer.text).toContain('is verstuurd aan Beoordelaar Bo.');
    expect(answer.text).toContain('gevraagd aan Beoordelaar Bo');
    const nomination = (await store.nominations.ofPerson(noor.id)).find(
      (each) => each.badge.slug === 'zorgzaam-contact',
    );
    expect(nomination?.askedOf).toBe(reviewer.id);
  });

  it('is not needed for a badge that comes by itself: its parts are named', async () => {
    expect((await browser.get('/me/ask')).text).not.toContain('value="vakmens-van-de-regio"');
    const answer = await browser.send('/me/ask', { badge: 'vakmens-van-de-regio', reason: 'Ja' });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('hij komt vanzelf zodra je “Lassen MIG/MAG”');
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
    expect(await asked()).toEqual(['begeleiden', 'zorgzaam-contact']);
  });
});
