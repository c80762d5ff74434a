import { describe, expect, it } from 'vitest';
import { createBadgeDocuments } from '../../src/credentials/badge-documents.ts';
import { badgesInPng } from '../../src/credentials/bake-png.ts';
import { badgesInSvg } from '../../src/credentials/bake-svg.ts';
import { hashAddress, hashIdentity } from '../../src/credentials/recipient-hash.ts';
import { publicUrl, sampleAward, sampleBadge, sampleInput, sampleIssuer } from './sample-award.ts';
import { samplePng, sampleSvg } from './sample-pictures.ts';

const documents = createBadgeDocuments();
const at = (path: string): string => `${publicUrl}/ob2/${path}`;

describe('Open Badges 2.0', () => {
  it('hosts an assertion with a hashed recipient and a way to the 3.0 credential', () => {
    expect(documents.hostedAssertion(sampleInput)).toMatchObject({
      '@context': 'https://w3id.org/openbadges/v2',
      type: 'Assertion',
      id: at(`assertions/${sampleAward.id}`),
      recipient: {
        type: 'email',
        hashed: true,
        salt: sampleAward.recipientSalt,
        identity: hashAddress('lerende.kim@example.org', sampleAward.recipientSalt),
      },
      badge: at('badges/adviseur-lerende-regio'),
      verification: { type: 'HostedBadge' },
      issuedOn: '2026-03-04T10:11:12Z',
      expires: '2028-03-04T10:11:12Z',
      image: at(`assertions/${sampleAward.id}.png`),
      related: [{ id: `${publicUrl}/awards/${sampleAward.id}` }],
    });
  });

  it('hashes the URN of a person whose address is not known', () => {
    const { recipientAddress: _, ...input } = sampleInput;
    expect(documents.hostedAssertion(input)).toMatchObject({
      recipient: {
        type: 'url',
        identity: hashIdentity(`urn:uuid:${sampleAward.personId}`, sampleAward.recipientSalt),
      },
    });
  });

  it('hosts the badge class, whose criteria are the badge’s own', () => {
    const badge = documents.hostedBadge(sampleBadge, publicUrl);
    expect(badge).toMatchObject({
      type: 'BadgeClass',
      id: at('badges/adviseur-lerende-regio'),
      '@language': 'nl',
      name: 'Adviseur Lerende Regio Maas en Waal',
      criteria: { id: `${publicUrl}/badges/adviseur-lerende-regio#criteria` },
      issuer: at('issuers/stichting-stimulering-techniek'),
      alignment: [{ targetCode: 'S1.2' }, {}],
      tags: ['HRM', 'advies'],
      related: [{ id: `${publicUrl}/badges/adviseur-lerende-regio` }],
    });
    expect(JSON.stringify(badge)).not.toContain('/assertions/');
  });

  it('hosts the issuer, bound to this origin', () => {
    expect(documents.hostedIssuer(sampleIssuer, publicUrl)).toMatchObject({
      type: 'Issuer',
      id: at('issuers/stichting-stimulering-techniek'),
      name: 'Stichting Stimulering Techniek Maas en Waal',
      verification: { allowedOrigins: ['badges.example.org'], startsWith: [at('assertions/')] },
      related: [{ id: 'did:web:badges.example.org:issuers:stichting-stimulering-techniek' }],
    });
  });

  it('says of a revoked assertion that and why it is, and nothing of the recipient', () => {
    expect(documents.revokedAssertion({ ...sampleAward, statusReason: 'Vergissing' }, publicUrl)).toEqual({
      '@context': 'https://w3id.org/openbadges/v2',
      type: 'Assertion',
      id: at(`assertions/${sampleAward.id}`),
      revoked: true,
      revocationReason: 'Vergissing',
    });
  });

  it('refuses an erased person and an unfit address', () => {
    const { personId: _, ...award } = sampleAward;
    expect(() => documents.hostedAssertion({ ...sampleInput, award })).toThrow(
      expect.objectContaining({ code: 'award-erased' }),
    );
    expect(() => documents.hostedBadge(sampleBadge, 'http://10.0.0.1')).toThrow(
      expect.objectContaining({ code: 'public-url-unfit' }),
    );
    expect(() => documents.hostedIssuer(sampleIssuer, 'x')).toThrow(
      expect.objectContaining({ code: 'public-url-unfit' }),
    );
  });
});

describe('pictures that carry a badge', () => {
  const assertion = documents.hostedAssertion(sampleInput);

  it('carry an assertion with its address', () => {
    const png = documents.bake({ type: 'image/png', bytes: samplePng() }, { version: '2.0', assertion });
    expect(badgesInPng(png)).toEqual([{ keyword: 'openbadges', text: JSON.stringify(assertion) }]);
    const svg = documents.bake(
      { type: 'image/svg+xml', bytes: new TextEncoder().encode(sampleSvg) },
      { version: '2.0', assertion },
    );
    expect(badgesInSvg(new TextDecoder().decode(svg))).toEqual([
      { version: '2.0', verify: assertion['id'], text: JSON.stringify(assertion) },
    ]);
  });

  it('carry a credential or a JWT', () => {
    const picture = { type: 'image/png', bytes: samplePng() } as const;
    expect(badgesInPng(documents.bake(picture, { version: '3.0', jwt: 'a.b.c' }))).toEqual([
      { keyword: 'openbadgecredential', text: 'a.b.c' },
    ]);
    expect(badgesInPng(documents.bake(picture, { version: '3.0', credential: { id: 'urn:x:1' } }))).toEqual([
      { keyword: 'openbadgecredential', text: '{"id":"urn:x:1"}' },
    ]);
  });

  it('are refused when they are too large or no UTF-8', () => {
    const large = { type: 'image/png', bytes: new Uint8Array(16 * 1024 * 1024) } as const;
    expect(() => documents.bake(large, { version: '3.0', jwt: 'a.b.c' })).toThrow(
      expect.objectContaining({ code: 'too-large' }),
    );
    const odd = { type: 'image/svg+xml', bytes: Uint8Array.from([0x3c, 0xff]) } as const;
    expect(() => documents.bake(odd, { version: '3.0', jwt: 'a.b.c' })).toThrow(
      expect.objectContaining({ code: 'svg-damaged', details: { problem: 'utf-8' } }),
    );
  });
});
