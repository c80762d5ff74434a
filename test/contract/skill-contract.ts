import { describe, expect, it } from 'vitest';
import type { Store } from '../../src/ports/store.ts';
import { buildFrameworkSkill } from '../builders/build-framework-skill.ts';
import { several } from './store-under-test.ts';

export function skillContract(store: () => Store): void {
  describe('skills of frameworks', () => {
    const teams = buildFrameworkSkill('teams', {
      name: { nl: 'Samenwerken in een team', en: 'Work in teams' },
      alt: { nl: ['Teamwork', 'overleggen'], en: ['team-working', 'cooperate'] },
      code: 'S1.8.1',
      description: { en: 'Work within a group.' },
    });
    const lead = buildFrameworkSkill('lead', {
      name: { en: 'Lead a team' },
      alt: {},
      framework: 'competentnl',
    });
    const weld = buildFrameworkSkill('weld', { name: { nl: 'Lassen', en: 'Weld' }, alt: {} });
    const found = async (typed: string, locale: 'nl' | 'en' = 'nl', limit = 9) =>
      (await store().skills.search({ locale, whole: typed, beginnings: typed.split(' ') }, limit)).map(
        ({ url }) => url,
      );

    it('are kept by url, replaced when saved again, and given back as they were', async () => {
      await store().skills.save([teams, lead]);
      await store().skills.save([{ ...lead, name: { en: 'Lead others' } }, weld]);
      const all = await store().skills.findMany([teams.url, lead.url, weld.url, 'https://nobody.example/']);
      expect(all.toSorted((a, b) => (a.url < b.url ? -1 : 1))).toStrictEqual(
        [teams, { ...lead, name: { en: 'Lead others' } }, weld].toSorted((a, b) => (a.url < b.url ? -1 : 1)),
      );
      expect(await store().skills.findMany([])).toEqual([]);
      expect(await store().skills.frameworks()).toEqual(
        new Map([
          ['esco', 2],
          ['competentnl', 1],
        ]),
      );
    });

    it('are found by the beginnings of words of the label and of other names, labels that begin so first', async () => {
      await store().skills.save([teams, lead, weld]);
      expect(await found('team')).toEqual([lead.url, teams.url]);
      expect(await found('samenw')).toEqual([teams.url]);
      expect(await found('overl')).toEqual([teams.url]);
      expect(await found('in team sam')).toEqual([teams.url]);
      expect(await found('work')).toEqual([]);
      expect(await found('work', 'en')).toEqual([teams.url]);
      // What has no Dutch name is found by its English one.
      expect(await found('lead')).toEqual([lead.url]);
      expect(await found('zz')).toEqual([]);
      const others = several(4, (at) =>
        buildFrameworkSkill(`other-${at}`, { name: { nl: `Een team ${at}` }, alt: {} }),
      );
      await store().skills.save(others);
      expect(await found('een team', 'nl', 3)).toEqual(others.slice(0, 3).map(({ url }) => url));
      expect(await found('team', 'nl', 2)).toHaveLength(2);
    });

    it('are found by a whole name in either language', async () => {
      await store().skills.save([teams, lead, weld]);
      const named = async (...names: string[]) => (await store().skills.named(names)).map(({ url }) => url);
      expect(await named('work in teams')).toEqual([teams.url]);
      expect(await named('team working')).toEqual([teams.url]);
      expect((await named('lassen', 'lead a team')).toSorted()).toEqual([lead.url, weld.url].toSorted());
      expect(await named('work')).toEqual([]);
      expect(await named()).toEqual([]);
    });

    it('are listed by url, page by page, of one framework or of all', async () => {
      await store().skills.save([teams, lead, weld]);
      const first = await store().skills.page('esco', { limit: 1 });
      expect(first.items).toStrictEqual([teams]);
      expect(await store().skills.page('esco', { limit: 1, after: first.next ?? '' })).toStrictEqual({
        items: [weld],
      });
      expect((await store().skills.page(undefined, { limit: 9 })).items).toHaveLength(3);
    });
  });
}
