import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawPng } from '../../src/catalogue/draw-png.ts';
import {
  gatherSkills,
  momentOf,
  showingKinds,
  type PassportSkill,
} from '../../src/domain/passport-skills.ts';
import { skillsPictureWords } from '../../src/i18n/skills-picture-messages.ts';
import { skillsPicture } from '../../src/use-cases/skills-picture.ts';
import { buildAward } from '../builders/build-award.ts';
import { buildBadgeSnapshot } from '../builders/build-badge.ts';
import { buildExperience } from '../builders/build-experience.ts';

const now = new Date('2025-11-25T09:00:00Z');
const options = { locale: 'nl', now, words: skillsPictureWords('nl') } as const;
const skill = (name: string) => ({ framework: 'community', url: `community:${name}`, name: { nl: name } });
const [welding, advising, coaching] = [skill('Lassen'), skill('Adviseren'), skill('Begeleiden')];
const krib = { nl: 'De Krib', en: 'De Krib' };
const dijk = { nl: 'De Dijk', en: 'De Dijk' };
const award = (at: string, skills: readonly (typeof welding)[], issuerName = krib, more = {}) =>
  buildAward({ awardedAt: new Date(at), badge: buildBadgeSnapshot({ skills, issuerName }), ...more });

describe('the skills of a passport', () => {
  it('are gathered from what vouches for them and what is declared, told apart', () => {
    const skills = gatherSkills(
      {
        awards: [
          award('2024-03-01', [welding, advising]),
          award('2025-05-01', [welding], dijk),
          award('2025-06-01', [coaching], dijk, { hidden: true }),
          award('2025-06-01', [coaching], dijk, { status: 'suspended' }),
          award('2023-06-01', [coaching], dijk, { validUntil: new Date('2024-06-01') }),
        ],
        experiences: [
          buildExperience({
            skills: [advising, coaching],
            from: '2020-01',
            until: '2021',
            organisation: 'School',
          }),
          buildExperience({ skills: [coaching], visibility: 'hidden' }),
        ],
        imported: [
          { kind: 'imported', at: new Date('2022-01-01'), by: { en: 'Elsewhere' }, skills: [advising] },
        ],
      },
      now,
    );
    expect(
      skills.map((each) => {
        const { showings: _, ...rest } = each;
        return rest;
      }),
    ).toEqual(
      [
        {
          skill: welding,
          awarded: 2,
          imported: 0,
          declared: 0,
          vouchedBy: [dijk, krib],
          latest: new Date('2025-05-01'),
        },
        {
          skill: advising,
          awarded: 1,
          imported: 1,
          declared: 1,
          vouchedBy: [krib, { en: 'Elsewhere' }],
          latest: new Date('2024-03-01'),
        },
        {
          skill: coaching,
          awarded: 0,
          imported: 0,
          declared: 1,
          vouchedBy: [],
          latest: new Date('2021-01-01'),
        },
      ].toSorted(
        (a, b) => b.awarded + b.imported - (a.awarded + a.imported) || (b.latest > a.latest ? 1 : -1),
      ),
    );
  });

  it('have no date where a declared one has none', () => {
    const [gathered] = gatherSkills(
      { awards: [], experiences: [buildExperience({ skills: [welding] })] },
      now,
    );
    expect(gathered).toMatchObject({ declared: 1 });
    expect(gathered).not.toHaveProperty('latest');
    expect(momentOf('niks')).toBeUndefined();
  });
});

describe('the picture of the skills', () => {
  const picture = (skills: readonly PassportSkill[], more = {}) =>
    skillsPicture(skills, { ...options, ...more });

  it('has a line for each skill, a mark for each time, and says all of it in words', () => {
    const skills = gatherSkills(
      {
        awards: [award('2023-03-01', [welding]), award('2025-05-01', [welding])],
        experiences: [buildExperience({ skills: [advising], from: '2020' })],
      },
      now,
    );
    const drawn = picture(skills);
    const legend = 3;
    expect(drawn.match(/class="mark /gu)).toHaveLength(legend + 3);
    expect(drawn).toContain('Lassen: 2× toegekend; Adviseren: 1× zelf opgegeven');
    expect(drawn).toMatch(/^<svg [^>]*viewBox="0 0 360 \d+"/u);
  });

  it('makes one mark with a number of those that would cover one another', () => {
    const awards = Array.from({ length: 500 }, () => award('2025-05-01', [welding]));
    expect(picture(gatherSkills({ awards, experiences: [] }, now))).toContain('>99+</text>');
  });

  it('says how many skills it has no room for, and cuts names that are too long', () => {
    const skills = Array.from({ length: 30 }, (_, at) =>
      skill(`${'Een heel lange vaardigheid '.repeat(9)}${at}`),
    );
    const drawn = picture(gatherSkills({ awards: [award('2025-01-01', skills)], experiences: [] }, now));
    expect(drawn).toContain('en nog 22 vaardigheden');
    expect(drawn.match(/…<\/text>/gu)).toHaveLength(8);
  });

  it('is well-formed and drawn whatever a name holds, and whenever it was', () => {
    const text = fc.string({ unit: 'binary', maxLength: 40 });
    const showing = fc.record({
      kind: fc.constantFrom(...showingKinds),
      at: fc.date({ noInvalidDate: true, min: new Date('1900-01-01'), max: new Date('2100-01-01') }),
    });
    const shown = fc.record({ name: text, showings: fc.array(showing, { maxLength: 6 }) });
    fc.assert(
      fc.property(fc.array(shown, { maxLength: 12 }), (all) => {
        const skills = all.map(({ name, showings }): PassportSkill => {
          const count = (kind: string) => showings.filter((each) => each.kind === kind).length;
          return {
            skill: { framework: 'own', url: name, name: { nl: name } },
            awarded: count('awarded'),
            imported: count('imported'),
            declared: count('declared'),
            vouchedBy: [],
            showings,
          };
        });
        const png = drawPng(Buffer.from(picture(skills)), 360);
        expect(Buffer.from(png.subarray(1, 4)).toString()).toBe('PNG');
      }),
      { numRuns: 30, seed: 7 },
    );
  });
});
