import { describe, expect, it } from 'vitest';
import { awardCredential } from '../../src/credentials/award-credential.ts';
import { hashAddress } from '../../src/credentials/recipient-hash.ts';
import { loaderWith, verifyWithLibrary } from './library-verifier.ts';
import { publicUrl, sampleAward, sampleInput, sampleIssuer, sampleSigner } from './sample-award.ts';

const { signer, ed25519, es256 } = await sampleSigner();
const document = signer.issuerDocument(sampleIssuer, [ed25519, es256], publicUrl);

function everyValue(value: unknown): unknown[] {
  if (Array.isArray(value)) return [value, ...value.flatMap(everyValue)];
  return typeof value === 'object' && value !== null
    ? [value, ...Object.values(value).flatMap(everyValue)]
    : [value];
}

describe('the credential of an award', () => {
  it('is what Open Badges 3.0 asks for', () => {
    const credential = awardCredential(sampleInput);
    expect(credential).toMatchObject({
      '@context': [
        'https://www.w3.org/ns/credentials/v2',
        'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
      ],
      id: `${publicUrl}/awards/${sampleAward.id}`,
      type: ['VerifiableCredential', 'OpenBadgeCredential'],
      issuer: { id: 'did:web:badges.example.org:issuers:stichting-stimulering-techniek', type: ['Profile'] },
      validFrom: '2026-03-04T10:11:12Z',
      validUntil: '2028-03-04T10:11:12Z',
      credentialSubject: {
        id: `urn:uuid:${sampleAward.personId}`,
        type: ['AchievementSubject'],
        achievement: {
          id: `${publicUrl}/badges/adviseur-lerende-regio`,
          inLanguage: 'nl',
          version: '3',
          alignment: [
            { targetType: 'ext:ESCOSkill', targetFramework: 'ESCO' },
            { targetType: 'ext:CommunitySkill' },
          ],
          related: [{ id: `${publicUrl}/badges/adviseur-lerende-regio?lang=en`, inLanguage: 'en' }],
        },
      },
      credentialStatus: [
        {
          statusPurpose: 'revocation',
          statusListIndex: '94567',
          statusListCredential: `${publicUrl}/status/lente`,
        },
        { statusPurpose: 'suspension', statusListCredential: `${publicUrl}/status/lente-suspension` },
      ],
    });
  });

  it('holds no null, no empty array, no empty text and only absolute ids', () => {
    const values = everyValue(awardCredential(sampleInput));
    const ids = values.flatMap((value) =>
      typeof value === 'object' && value !== null && 'id' in value ? [value.id] : [],
    );
    expect(values.filter((value) => value === null || value === '')).toEqual([]);
    expect(values.filter((value) => Array.isArray(value) && value.length === 0)).toEqual([]);
    expect(ids.length).toBeGreaterThan(8);
    expect(ids.filter((id) => !/^(?:https?:\/\/|urn:uuid:|did:web:)/u.test(String(id)))).toEqual([]);
  });

  it('names the criteria of the badge, never those of one earner', () => {
    expect(JSON.stringify(awardCredential(sampleInput)['credentialSubject'])).not.toContain(`/awards/`);
  });

  it('leaves out what is not known', () => {
    const { validUntil: _, ...award } = sampleAward;
    const credential = awardCredential({ award, issuer: sampleIssuer, evidence: [], publicUrl });
    expect(credential).not.toHaveProperty('validUntil');
    expect(credential).not.toHaveProperty('evidence');
    expect(credential).not.toHaveProperty('credentialSubject.identifier');
  });

  it('hashes a confirmed address folded and salted, and never shows it', () => {
    expect(hashAddress('a@example.com', 'Kosher')).toMatch(/^sha256\$b5809d8a/u);
    expect(hashAddress(' A@Example.COM', 'Kosher')).toBe(hashAddress('a@example.com', 'Kosher'));
    const text = JSON.stringify(awardCredential(sampleInput)).toLowerCase();
    expect(text).not.toContain('kim@example.org');
    expect(text).toContain(hashAddress('lerende.kim@example.org', sampleAward.recipientSalt));
  });

  it('is refused for an erased person', async () => {
    const { personId: _, ...award } = sampleAward;
    await expect(signer.signAward({ ...sampleInput, award }, ed25519)).rejects.toMatchObject({
      code: 'award-erased',
    });
  });

  it.each([
    'http://badges.example.org',
    'https://badges.example.org/',
    'https://192.168.1.4',
    'https://intranet',
    'badges.example.org',
    'ftp://badges.example.org',
    'https://badges.example.org?x=1',
  ])('is refused on %s, which others cannot reach as it is written', async (url) => {
    await expect(signer.signAward({ ...sampleInput, publicUrl: url }, ed25519)).rejects.toMatchObject({
      code: 'public-url-unfit',
    });
  });

  it('is made on localhost, for trying things out', async () => {
    const signed = await signer.signAward({ ...sampleInput, publicUrl: 'http://localhost:3000' }, ed25519);
    expect(signed).toMatchObject({
      issuer: { id: 'did:web:localhost%3A3000:issuers:stichting-stimulering-techniek' },
    });
  });

  it('is refused with the key of another issuer, of another algorithm, or a retired one', async () => {
    await expect(signer.signAward(sampleInput, { ...ed25519, issuerId: 'other' })).rejects.toMatchObject({
      code: 'key-mismatch',
    });
    await expect(signer.signAward(sampleInput, es256)).rejects.toMatchObject({ code: 'key-mismatch' });
    await expect(signer.signAwardJwt(sampleInput, ed25519)).rejects.toMatchObject({ code: 'key-mismatch' });
    await expect(
      signer.signAward(sampleInput, { ...ed25519, retiredAt: new Date('2026-01-01T00:00:00Z') }),
    ).rejects.toMatchObject({ code: 'key-retired' });
  });
});

