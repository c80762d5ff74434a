import { describe, expect, it } from 'vitest';
import { faultsOf } from './faults-of.ts';
import { badgeFolder, badgeYaml, type FileContents, MORE_LINE, smallSvg } from './small-catalogue.ts';

const badge = 'badges/lassen/badge.yaml';
const withMore = (more: string): FileContents => ({ [badge]: badgeYaml('lassen', more) });
const replaced = (from: string, to: string): FileContents => ({
  [badge]: badgeYaml('lassen').replace(from, to),
});

describe('a fault of a file', () => {
  const line = MORE_LINE;
  const cases: [string, FileContents, string[]][] = [
    [
      'an unknown key, with the nearest known one',
      withMore('repeatabel: true\n'),
      [`unknown-key cat/${badge}:${line}:1: unknown key repeatabel; did you mean repeatable?`],
    ],
    [
      'an unknown key within a group',
      replaced('  en: Pin', '  en: Pin\n  eng: Needle'),
      [`unknown-key cat/${badge}:6:3: unknown key eng; did you mean en?`],
    ],
    [
      'an unknown key that is like none',
      replaced('  en: Pin', '  en: Pin\n  de: Nadel'),
      [`unknown-key cat/${badge}:6:3: unknown key de; known keys are nl, en`],
    ],
    [
      'a missing language',
      replaced('  en: Pin\n', ''),
      [`missing-language cat/${badge}:3:1: title has no English; add en:`],
    ],
    [
      'a missing key',
      replaced('image: badge.svg\n', ''),
      [`missing-key cat/${badge}:1:1: image is missing; add image:`],
    ],
    [
      'an empty text',
      replaced('  nl: Speldje', '  nl: " "'),
      [`wrong-value cat/${badge}:4:7: title.nl is empty; fill it in`],
    ],
    [
      'a number for a text',
      replaced('  nl: Speldje', '  nl: 12'),
      [`wrong-value cat/${badge}:4:7: title.nl must be text`],
    ],
    [
      'a choice that does not exist',
      withMore('award: later\n'),
      [`wrong-value cat/${badge}:${line}:8: award must be one of direct, review, automatic`],
    ],
    [
      'a study load of nothing',
      withMore('studyLoadHours: 0\n'),
      [`wrong-value cat/${badge}:${line}:17: studyLoadHours must be more than 0`],
    ],
    [
      'a picture named with a path',
      replaced('image: badge.svg', 'image: ../badge.svg'),
      [`wrong-value cat/${badge}:15:8: image: name a .svg file in the same folder, without a path`],
    ],
    [
      'a language tag that is none',
      withMore('language: Nederlands\n'),
      [
        `wrong-value cat/${badge}:${line}:11: language: not a language tag; write nl, en or another BCP 47 tag`,
      ],
    ],
    [
      'a bad duration',
      withMore('validFor: 2 years\n'),
      [
        `bad-duration cat/${badge}:${line}:11: validFor: not a duration; write years, months, weeks or days as P2Y, P18M, P26W or P90D`,
      ],
    ],
    [
      'a skill whose url does not fit its framework',
      withMore('skills:\n  - framework: esco\n    url: community:x\n    name: { nl: x, en: x }\n'),
      [
        expect.stringMatching(
          new RegExp(`^bad-url cat/${badge}:${line + 2}:10: skills\\[0\\]\\.url: the url does not fit`, 'u'),
        ),
      ],
    ],
    [
      'a slug of the wrong shape',
      badgeFolder('lassen', badgeYaml('Lassen_1')),
      [
        expect.stringMatching(new RegExp(`^bad-slug cat/${badge}:1:7: slug: a slug has lower-case`, 'u')),
        expect.stringMatching(new RegExp(`^slug-not-folder cat/${badge}:1:7: `, 'u')),
      ],
    ],
    [
      'a repeated key',
      withMore('level: a\nlevel: b\n'),
      [`duplicate-key cat/${badge}:${line + 1}:1: level is given twice; keep one of them`],
    ],
    [
      'an alias of YAML',
      withMore('tags: &t [a]\naliases: *t\n'),
      [`alias-not-allowed cat/${badge}:${line + 1}:10: alias *t is not allowed; write the value out`],
    ],
    [
      'a tag that YAML does not know',
      withMore('level: !!js/function x\n'),
      [expect.stringMatching(new RegExp(`^not-yaml cat/${badge}:${line}:8: `, 'u'))],
    ],
    [
      'what is not YAML',
      withMore('level: [a\n'),
      [expect.stringMatching(new RegExp(`^not-yaml cat/${badge}:${line + 1}:1: `, 'u'))],
    ],
    [
      'brackets deeper than any reader goes',
      { 'community.yaml': '['.repeat(100_000) },
      [expect.stringMatching(/^not-yaml cat\/community\.yaml:1:/u)],
    ],
    [
      'a file that is not UTF-8',
      { 'community.yaml': Buffer.from('name:\n  nl: Caf\u00e9\n', 'latin1') },
      ['not-utf8 cat/community.yaml:2:10: not UTF-8; save the file as UTF-8'],
    ],
    [
      'a community without a file',
      { 'community.yaml': null },
      ['file-missing cat/community.yaml:1:1: the file is missing; add it'],
    ],
    [
      'a badge without a file',
      { 'badges/leeg/criteria.nl.md': 'x' },
      ['file-missing cat/badges/leeg/badge.yaml:1:1: the file is missing; add it'],
    ],
    [
      'a badge outside a folder',
      { 'badges/los.yaml': 'slug: los\n' },
      ['file-misplaced cat/badges/los.yaml:1:1: a badge has a folder of its own: badges/<slug>/badge.yaml'],
    ],
    [
      'an issuer with the other ending',
      { 'issuers/b.yml': 'x: 1\n' },
      ['file-name cat/issuers/b.yml:1:1: name the file b.yaml'],
    ],
    [
      'criteria that are not there',
      { 'badges/lassen/criteria.en.md': null },
      [`criteria-missing cat/${badge}:11:7: there is no criteria.en.md in this folder; add it`],
    ],
    [
      'criteria that are empty',
      { 'badges/lassen/criteria.en.md': '\n \n' },
      ['criteria-empty cat/badges/lassen/criteria.en.md:1:1: the criteria are empty; say what must be shown'],
    ],
    [
      'criteria that are not UTF-8',
      { 'badges/lassen/criteria.nl.md': Buffer.from([0x61, 0x0a, 0xff]) },
      ['not-utf8 cat/badges/lassen/criteria.nl.md:2:1: not UTF-8; save the file as UTF-8'],
    ],
    [
      'a picture that is not there',
      { 'issuers/werkplaats.svg': null },
      ['picture-missing cat/issuers/werkplaats.yaml:7:8: there is no werkplaats.svg in this folder; add it'],
    ],
    [
      'a picture with a script',
      { 'badges/lassen/badge.svg': smallSvg.replace('<path', '\n<script/><path') },
      ['picture-script cat/badges/lassen/badge.svg:2:1: a picture must not have a <script>; remove it'],
    ],
  ];
  it.each(cases)('names %s', async (_, changes, expected) => {
    expect(await faultsOf(changes)).toEqual(expected);
  });

  it.each([
    'bo',
    'slack:T1',
    'slack:t1:u1',
    'teams:tenant:u',
    'lti:x',
    'email:nobody',
    '{ everyone: email:a@b.nl }',
    '{ all: slack:T1 }',
    '12',
  ])('names an identity that is none: %s', async (entry) => {
    const issuer = `name: { nl: a, en: b }\ndescription: { nl: a, en: b }\nimage: werkplaats.svg\nowners:\n  - ${entry}\n`;
    expect(await faultsOf({ 'issuers/werkplaats.yaml': issuer })).toEqual([
      expect.stringMatching(
        /^bad-identity cat\/issuers\/werkplaats\.yaml:5:5: owners\[0\]: not an identity; write slack:/u,
      ),
    ]);
  });

  it.each([
    'slack:T1:U1',
    'teams:11111111-2222-4333-8444-555555555555:29:1abc',
    'teams:11111111-2222-4333-8444-555555555555:99999999-2222-4333-8444-555555555555',
    'lti:https://lms.example.org:42',
    'email:a@b.nl',
    '{ everyone: "teams:11111111-2222-4333-8444-555555555555" }',
  ])('takes the identity %s', async (entry) => {
    const issuer = `name: { nl: a, en: b }\ndescription: { nl: a, en: b }\nimage: werkplaats.svg\nowners:\n  - ${entry}\n`;
    expect(await faultsOf({ 'issuers/werkplaats.yaml': issuer })).toEqual([]);
  });

  it('names a web address and an e-mail address that are none', async () => {
    const issuer = `name: { nl: a, en: b }\ndescription: { nl: a, en: b }\nimage: werkplaats.svg\nurl: www.dijk\nemail: nobody\n`;
    expect(await faultsOf({ 'issuers/werkplaats.yaml': issuer })).toEqual([
      expect.stringMatching(/^bad-url cat\/issuers\/werkplaats\.yaml:4:6: url: /u),
      expect.stringMatching(/^wrong-value cat\/issuers\/werkplaats\.yaml:5:8: email: not an e-mail address/u),
    ]);
  });

  it('says what an empty file lacks', async () => {
    expect(await faultsOf({ 'community.yaml': '# nothing yet\n' })).toEqual([
      'missing-key cat/community.yaml:1:1: name is missing; add name:',
      'missing-key cat/community.yaml:1:1: description is missing; add description:',
    ]);
  });

  it('says that there is no issuer at all', async () => {
    const faults = await faultsOf({ 'issuers/werkplaats.yaml': null, 'issuers/werkplaats.svg': null });
    expect(faults).toContain('file-missing cat/issuers:1:1: there is no issuer; add issuers/<slug>.yaml');
  });

  it('reports an issuer whose file name is no slug', async () => {
    const yaml = 'name: { nl: a, en: b }\ndescription: { nl: a, en: b }\nimage: werkplaats.svg\n';
    expect(await faultsOf({ 'issuers/De Dijk.yaml': yaml })).toEqual([
      expect.stringMatching(/^bad-slug cat\/issuers\/De Dijk\.yaml:1:1: the file's name is the slug/u),
    ]);
  });
});
