import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawPngApart } from '../../src/catalogue/draw-png-apart.ts';
import { faultsOf } from './faults-of.ts';
import { badgeYaml, smallSvg } from './small-catalogue.ts';

const badge = 'badges/lassen/badge.yaml';
const picture = 'badges/lassen/badge.svg';
/** What every fault looks like, whatever the files hold: one line, with a place from 1:1 on. */
const faultForm = /^[a-z0-9-]+ cat\/[^\n]+:[1-9]\d*:[1-9]\d*: [^\n]+$/u;
const scraps = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 8 }),
  fc.constantFrom(
    '*a',
    '&a',
    '!!',
    '<<: ',
    '__proto__: ',
    '[',
    '{',
    ': ',
    '- ',
    '\n',
    '\t',
    '? ',
    '---\n',
    '"',
    '\0',
    '%',
  ),
);
const run = { seed: 20_240_607, numRuns: 200 };

describe('whatever the files hold, reading them ends in a catalogue or in faults with a place:', () => {
  const original = badgeYaml('lassen', 'parts: [lassen]\nskills:\n  - { framework: esco }\n');

  it('a YAML file with pieces cut out and put in', async () => {
    const mutation = fc.record({ at: fc.nat(original.length), remove: fc.nat(12), insert: scraps });
    const mutated = fc
      .array(mutation, { minLength: 1, maxLength: 4 })
      .map((mutations) =>
        mutations.reduce(
          (yaml, { at, remove, insert }) => yaml.slice(0, at) + insert + yaml.slice(at + remove),
          original,
        ),
      );
    expect.hasAssertions();
    await fc.assert(
      fc.asyncProperty(mutated, async (yaml) => {
        for (const fault of await faultsOf({ [badge]: yaml })) expect(fault).toMatch(faultForm);
      }),
      run,
    );
  });

  it('a YAML file with a byte changed', async () => {
    const bytes = new TextEncoder().encode(original);
    expect.hasAssertions();
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.nat(255), async (at, value) => {
        for (const fault of await faultsOf({ [badge]: bytes.with(at, value) }))
          expect(fault).toMatch(faultForm);
      }),
      run,
    );
  });

  it('a picture with a piece cut out and put in', async () => {
    expect.hasAssertions();
    await fc.assert(
      fc.asyncProperty(fc.nat(smallSvg.length), fc.nat(6), scraps, async (at, remove, insert) => {
        const svg = smallSvg.slice(0, at) + insert + smallSvg.slice(at + remove);
        for (const fault of await faultsOf({ [picture]: svg }, drawPngApart))
          expect(fault).toMatch(faultForm);
      }),
      { ...run, numRuns: 60 },
    );
  });
});
