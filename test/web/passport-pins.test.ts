import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '../../src/domain/actor.ts';
import type { EntryRef } from '../../src/domain/entry-ref.ts';
import type { Store } from '../../src/ports/store.ts';
import { hideEntry } from '../../src/use-cases/hide-entry.ts';
import { mergePersons } from '../../src/use-cases/merge-persons.ts';
import { pinEntry } from '../../src/use-cases/pin-entry.ts';
import { sharePassport } from '../../src/use-cases/share-passport.ts';
import { buildPerson } from '../builders/build-person.ts';
import { createMemoryStore } from '../fakes/memory-store.ts';
import { visitor, type Visitor } from './browser-like.ts';
import { fixedIds, importDemoCatalogue, now, serveApp, type RunningApp } from './demo-app.ts';
import { addDemoPassport, noor, noorsAward, noorsExperience } from './demo-passport.ts';
import { signedInVisitor } from './signed-in-visitor.ts';

let store: Store;
let app: RunningApp;
let browser: Visitor;
const clock = () => now;
const actor: Actor = { personId: noor.id, standing: 'member', via: 'web' };
const other = buildPerson({ name: 'Iemand Anders' });

const award = (at: number): EntryRef => ({ kind: 'award', id: noorsAward(at) });
const experience = (at: number): EntryRef => ({ kind: 'experience', id: noorsExperience(at) });
const pin = (entry: EntryRef, pinned = true) => pinEntry({ store, clock }, { actor, entry, pinned });
const pins = async () => (await store.persons.find(noor.id))?.pinned;
const titles = (page: string) =>
  [...page.matchAll(/class="entry-title">(?:<a [^>]*>)?([^<]*)/gu)].map(([, title]) => title);
const headings = (page: string) =>
  [...page.matchAll(/class="year" aria-label="([^"]*)"/gu)].map(([, heading]) => heading);

beforeAll(async () => {
  store = createMemoryStore();
  await importDemoCatalogue(store);
  await addDemoPassport(store);
  await store.persons.insert(other);
  app = await serveApp({ store });
  browser = await signedInVisitor({ store, clock, ids: fixedIds('pins') }, app.url, noor.id);
});
afterAll(() => app?.close());
beforeEach(async () => {
  const person = await store.persons.find(noor.id);
  if (person === undefined) throw new Error('the learner is gone');
  const { pinned: _, ...rest } = person;
  await store.persons.save(rest);
});

