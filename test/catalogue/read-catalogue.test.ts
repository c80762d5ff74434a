import { describe, expect, it } from 'vitest';
import { formatFault } from '../../src/catalogue/catalogue-fault.ts';
import { readCatalogue } from '../../src/catalogue/read-catalogue.ts';
import { drawHere, faultsOf } from './faults-of.ts';
import { badgeYaml, smallCatalogue, smallSvg } from './small-catalogue.ts';

const badge = 'badges/lassen/badge.yaml';

describe('reading a catalogue', () => {
  it('gives every badge with its texts, its defaults and its picture', async () => {
    const reading = await readCatalogue('cat/', { files: smallCatalogue(), draw: drawHere });
    if (!reading.ok) throw new Error(reading.faults.map(formatFault).join('\n'));
    const [issuer] = reading.catalogue.issuers;
    expect(issuer).toMatchObject({
      slug: 'werkplaats',
      owners: [{ kind: 'identity', identity: 'email:owner@example.org' }],
      awarders: [{ kind: 'everyone', workspace: 'slack:T1' }],
      reviewers: [],
    });
    const [read] = reading.catalogue.badges;
    expect({ ...read, image: undefined }).toEqual({
      slug: 'lassen',
      issuer: 'werkplaats',
      title: { nl: 'Speldje', en: 'Pin' },
      description: { nl: 'Kan iets.', en: 'Can do something.' },
      criteria: { nl: '- last een hoeknaad\n', en: '- welds a fillet joint\n' },
      assessment: { nl: 'Kijken.', en: 'Watching.' },
      image: undefined,
      skills: [],
      tags: [],
      aliases: [],
      repeatable: false,
      whoMayNominate: 'everyone',
      award: 'direct',
      evidence: 'optional',
      confirmEvidence: false,
      parts: [],
    });
    expect(Buffer.from(read?.image.svg ?? []).toString()).toBe(smallSvg);
  });

  it('reads every optional field', async () => {
    const more = `imageDescription: { nl: Een driehoek, en: A triangle }
skills:
  - { framework: esco, url: "http://data.europa.eu/esco/skill/01234567-89ab-cdef-0123-456789abcdef", name: { nl: a, en: b } }
  - { framework: community, code: c, url: community:c, name: { nl: c, en: d } }
validFor: P1Y6M
level: NLQF 2
studyLoadHours: 4.5
language: nl
repeatable: true
`;
    const reading = await readCatalogue('cat', {
      files: smallCatalogue({ [badge]: badgeYaml('lassen', more) }),
    });
    if (!reading.ok) throw new Error(reading.faults.map(formatFault).join('\n'));
    expect(reading.catalogue.badges[0]).toMatchObject({
      imageDescription: { nl: 'Een driehoek', en: 'A triangle' },
      skills: [{ framework: 'esco' }, { framework: 'community', code: 'c' }],
      validFor: 'P1Y6M',
      level: 'NLQF 2',
      studyLoadHours: 4.5,
      language: 'nl',
      repeatable: true,
    });
  });
});

describe('all faults at once', () => {
  it('reports every fault of one file, from top to bottom', async () => {
    const yaml = badgeYaml('lassen', 'award: later\nlevel: a\nlevel: b\nparts: [zagen]\n').replace(
      '  nl: Speldje\n',
      '',
    );
    expect((await faultsOf({ [badge]: yaml })).map((fault) => fault.split(': ')[0])).toEqual([
      `missing-language cat/${badge}:3:1`,
      `wrong-value cat/${badge}:15:8`,
      `duplicate-key cat/${badge}:17:1`,
      `unknown-part cat/${badge}:18:9`,
    ]);
  });

  it('reports the faults of several files, by file', async () => {
    const faults = await faultsOf({
      'community.yaml': null,
      'issuers/werkplaats.svg': null,
      'badges/lassen/criteria.nl.md': ' ',
    });
    expect(faults.map((fault) => fault.split(' ')[0])).toEqual([
      'criteria-empty',
      'file-missing',
      'picture-missing',
    ]);
  });
});