describe('a signed award', () => {
  it('has the same bytes each time', async () => {
    const [first, second] = [
      await signer.signAward(sampleInput, ed25519),
      await signer.signAward(sampleInput, ed25519),
    ];
    expect(JSON.stringify(first)).toBe(JSON.stringify(second));
    expect(first).toMatchObject({
      proof: [
        {
          type: 'DataIntegrityProof',
          cryptosuite: 'eddsa-rdfc-2022',
          created: '2026-03-04T10:11:12Z',
          proofPurpose: 'assertionMethod',
          proofValue: expect.stringMatching(/^z[1-9A-HJ-NP-Za-km-z]{80,90}$/u),
        },
      ],
    });
  });

  it('verifies with @digitalbazaar/vc', async () => {
    expect(await verifyWithLibrary(await signer.signAward(sampleInput, ed25519), document)).toMatchObject({
      verified: true,
    });
  });

  it('fails there once a letter is changed', async () => {
    const signed = await signer.signAward(sampleInput, ed25519);
    expect(await verifyWithLibrary({ ...signed, name: 'Ander' }, document)).toMatchObject({
      verified: false,
    });
  });

  it('still verifies after the key was retired', async () => {
    const signed = await signer.signAward(sampleInput, ed25519);
    const [next] = await signer.createKeys(sampleIssuer.id, new Date('2026-05-01T00:00:00Z'));
    if (next === undefined) throw new Error('no key was made');
    const rotated = signer.issuerDocument(
      sampleIssuer,
      [{ ...ed25519, retiredAt: new Date('2026-05-01T00:00:00Z') }, next],
      publicUrl,
    );
    expect(await verifyWithLibrary(signed, rotated)).toMatchObject({ verified: true });
    const again = await signer.signAward(sampleInput, next);
    expect(again).toMatchObject({ proof: [{ created: '2026-05-01T00:00:00Z' }] });
    expect(await verifyWithLibrary(again, rotated)).toMatchObject({ verified: true });
  });

  it('has a loader in these tests that answers nothing else', async () => {
    await expect(loaderWith(document)('https://example.org/')).rejects.toThrow('nothing at');
  });
});
