import { describe, expect, it } from 'vitest';
import { faultsOf } from './faults-of.ts';
import { badgeFolder, badgeYaml, type FileContents, MORE_LINE } from './small-catalogue.ts';

const badge = 'badges/lassen/badge.yaml';
const withMore = (more: string): FileContents => ({ [badge]: badgeYaml('lassen', more) });
const replaced = (from: string, to: string): FileContents => ({
  [badge]: badgeYaml('lassen').replace(from, to),
});
const skill = (name: string) =>
  `skills:\n  - framework: community\n    url: community:x\n    name: { nl: x, en: ${name} }\n`;

describe('faults between files', () => {
  it('names an issuer that does not exist, with the nearest that does', async () => {
    expect(await faultsOf(replaced('issuer: werkplaats', 'issuer: werkplats'))).toEqual([
      `unknown-issuer cat/${badge}:2:9: no issuer werkplats; did you mean werkplaats?`,
    ]);
  });

  it('names a part that does not exist', async () => {
    expect(await faultsOf(withMore('parts:\n  - solderen\n'))).toEqual([
      `unknown-part cat/${badge}:${MORE_LINE + 1}:5: no badge solderen; add badges/solderen/badge.yaml`,
    ]);
  });

  it('does not call a part unknown because its own file has faults', async () => {
    const faults = await faultsOf({ ...withMore('parts: [zagen]\n'), ...badgeFolder('zagen', 'slug: [\n') });
    expect(faults).toEqual([expect.stringMatching(/^not-yaml cat\/badges\/zagen\/badge\.yaml:2:1: /u)]);
  });

  it('names a slug that two badges have', async () => {
    expect(await faultsOf(badgeFolder('zagen', badgeYaml('lassen')))).toEqual([
      'duplicate-slug cat/badges/zagen/badge.yaml:1:7: slug lassen is already that of the badge in badges/lassen; give this one another',
      'slug-not-folder cat/badges/zagen/badge.yaml:1:7: slug lassen must be the name of its folder, zagen; rename one of them',
    ]);
  });

  it('names the part that closes a circle', async () => {
    const files = {
      ...badgeFolder('a', badgeYaml('a', 'parts: [b]\n')),
      ...badgeFolder('b', badgeYaml('b', 'parts: [lassen, c]\n')),
      ...badgeFolder('c', badgeYaml('c', 'parts: [a]\n')),
    };
    expect(await faultsOf(files)).toEqual([
      `cyclic-parts cat/badges/c/badge.yaml:${MORE_LINE}:9: a badge cannot be part of itself: a → b → c → a; take one of them out`,
    ]);
  });

  it('names a badge that is part of itself', async () => {
    expect(await faultsOf(withMore('parts: [lassen]\n'))).toEqual([
      `cyclic-parts cat/${badge}:${MORE_LINE}:9: a badge cannot be part of itself: lassen → lassen; take one of them out`,
    ]);
  });

  it('names a badge that comes by itself of fewer than two parts, or more than once', async () => {
    const one = { ...withMore('award: automatic\nparts: [zagen, zagen]\n'), ...badgeFolder('zagen') };
    expect(await faultsOf(one)).toEqual([
      `automatic-without-parts cat/${badge}:${MORE_LINE}:8: award: automatic needs at least two different badges in parts; add them, or write award: direct`,
    ]);
    const parts = { ...badgeFolder('zagen'), ...badgeFolder('boren') };
    const twice = withMore('award: automatic\nrepeatable: true\nparts: [zagen, boren]\n');
    expect(await faultsOf({ ...twice, ...parts })).toEqual([
      `automatic-repeatable cat/${badge}:${MORE_LINE + 1}:13: award: automatic comes once; take repeatable out`,
    ]);
    expect(await faultsOf({ ...withMore('award: automatic\nparts: [zagen, boren]\n'), ...parts })).toEqual(
      [],
    );
  });

  it('takes a part that two badges share', async () => {
    const files = {
      ...badgeFolder('a', badgeYaml('a', 'parts: [b, lassen]\n')),
      ...badgeFolder('b', badgeYaml('b', 'parts: [lassen]\n')),
    };
    expect(await faultsOf(files)).toEqual([]);
  });

  it('names an alias that leads to two badges, whatever its case', async () => {
    const files = {
      ...withMore('aliases: [las]\n'),
      ...badgeFolder('zagen', badgeYaml('zagen', 'aliases: [LAS, Lassen]\n')),
    };
    expect(await faultsOf(files)).toEqual([
      `duplicate-alias cat/badges/zagen/badge.yaml:${MORE_LINE}:11: LAS already leads to the badge lassen; an alias belongs to one badge`,
      `duplicate-alias cat/badges/zagen/badge.yaml:${MORE_LINE}:16: Lassen already leads to the badge lassen; an alias belongs to one badge`,
    ]);
  });

  it('names a skill that has two names', async () => {
    const files = { ...withMore(skill('x')), ...badgeFolder('zagen', badgeYaml('zagen', skill('y'))) };
    expect(await faultsOf(files)).toEqual([
      `skill-differs cat/badges/zagen/badge.yaml:${MORE_LINE + 3}:11: the skill community:x is called x / x in lassen; a skill has one name`,
    ]);
  });
});
