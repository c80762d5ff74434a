import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Store } from '../../src/ports/store.ts';
import { pinEntry } from '../../src/use-cases/pin-entry.ts';
import { readMoment } from '../../src/web/me/experiences/read-moment.ts';
import { buildPerson } from '../builders/build-person.ts';
import type { Visitor } from './browser-like.ts';
import { demoStore, fixedIds, serveApp, type RunningApp } from './demo-app.ts';
import { addDemoPassport, noor, noorsAward, noorsExperience } from './demo-passport.ts';
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
  app = await serveApp({ store, ids: fixedIds('passport pages') });
  browser = await signInAs(app.url, store, noor.id);
  stranger = await signInAs(app.url, store, other.id);
});

afterAll(async () => {
  await app?.close();
  await closeStore?.();
});

/** The titles of the entries on a page, in their order. */
const titles = (page: string) =>
  [...page.matchAll(/class="entry-title">(?:<a [^>]*>)?([^<]*)/gu)].map(([, title]) => title);

const experience = {
  kind: 'volunteering',
  title: 'Repair Café',
  organisation: 'De Zeven Dorpen',
  from: '9-2024',
  until: '',
  description: 'Elke zaterdag fietsen en lampen gemaakt.',
  skill: ['Samenwerken', 'Fietsen repareren', '', ''],
  links: 'https://voorbeeld.example/repair',
};

describe('a passport', () => {
  it('shows the latest first and leaves out what was hidden', async () => {
    const page = await browser.get('/me');
    expect(titles(page.text)).toEqual([
      'Adviseur Lerende Regio Maas en Waal',
      'Samenwerken',
      'Presenteren',
      'Stage personeel en organisatie',
      'Praktijkonderzoek',
      'Datagericht werken',
      'Veilig werken in de werkplaats',
      'Jeugdtrainer',
      'Zelf een website leren bouwen',
      'HBO Bedrijfskunde',
    ]);
    expect(page.text).toContain('Zelf opgegeven');
    expect(page.text).toContain('Verlopen');
  });

  it.each([
    ['?kind=volunteering', ['Jeugdtrainer']],
    ['?kind=awarded&year=2023', ['Veilig werken in de werkplaats']],
    [
      '?kind=declared&order=oldest',
      [
        'HBO Bedrijfskunde',
        'Zelf een website leren bouwen',
        'Jeugdtrainer',
        'Stage personeel en organisatie',
      ],
    ],
    ['?kind=certificate', []],
    ['?kind=certificate&hidden=1', ['EHBO']],
    ['?year=1999', []],
  ])('is narrowed down by its address: %s', async (query, expected) => {
    expect(titles((await browser.get(`/me${query}`)).text)).toEqual(expected);
  });

  it('is narrowed down to a skill, which counts what is not hidden', async () => {
    const [skill] = (await store.badges.findBySlug('samenwerken'))?.skills ?? [];
    const page = await browser.get(`/me?skill=${encodeURIComponent(skill?.url ?? '')}`);
    expect(titles(page.text)).toContain('Samenwerken');
    expect(titles(page.text)).not.toContain('HBO Bedrijfskunde');
  });

  it.each([
    '?page=0',
    '?page=-1',
    '?page=9999999',
    '?page=x',
    '?year=%00',
    '?kind=__proto__',
    '?skill=a&skill=b',
    '?order[]=title',
  ])('takes no harm from %s', async (query) => {
    expect((await browser.get(`/me${query}`)).status).toBe(200);
  });

  it('hands the picture of its skills out as a file', async () => {
    const picture = await browser.get('/me/skills.svg');
    expect(picture.headers.get('content-type')).toContain('image/svg+xml');
    expect(picture.headers.get('content-disposition')).toContain('attachment');
    expect(picture.text).toMatch(/^<svg [^]*Bedrijven adviseren/u);
  });

  it('writes whatever a filter holds as text', async () => {
    const page = await browser.get('/me?skill="><script>alert(1)</script>');
    expect(page.status).toBe(200);
    expect(page.text).not.toContain('<script>alert');
  });
});

