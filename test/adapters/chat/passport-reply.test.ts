import { describe, expect, it } from 'vitest';
import { linksOf } from '../../../adapters/chat/reply/links.ts';
import { passportReply } from '../../../adapters/chat/reply/passport-reply.ts';
import { composePassport, type PassportParts } from '../../../src/domain/passport.ts';
import { buildAward } from '../../builders/build-award.ts';
import { buildExperience } from '../../builders/build-experience.ts';
import { buildImportedCredential } from '../../builders/build-imported-credential.ts';
import { buildPerson } from '../../builders/build-person.ts';
import { testMoment } from '../../builders/deterministic-id.ts';

const links = linksOf('https://speldje.example');
const nothing: PassportParts = { awards: [], experiences: [], imported: [] };
const said = (parts: Partial<PassportParts>, locale: 'nl' | 'en' = 'nl') =>
  JSON.stringify(
    passportReply(composePassport(buildPerson(), { ...nothing, ...parts }, testMoment), locale, links),
  );

describe('a passport in chat', () => {
  it('that is empty says what comes of itself and what its owner adds', () => {
    expect(said({})).toContain('Wat je elders leerde of deed, zet je er zelf bij.');
  });

  it('of experiences alone counts them, and heads no badges', () => {
    const declared = said({ experiences: [buildExperience({ skills: [] })] });
    expect(declared).toContain('"1 ervaring"');
    expect(declared).not.toContain('Je badges');
  });

  it('of badges from elsewhere is not empty', () => {
    const imported = said({ imported: [buildImportedCredential({ skills: [] })] }, 'en');
    expect(imported).toContain('"1 badge"');
    expect(imported).not.toContain('still empty');
  });

  it('of badges shows them under their heading', () => {
    const awarded = said({ awards: [buildAward()] });
    expect(awarded).toContain('Je badges, nieuwste eerst');
    expect(awarded).toContain('https://speldje.example/awards/');
  });
});
