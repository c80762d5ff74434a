import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Store } from '../../src/ports/store.ts';
import { buildFrameworkSkill } from '../builders/build-framework-skill.ts';
import { buildPerson } from '../builders/build-person.ts';
import { createMemoryStore } from '../fakes/memory-store.ts';
import { fixedIds, now, serveApp, type RunningApp } from './demo-app.ts';
import { signedInVisitor } from './signed-in-visitor.ts';

let store: Store;
let app: RunningApp;
const teams = buildFrameworkSkill('teams', { name: { nl: 'Samenwerken', en: 'Work in teams' } });

beforeAll(async () => {
  store = createMemoryStore();
  await store.skills.save([teams]);
  app = await serveApp({ store });
});
afterAll(() => app.close());

const get = (query: string, headers = {}) => fetch(`${app.url}/skills.json${query}`, { headers });

describe('GET /skills.json', () => {
  it('suggests in the asked language, the same for everybody, to be kept for a while', async () => {
    const answer = await get('?q=work&lang=en');
    expect(await answer.json()).toEqual({
      skills: [{ name: 'Work in teams', framework: 'esco', url: teams.url }],
    });
    expect(answer.headers.get('cache-control')).toBe('public, max-age=60');
    expect(answer.headers.get('set-cookie')).toBeNull();
    const own = await get('?q=samen', { 'accept-language': 'nl' });
    expect(await own.json()).toMatchObject({ skills: [{ name: 'Samenwerken' }] });
    expect(own.headers.get('cache-control')).toBe('private, max-age=60');
  });

  it.each(['', '?q=s', '?q[]=samen', '?q=samen&q=werken', '?q=%00%ff', '?q[$ne]=x'])(
    'suggests nothing for %j',
    async (query) => {
      const answer = await get(query);
      expect([answer.status, await answer.json()]).toEqual([200, { skills: [] }]);
    },
  );
});

describe('an experience', () => {
  it('has the skill of the framework that was named, and keeps it under an old name', async () => {
    const person = buildPerson();
    await store.persons.insert(person);
    const deps = { store, ids: fixedIds('experience'), clock: () => now };
    const browser = await signedInVisitor(deps, app.url, person.id);
    await browser.get('/me/experiences/new');
    const fields = { kind: 'work', title: 'Ploeg', skill: ['work in teams', 'Zelf bedacht', ''] };
    expect((await browser.send('/me/experiences', fields)).status).toBe(303);
    const [kept] = await store.experiences.ofPerson(person.id);
    expect(kept?.skills.map(({ url }) => url)).toEqual([teams.url, 'urn:speldje:own-skill:zelf%20bedacht']);
    await store.skills.save([{ ...teams, name: { nl: 'Teamwerken', en: 'Work in teams' } }]);
    const path = `/me/experiences/${kept?.id ?? ''}`;
    expect((await browser.get(path)).text).toContain('value="Samenwerken"');
    await browser.send(path, { ...fields, skill: ['Samenwerken'] });
    expect((await store.experiences.ofPerson(person.id))[0]?.skills).toEqual([
      { framework: 'esco', url: teams.url, name: teams.name },
    ]);
  });
});
