import { beforeEach, describe, expect, it } from 'vitest';
import { operatorActor } from '../../src/domain/actor.ts';
import type { FrameworkSkill } from '../../src/domain/skill.ts';
import { importSkills } from '../../src/use-cases/import-skills.ts';
import { badgeSkills, skillsNamed } from '../../src/use-cases/known-skills.ts';
import { searchSkills } from '../../src/use-cases/search-skills.ts';
import { buildFrameworkSkill } from '../builders/build-framework-skill.ts';
import { actor, done, refusalCode, smallTown, type SmallTown } from './community.ts';

let town: SmallTown;
beforeEach(async () => {
  town = await smallTown();
});

const take = (skills: Iterable<FrameworkSkill> | AsyncIterable<FrameworkSkill>, framework = 'esco') =>
  done(importSkills(town.deps, { actor: operatorActor, framework, skills }));
const teams = (more: Partial<FrameworkSkill> = {}) => buildFrameworkSkill('teams', more);

describe('taking in a framework', () => {
  it('makes one skill of a file for each language, and changes nothing the second time', async () => {
    const english = teams({ name: { en: 'work in teams' }, alt: { en: ['cooperate'] }, code: 'S1' });
    const dutch = teams({ name: { nl: 'in teams werken' }, alt: { nl: [] }, description: { nl: 'Samen.' } });
    expect(await take([english])).toMatchObject({ added: 1, changed: 0, unchanged: 0 });
    expect(await take([dutch])).toMatchObject({ added: 0, changed: 1, unchanged: 0 });
    expect(await take([english, dutch])).toMatchObject({ added: 0, changed: 0, unchanged: 2 });
    expect(await town.store.skills.findMany([english.url])).toEqual([
      {
        ...english,
        name: { nl: 'in teams werken', en: 'work in teams' },
        alt: { nl: [], en: ['cooperate'] },
        description: { nl: 'Samen.' },
      },
    ]);
    const { items } = await town.store.audit.page({ about: 'framework:esco' }, { limit: 9 });
    expect(items.map(({ action, detail }) => [action, detail?.['added'], detail?.['changed']])).toEqual([
      ['skills-imported', 0, 1],
      ['skills-imported', 1, 0],
    ]);
  });

  it('takes thousands in batches as they come, and goes on where it was cut off', async () => {
    async function* thousands(breakAt: number): AsyncGenerator<FrameworkSkill> {
      for (let at = 0; at < 1201; at += 1) {
        if (at === breakAt) throw new Error('the disk is gone');
        yield buildFrameworkSkill(`s${at}`);
      }
    }
    await expect(take(thousands(1100))).rejects.toThrow('the disk is gone');
    expect((await town.store.skills.frameworks()).get('esco')).toBe(1000);
    expect(await take(thousands(-1))).toMatchObject({ added: 201, unchanged: 1000 });
  });

  it('is for the operator alone', async () => {
    const command = { actor: actor(town.owner), framework: 'esco', skills: [teams()] };
    expect(await refusalCode(importSkills(town.deps, command))).toBe('not-yours');
    expect(await town.store.skills.frameworks()).toEqual(new Map());
  });
});

describe('searching as somebody types', () => {
  const found = async (typed: string, locale: 'nl' | 'en' = 'nl') =>
    (await searchSkills(town.deps, { typed, locale })).map(({ name }) => name[locale] ?? name.en);

  beforeEach(async () => {
    const here = { framework: 'community', url: 'https://a.example/skills/team', name: { nl: 'Teamgeest' } };
    await town.addBadge({ skills: [here] });
    await take([
      teams({ name: { nl: 'In een team werken', en: 'Work in teams' }, alt: { nl: ['ploegenwerk'] } }),
      buildFrameworkSkill('lead', { name: { nl: 'Teamleiding geven', en: 'Lead' } }),
      buildFrameworkSkill('cafe', { name: { nl: 'Cafébeheer' } }),
    ]);
  });

  it('finds by the beginnings of words, those of badges here first, without case and accents', async () => {
    expect(await found('TEAM')).toEqual(['Teamgeest', 'Teamleiding geven', 'In een team werken']);
    expect(await found('café')).toEqual(['Cafébeheer']);
    expect(await found('cafe')).toEqual(['Cafébeheer']);
    expect(await found('werk tea')).toEqual(['In een team werken']);
    expect(await found('ploeg')).toEqual(['In een team werken']);
    expect(await found('work', 'en')).toEqual(['Work in teams']);
    expect(await found('work')).toEqual([]);
  });

  it.each(['', ' ', 't', '?', '.*', '$where', 'x'.repeat(10_000)])('finds nothing for %j', async (typed) => {
    expect(await found(typed)).toEqual([]);
  });

  it('finds at most ten', async () => {
    await take(Array.from({ length: 15 }, (_, at) => buildFrameworkSkill(`team-${at}`)));
    expect(await found('team')).toHaveLength(10);
  });

  it('takes what is typed for the skill of that name, in either language, or for one of their own', async () => {
    const typed = ['teamgeest', 'WORK IN TEAMS', 'Ploegenwerk', ' Fietsen  repareren ', ' '];
    const skills = await skillsNamed(town.deps, { typed, locale: 'nl' });
    expect(skills).toEqual([
      (await badgeSkills(town.deps)).find(({ name }) => name.nl === 'Teamgeest'),
      { framework: 'esco', url: teams().url, name: { nl: 'In een team werken', en: 'Work in teams' } },
      { framework: 'esco', url: teams().url, name: { nl: 'In een team werken', en: 'Work in teams' } },
      {
        framework: 'own',
        url: 'urn:speldje:own-skill:fietsen%20repareren',
        name: { nl: 'Fietsen repareren' },
      },
    ]);
  });

  it('keeps a skill that was chosen under a name that it has no more', async () => {
    const had = [{ framework: 'esco', url: 'https://skills.example/old', name: { nl: 'Oude naam' } }];
    expect(await skillsNamed(town.deps, { typed: ['oude naam'], locale: 'nl', had })).toEqual(had);
  });
});
