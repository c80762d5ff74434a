import { describe, expect, it } from 'vitest';
import { readCatalogue } from '../../src/catalogue/read-catalogue.ts';
import { buildFrameworkSkill } from '../builders/build-framework-skill.ts';
import { drawHere, faultsOf } from './faults-of.ts';
import { badgeFolder, badgeYaml, MORE_LINE, smallCatalogue, type FileContents } from './small-catalogue.ts';

const url = 'http://data.europa.eu/esco/skill/60c78287-22eb-4103-9c8c-28deaa460da0';
const badge = 'badges/lassen/badge.yaml';
const named = (more: string) => badgeFolder('lassen', badgeYaml('lassen', `skills:\n${more}`));

async function read(changes: FileContents, skills?: Parameters<typeof readCatalogue>[1]['skills']) {
  const deps = {
    files: smallCatalogue(changes),
    draw: drawHere,
    ...(skills === undefined ? {} : { skills }),
  };
  const reading = await readCatalogue('cat', deps);
  if (!reading.ok) throw new Error(JSON.stringify(reading.faults));
  return reading.catalogue;
}

describe('skills of frameworks in a catalogue', () => {
  it('stand in a file for each framework, and a badge names one by its url alone', async () => {
    const catalogue = await read({
      'skills/esco.csv': `url,code,name_nl,alt_nl\n${url},S1,Samenwerken,teamwerk\n`,
      'skills/LEES-MIJ.txt': 'no skills',
      ...named(
        `  - url: ${url}\n  - framework: community\n    url: community:x\n    name: { nl: x, en: y }\n`,
      ),
    });
    expect(catalogue.badges[0]?.skills).toEqual([
      { framework: 'esco', url, code: 'S1', name: { nl: 'Samenwerken' } },
      { framework: 'community', url: 'community:x', name: { nl: 'x', en: 'y' } },
    ]);
    expect(catalogue.skills).toEqual([
      { framework: 'esco', url, code: 'S1', name: { nl: 'Samenwerken' }, alt: { nl: ['teamwerk'] } },
    ]);
  });

  it('come together from files of ESCO, one a language', async () => {
    const { skills } = await read({
      'skills/esco.nl.csv': `conceptUri,preferredLabel\n${url},in teams werken\n`,
      'skills/esco.en.csv': `conceptUri,preferredLabel\n${url},work in teams\n`,
    });
    expect(skills.map(({ name }) => name)).toEqual([{ nl: 'in teams werken', en: 'work in teams' }]);
  });

  it('are asked of the deployment where the folder lacks them', async () => {
    const asked: (readonly string[])[] = [];
    const { badges, skills } = await read(named(`  - url: ${url}\n`), async (urls) => {
      asked.push(urls);
      return [buildFrameworkSkill('x', { url, name: { en: 'work in teams' } })];
    });
    expect(asked).toEqual([[url]]);
    expect(badges[0]?.skills).toEqual([{ framework: 'esco', url, name: { en: 'work in teams' } }]);
    expect(skills).toEqual([]);
  });

  it('are faults with file and line where nobody knows them', async () => {
    expect(await faultsOf(named(`  - url: ${url}\n`))).toEqual([
      `unknown-skill cat/${badge}:${MORE_LINE + 1}:10: no framework here knows the skill ${url}; add it to skills/<framework>.csv, take the framework in with skills import, or give it framework and name`,
    ]);
  });

  it('are faults where more than the url is given, and not all', async () => {
    expect(await faultsOf(named(`  - url: community:x\n    framework: community\n`))).toEqual([
      expect.stringContaining('missing-key cat/badges/lassen/badge.yaml:'),
    ]);
    expect(await faultsOf(named(`  - url: community:x\n    name: { nl: x, en: x }\n`))).toEqual([
      expect.stringContaining('lacks framework'),
    ]);
  });

  it('have the faults of their own files, and of the names of these', async () => {
    expect(
      await faultsOf({
        'skills/esco.csv': `url,name_nl\n${url},\nhttps://s.example/,x\n`,
        'skills/Mijn Skills.csv': 'url,name_nl\n',
      }),
    ).toEqual([
      'file-name cat/skills/Mijn Skills.csv:1:1: name the file after its framework, such as esco.csv or esco.nl.csv',
      'wrong-value cat/skills/esco.csv:2:1: the skill has no name',
      'wrong-value cat/skills/esco.csv:3:1: https://s.example/ is no address of ESCO, such as http://data.europa.eu/esco/skill/<uuid>',
    ]);
  });
});