describe('what a learner puts at the top', () => {
  it('stands above the others in the order in which it was put there, by forms on the page', async () => {
    for (const entry of ['experience:' + noorsExperience(2), 'award:' + noorsAward(3)]) {
      await browser.get('/me?kind=awarded');
      const done = await browser.send('/me/pins', { entry, pin: 'yes' });
      expect([done.status, done.location]).toEqual([303, `/me?kind=awarded#${entry.replace(':', '-')}`]);
    }
    const { text } = await browser.get('/me');
    expect(titles(text).slice(0, 3)).toEqual([
      'Jeugdtrainer',
      'Praktijkonderzoek',
      'Adviseur Lerende Regio Maas en Waal',
    ]);
    expect(headings(text).slice(0, 2)).toEqual(['Uitgelicht', '2025']);
    await browser.send('/me/pins', { entry: `experience:${noorsExperience(2)}`, pin: 'no' });
    expect(titles((await browser.get('/me')).text)[0]).toBe('Praktijkonderzoek');
    expect(await pins()).toEqual([award(3)]);
  });

  it('stays in its place in every other order', async () => {
    await pin(award(3));
    const oldest = (await browser.get('/me?order=oldest&kind=awarded')).text;
    expect(titles(oldest)[0]).toBe('Veilig werken in de werkplaats');
    expect(headings(oldest)).not.toContain('Uitgelicht');
  });

  it('is seen so by whoever has a link', async () => {
    await pin(award(3));
    const shared = await sharePassport(
      { store, clock, ids: fixedIds('pinned share') },
      { actor, deliveryKey: 'pinned', entries: [award(0), award(3), experience(2)], withEvidence: false },
    );
    if (!shared.ok) throw new Error(shared.refusal.code);
    const { text } = await visitor(app.url).get(`/passports/${shared.share.token}`);
    expect(titles(text)).toEqual([
      'Praktijkonderzoek',
      'Adviseur Lerende Regio Maas en Waal',
      'Jeugdtrainer',
    ]);
    expect(headings(text)[0]).toBe('Uitgelicht');
  });

  it('is three entries at most; with those there, no more is offered, nor taken', async () => {
    for (const at of [1, 2, 3]) expect((await pin(award(at))).ok).toBe(true);
    expect(await pin(award(4))).toEqual({
      ok: false,
      refusal: { code: 'invalid', field: 'pinned', problem: 'too-long' },
    });
    const { text } = await browser.get('/me');
    expect(text).not.toContain('Zet bovenaan');
    expect(text.match(/Zet weer op datum/gu)).toHaveLength(3);
    // Again is as good as once, and goes last.
    expect((await pin(award(1))).ok).toBe(true);
    expect(await pins()).toEqual([award(2), award(3), award(1)]);
    expect((await browser.send('/me/pins', { entry: `award:${noorsAward(4)}`, pin: 'yes' })).status).toBe(
      422,
    );
  });

  it('gives up its place when it is hidden', async () => {
    for (const at of [1, 2, 3]) await pin(award(at));
    const hide = (hidden: boolean) =>
      hideEntry({ store, clock, ids: fixedIds('hide') }, { actor, entry: award(2), hidden });
    await hide(true);
    expect(titles((await browser.get('/me')).text).slice(0, 2)).toEqual(['Samenwerken', 'Praktijkonderzoek']);
    expect((await pin(award(4))).ok).toBe(true);
    expect(await pins()).toEqual([award(1), award(3), award(4)]);
    expect(await pin(award(2))).toMatchObject({ ok: false, refusal: { code: 'unknown-award' } });
    await hide(false);
  });

  it('is the learner’s own: nothing of somebody else, nor what there is not', async () => {
    const theirs = { actor: { ...actor, personId: other.id }, pinned: true };
    const codes = await Promise.all(
      [award(1), experience(0), { kind: 'import' as const, id: 'nothing' }].map(async (entry) => {
        const outcome = await pinEntry({ store, clock }, { ...theirs, entry });
        return outcome.ok || outcome.refusal.code;
      }),
    );
    expect(codes).toEqual(['unknown-award', 'unknown-experience', 'unknown-imported']);
    await browser.get('/me');
    for (const entry of ['', 'award', 'award:../x', '__proto__:x'])
      expect((await browser.send('/me/pins', { entry, pin: 'yes' })).status).toBe(404);
    expect(await pins()).toBeUndefined();
  });
});

describe('two persons who turn out to be one', () => {
  it('keep what the one who lives on put at the top, or else what the other did', async () => {
    const pinned = [experience(0)];
    const merged = async (keep: object, absorb: object) => {
      const [lives, goes] = [
        buildPerson({ identities: [], ...keep }),
        buildPerson({ identities: [], ...absorb }),
      ];
      await store.persons.insert(lives);
      await store.persons.insert(goes);
      const operator: Actor = { ...actor, personId: lives.id };
      const given = { actor: operator, keep: lives.id, absorb: goes.id };
      const done = await mergePersons({ store, clock, ids: fixedIds(`merge ${lives.id}`) }, given);
      return done.ok ? done.person.pinned : done.refusal.code;
    };
    expect(await merged({}, { pinned })).toEqual(pinned);
    expect(await merged({ pinned: [award(0)] }, { pinned })).toEqual([award(0)]);
    expect(await merged({}, {})).toBeUndefined();
  });
});

describe('the order by kind', () => {
  it('stands under the kinds, what others vouch for first, and keeps the filters', async () => {
    const { text } = await browser.get('/me?order=kind&year=2023');
    expect(headings(text)).toEqual(['Toegekend', 'Vrijwilligerswerk', 'Zelf geleerd']);
    expect(text).toContain('<option value="kind" selected>');
    expect(text).toContain('value="/me?year=2023&amp;order=kind"');
  });
});