describe('an award in a passport', () => {
  const id = noorsAward(1);

  it('is made public, with or without its evidence, and private again', async () => {
    for (const [show, visibility, evidencePublic] of [
      ['evidence', 'public', true],
      ['public', 'public', false],
      ['private', 'private', false],
    ] as const) {
      await browser.get('/me?kind=awarded');
      const done = await browser.send(`/me/awards/${id}`, { show });
      expect([done.status, done.location]).toEqual([303, `/me?kind=awarded#award-${id}`]);
      expect(await store.awards.find(id)).toMatchObject({ visibility, evidencePublic });
    }
  });

  it('is hidden, and shown again', async () => {
    await browser.get('/me?hidden=1');
    const hidden = await browser.send(`/me/awards/${id}`, { hide: 'yes' });
    expect([hidden.status, hidden.location]).toEqual([303, `/me?hidden=1&done=hidden#award-${id}`]);
    const without = (await browser.get('/me?done=hidden')).text;
    // One of each was hidden before; what is hidden is not counted.
    expect(without).toContain('<p class="lead">5 badges, 4 ervaringen');
    expect(titles(without)).not.toContain('Samenwerken');
    expect(without).toContain('Je vindt het terug bij ‘Kies wat je ziet’');
    expect((await browser.get('/me?done=constructor')).text).not.toContain('class="said"');
    await browser.get('/me?hidden=1');
    await browser.send(`/me/awards/${id}`, { hide: 'no' });
    expect(titles((await browser.get('/me')).text)).toContain('Samenwerken');
    expect(await store.awards.find(id)).not.toHaveProperty('hidden');
  });

  it('does not tell its own holder that the holder hides evidence that there is not', async () => {
    const own = (await browser.get(`/awards/${id}?lang=nl`)).text;
    expect(own).toContain('Dit is jouw badge');
    expect(own).toContain('Bij deze badge is geen bewijs bewaard.');
    expect(own).not.toContain('niet openbaar gemaakt');
  });

  it('is nobody else’s to change', async () => {
    const page = await stranger.get('/me');
    expect(titles(page.text)).toEqual([]);
    const csrf = /name="csrf" value="([^"]+)"/u.exec(page.text)?.[1] ?? '';
    const before = await store.awards.find(id);
    expect((await stranger.post(`/me/awards/${id}`, { csrf, show: 'public' })).status).toBe(403);
    expect((await stranger.post(`/me/awards/${id}`, { csrf, hide: 'yes' })).status).toBe(404);
    expect((await stranger.post('/me/awards/nothing', { csrf, hide: 'yes' })).status).toBe(404);
    expect(await store.awards.find(id)).toEqual(before);
  });

  it('does not change by a form of another browser, or of no page at all', async () => {
    const page = await stranger.get('/me');
    const csrf = /name="csrf" value="([^"]+)"/u.exec(page.text)?.[1] ?? '';
    expect((await browser.post(`/me/awards/${id}`, { csrf, show: 'public' })).status).toBe(403);
    expect((await browser.post(`/me/awards/${id}`, { show: 'public' })).status).toBe(403);
    expect(await store.awards.find(id)).toMatchObject({ visibility: 'private' });
  });
});

describe('putting entries at the top, several at once', () => {
  it('takes three and no more, each once', async () => {
    const pin = (at: number) =>
      pinEntry(
        { store, clock: () => new Date() },
        {
          actor: { personId: noor.id, standing: 'member', via: 'web' },
          entry: { kind: 'award', id: noorsAward(at) },
          pinned: true,
        },
      );
    const outcomes = await Promise.all([0, 1, 1, 2, 3, 4].map(pin));
    const ids = ((await store.persons.find(noor.id))?.pinned ?? []).map(({ id }) => id);
    expect(ids).toHaveLength(3);
    expect(new Set(ids).size).toBe(3);
    expect(outcomes.some(({ ok }) => !ok)).toBe(true);
  });
});

