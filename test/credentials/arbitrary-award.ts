import * as fc from 'fast-check';
import type { BadgeSnapshot } from '../../src/domain/badge.ts';
import type { Evidence } from '../../src/domain/evidence.ts';
import type { LocalizedText } from '../../src/domain/localized-text.ts';
import type { AwardCredentialInput } from '../../src/ports/credential-signer.ts';
import { publicUrl, sampleAward, sampleIssuer } from './sample-award.ts';

/** Names and texts that went wrong somewhere, in many scripts. */
const pieces = [
  'Adviseur',
  '®',
  '’',
  '“sterk”',
  '–',
  '👍🏽',
  '👩‍👩‍👧‍👦',
  '🇳🇱',
  'שלום',
  'مرحبا',
  '\u202Eomgekeerd\u202C',
  'e\u0301',
  'é',
  'Ångström',
  '日本語',
  'ไทย',
  'हिन्दी',
  'Ελλάδα',
  'Ќириллица',
  'ﬁ',
  'Ａ',
  '𝒳',
  '\t',
  '\n',
  '\r\n',
  '"',
  '\\',
  "'",
  '<b>',
  '&amp;',
  ']]>',
  '<!--',
  '^^<x>',
  '@nl',
  '_:b0',
  '{',
  '}',
  '\u0001',
  '\u007F',
  '\u0085',
  '\u2028',
  '\uFEFF',
  '\uFFFD',
  '0',
  ' ',
  '_:c14n0',
  '%',
  '$',
  '#',
  '\u0000',
];

const text = fc
  .array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 8 })
  .map((parts) => `x${parts.join('')}`);

function localized(required: 'nl' | 'en' | 'either' = 'either'): fc.Arbitrary<LocalizedText> {
  const both = fc.record({ nl: text, en: text });
  if (required !== 'either') return both;
  return fc.oneof(both, fc.record({ nl: text }), fc.record({ en: text }));
}

const image = fc.record({
  png: fc.constant({ id: 'bb'.repeat(32), type: 'image/png', size: 2000 }),
});

const skill = fc
  .record({
    framework: fc.constantFrom('esco', 'competentnl', 'community', 'O*NET', 'eigen kader'),
    number: fc.nat({ max: 30 }),
    name: localized(),
    code: fc.option(text),
    spaced: fc.boolean(),
  })
  .map(({ framework, number, name, code, spaced }) => ({
    framework,
    url: `https://skills.example.org/${framework === 'O*NET' ? 'onet' : 'x'}/${number}${spaced ? '?a=b&c=d' : ''}`,
    name,
    ...(code === null ? {} : { code }),
  }));

const badge: fc.Arbitrary<BadgeSnapshot> = fc
  .record({
    slug: fc.constantFrom('adviseur-lerende-regio', 'lassen', 'samenwerken'),
    version: fc.integer({ min: 1, max: 40 }),
    title: localized(),
    description: localized(),
    criteria: localized(),
    image,
    alt: fc.option(localized()),
    skills: fc.array(skill, { maxLength: 4 }),
    tags: fc.array(text, { maxLength: 4 }),
    assessment: fc.option(localized()),
    level: fc.option(text),
    studyLoadHours: fc.option(fc.integer({ min: 1, max: 5000 })),
  })
  .map(({ assessment, level, studyLoadHours, image: picture, alt, ...content }) => ({
    ...content,
    ...(assessment === null ? {} : { assessment }),
    ...(level === null ? {} : { level }),
    ...(studyLoadHours === null ? {} : { studyLoadHours }),
    image: alt === null ? picture : { ...picture, alt },
    repeatable: false,
    evidence: 'optional',
    confirmEvidence: false,
    parts: [],
    issuerSlug: sampleIssuer.slug,
    issuerName: sampleIssuer.name,
  }));

const evidence: fc.Arbitrary<Evidence> = fc
  .record({
    id: fc.uuid(),
    kind: fc.constantFrom(
      'message' as const,
      'note' as const,
      'link' as const,
      'file' as const,
      'reason' as const,
    ),
    text: fc.option(text),
    url: fc.option(
      fc.constantFrom(
        'https://example.org/a?b=c#d',
        'https://example.org/pad met spatie',
        'https://exämple.org/é',
        'javascript:alert(1)',
        'geen adres',
      ),
    ),
    files: fc.array(
      text.map((name) => ({ name, type: 'application/pdf', size: 1 })),
      { maxLength: 2 },
    ),
  })
  .map(({ text: said, url, ...piece }) => ({
    ...piece,
    ...(said === null ? {} : { text: said }),
    ...(url === null ? {} : { url }),
    subject: { kind: 'award', id: 'award' },
    sourceKey: `source:${piece.id}`,
    saidAt: new Date('2026-03-04T10:00:00Z'),
    revision: '1',
  }));

const moment = fc.date({
  min: new Date('2020-01-01T00:00:00Z'),
  max: new Date('2026-05-01T00:00:00Z'),
  noInvalidDate: true,
});

/** Awards over all optional fields, with names in all scripts. */
const arbitraryInput: fc.Arbitrary<AwardCredentialInput> = fc
  .record({
    id: fc.uuid(),
    personId: fc.uuid(),
    badge,
    issuerName: localized(),
    awardedAt: moment,
    validUntil: fc.option(
      fc.date({
        min: new Date('2027-01-01T00:00:00Z'),
        max: new Date('2099-01-01T00:00:00Z'),
        noInvalidDate: true,
      }),
    ),
    salt: fc.stringMatching(/^[A-Za-z0-9_-]{8,22}$/u),
    index: fc.nat({ max: 131_071 }),
    evidence: fc.array(evidence, { maxLength: 3 }),
    address: fc.option(fc.emailAddress()),
    name: fc.option(text),
    plainIssuer: fc.boolean(),
    host: fc.constantFrom(
      publicUrl,
      'https://speldje.example.com:8443',
      'https://example.com/badges',
      'http://localhost:3000',
    ),
  })
  .map((drawn) => {
    const { url: _u, email: _e, image: _i, ...plain } = sampleIssuer;
    const { validUntil: _v, ...award } = sampleAward;
    return {
      award: {
        ...award,
        id: drawn.id,
        personId: drawn.personId,
        badge: { ...drawn.badge, issuerName: drawn.issuerName },
        awardedAt: drawn.awardedAt,
        ...(drawn.validUntil === null ? {} : { validUntil: drawn.validUntil }),
        recipientSalt: drawn.salt,
        statusList: { list: 'lente', index: drawn.index },
      },
      issuer: drawn.plainIssuer ? plain : sampleIssuer,
      evidence: drawn.evidence,
      ...(drawn.address === null ? {} : { recipientAddress: drawn.address }),
      ...(drawn.name === null ? {} : { recipientName: drawn.name }),
      publicUrl: drawn.host,
    };
  });

/** So many of them, the same each time. */
export function generatedInputs(count: number): readonly AwardCredentialInput[] {
  return fc.sample(arbitraryInput, { numRuns: count, seed: 20_260_304 });
}