describe('an experience', () => {
  it('is added by a form, once however often it is sent, with skills that are known here', async () => {
    await browser.get('/me/experiences/new');
    const answers = await Promise.all([
      browser.send('/me/experiences', experience),
      browser.send('/me/experiences', experience),
      browser.send('/me/experiences', experience),
    ]);
    expect(new Set(answers.map(({ location }) => location)).size).toBe(1);
    const added = (await store.experiences.ofPerson(noor.id)).filter(
      ({ title }) => title === experience.title,
    );
    expect(added).toHaveLength(1);
    const [known] = (await store.badges.findBySlug('samenwerken'))?.skills ?? [];
    expect(added[0]).toMatchObject({
      kind: 'volunteering',
      from: '2024-09',
      links: ['https://voorbeeld.example/repair'],
      skills: [
        { url: known?.url },
        {
          framework: 'own',
          url: 'urn:speldje:own-skill:fietsen%20repareren',
          name: { nl: 'Fietsen repareren' },
        },
      ],
    });
    expect(added[0]).not.toHaveProperty('until');
    expect(titles((await browser.get('/me')).text)).toContain('Repair Café');
  });

  it.each([
    ['title', { title: '  ' }],
    ['title', { title: 'x'.repeat(201) }],
    ['from', { from: 'vorig jaar' }],
    ['from', { from: '31-6-2024' }],
    ['from', { from: '2099' }],
    ['until', { until: '2020' }],
    ['links', { links: 'javascript:alert(1)' }],
    ['description', { description: 'x'.repeat(2001) }],
    ['skills', { skill: Array.from({ length: 21 }, (_, at) => `Vaardigheid ${at}`) }],
    ['links', { links: Array.from({ length: 11 }, (_, at) => `https://a.example/${at}`).join('\n') }],
  ])('is not added with a faulty %s, and what was typed stays', async (field, faulty) => {
    const before = await store.experiences.ofPerson(noor.id);
    await browser.get('/me/experiences/new');
    const answer = await browser.send('/me/experiences', { ...experience, title: 'Nog een', ...faulty });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain(`id="${field}-fault"`);
    expect(answer.text).toContain('De Zeven Dorpen');
    expect(await store.experiences.ofPerson(noor.id)).toEqual(before);
  });

  it('is refused with thousands of skills, of which not all come back', async () => {
    await browser.get('/me/experiences/new');
    const skill = Array.from({ length: 5_000 }, (_, at) => `v${at}`);
    const answer = await browser.send('/me/experiences', { ...experience, skill });
    expect(answer.status).toBe(422);
    expect(answer.text.split('name="skill"').length).toBeLessThan(200);
  });

  it('is told all that is wrong with it at once', async () => {
    await browser.get('/me/experiences/new');
    const faulty = { title: ' ', from: 'gisteren', until: '31-6-2024', links: 'voorbeeld.example' };
    const { text } = await browser.send('/me/experiences', { ...experience, ...faulty });
    for (const field of Object.keys(faulty)) expect(text).toContain(`id="${field}-fault"`);
    expect(text.match(/aria-invalid="true"/gu)).toHaveLength(4);
  });

  it('that is refused can be looked at in the other language', async () => {
    await browser.get('/me/experiences/new');
    const refused = await browser.send('/me/experiences', { ...experience, title: '' });
    expect([refused.status, refused.text.includes('href="/me/experiences?lang=en"')]).toEqual([422, true]);
    const other = await browser.get('/me/experiences?lang=en');
    expect([other.status, other.location]).toEqual([303, '/me/experiences/new?lang=en']);
  });

  it('is written as text whatever it holds', async () => {
    const hostile = '"><img src=x onerror=alert(1)><script>alert(2)</script>';
    await browser.get('/me/experiences/new');
    const fields = {
      ...experience,
      title: hostile,
      organisation: hostile,
      description: hostile,
      skill: [hostile],
    };
    const answer = await browser.send('/me/experiences', fields);
    expect(answer.status).toBe(303);
    for (const path of [
      '/me',
      '/me?order=title',
      answer.location.replace(/.*#experience-/u, '/me/experiences/'),
    ]) {
      const page = await browser.get(path);
      expect(page.status).toBe(200);
      expect(page.text).not.toContain('<script>alert');
      expect(page.text).not.toContain('<img src=x');
    }
  });

  it('is changed, and a stale form says that it was', async () => {
    const id = noorsExperience(2);
    const path = `/me/experiences/${id}`;
    const fields = {
      kind: 'volunteering',
      title: 'Trainer',
      from: '2019-08',
      until: '2023-06',
      organisation: 'VV',
    };
    await browser.get(path);
    const other = await signInAs(app.url, store, noor.id);
    await other.get(path);
    expect((await browser.send(path, fields)).location).toBe(`/me#experience-${id}`);
    expect((await browser.send(path, fields)).status).toBe(303);
    const stale = await other.send(path, { ...fields, title: 'Hoofdtrainer' });
    expect(stale.status).toBe(409);
    expect(stale.text).toContain('Hoofdtrainer');
    expect(await store.experiences.find(id)).toMatchObject({ title: 'Trainer' });
  });

  it('is removed after asking, and stays removed', async () => {
    const path = `/me/experiences/${noorsExperience(3)}`;
    const asked = (await browser.get(`${path}/remove`)).text;
    expect(asked).toContain('Zelf een website leren bouwen');
    expect(asked).toContain('Toch niet');
    expect((await browser.send(`${path}/remove`)).location).toBe('/me?done=removed');
    expect((await browser.send(`${path}/remove`)).location).toBe('/me?done=removed');
    expect((await browser.get('/me?done=removed')).text).toContain('Verwijderd.');
    expect(await store.experiences.find(noorsExperience(3))).toBeUndefined();
  });

  it('is hidden and shown again', async () => {
    const id = noorsExperience(1);
    await browser.get('/me?hidden=1');
    await browser.send(`/me/experiences/${id}/hide`, { hide: 'yes' });
    expect(titles((await browser.get('/me')).text)).not.toContain('HBO Bedrijfskunde');
    await browser.get('/me?hidden=1');
    await browser.send(`/me/experiences/${id}/hide`, { hide: 'no' });
    expect(titles((await browser.get('/me')).text)).toContain('HBO Bedrijfskunde');
  });

  it('of somebody else is as unknown as one that never was', async () => {
    const id = noorsExperience(0);
    const csrf = /name="csrf" value="([^"]+)"/u.exec((await stranger.get('/me')).text)?.[1] ?? '';
    for (const path of [`/me/experiences/${id}`, `/me/experiences/${id}/remove`])
      expect((await stranger.get(path)).status).toBe(404);
    for (const path of [
      `/me/experiences/${id}`,
      `/me/experiences/${id}/remove`,
      `/me/experiences/${id}/hide`,
    ])
      expect((await stranger.post(path, { csrf, title: 'Van mij', hide: 'yes' })).status).toBe(404);
    expect(await store.experiences.find(id)).toMatchObject({ personId: noor.id, visibility: 'shown' });
  });

  it('is not read when it is larger than any form', async () => {
    await browser.get('/me/experiences/new');
    const answer = await browser.send('/me/experiences', { ...experience, description: 'x'.repeat(200_000) });
    expect(answer.status).toBe(413);
    expect(answer.text).toContain('te groot');
  });
});

describe('a moment as people write it', () => {
  it.each([
    ['2024', '2024'],
    ['9-2024', '2024-09'],
    ['2024/9', '2024-09'],
    ['1.9.2024', '2024-09-01'],
    ['2024-09-01', '2024-09-01'],
    ['01 09 2024', '2024-09-01'],
    ['september 2024', 'september 2024'],
    ['', undefined],
  ])('%s is read as %s', (typed, expected) => {
    expect(readMoment(typed)).toBe(expected);
  });
});
