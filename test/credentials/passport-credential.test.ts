import { describe, expect, it } from 'vitest';
import { verifyWithLibrary } from './library-verifier.ts';
import { publicUrl, sampleAward, sampleInput, sampleIssuer } from './sample-award.ts';
import {
  did,
  ed25519,
  es256,
  issuerPages,
  now,
  objectIn,
  outcomes,
  readWith,
  samplePages,
  signed,
  signer,
} from './sample-world.ts';

const whole = await signer.signAward(
  {
    ...sampleInput,
    award: {
      ...sampleAward,
      id: '7f1f9d7e-2a54-4b0a-9a32-7b2a55a1d0aa',
      badge: { ...sampleAward.badge, slug: 'vakmens', parts: ['adviseur-lerende-regio'] },
      statusList: { list: 'lente', index: 7 },
    },
  },
  ed25519,
);
const input = {
  issuer: sampleIssuer,
  personId: sampleAward.personId ?? '',
  recipientAddress: 'Lerende.Kim@Example.org',
  recipientSalt: 'zout',
  recipientName: 'Kim van den Berg',
  name: 'Skillspaspoort van Kim',
  credentials: [signed, whole],
  parts: [
    { part: 'adviseur-lerende-regio', whole: 'vakmens' },
    { part: 'lassen', whole: 'vakmens' },
  ],
  now: new Date('2026-05-20T00:00:00Z'),
  url: 'urn:uuid:9f1f9d7e-2a54-4b0a-9a32-7b2a55a1d0aa',
  publicUrl,
};
const record = await signer.signPassport(input, ed25519);

describe('a passport as learner record', () => {
  it('is a ClrCredential with the signed badges and what is part of what', () => {
    expect(record).toMatchObject({
      '@context': [
        'https://www.w3.org/ns/credentials/v2',
        'https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json',
        'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
        'https://purl.imsglobal.org/spec/ob/v3p0/extensions.json',
      ],
      type: ['VerifiableCredential', 'ClrCredential'],
      name: 'Skillspaspoort van Kim',
      issuer: { id: did },
      credentialSubject: {
        id: `urn:uuid:${sampleAward.personId}`,
        type: ['ClrSubject'],
        identifier: [{ identityType: 'emailAddress', salt: 'zout' }, { identityType: 'name' }],
        verifiableCredential: [signed, whole],
        association: [
          {
            type: 'Association',
            associationType: 'isPartOf',
            sourceId: `${publicUrl}/badges/adviseur-lerende-regio`,
            targetId: `${publicUrl}/badges/vakmens`,
          },
        ],
      },
    });
  });

  it('verifies with @digitalbazaar/vc', async () => {
    const document = signer.issuerDocument(sampleIssuer, [ed25519, es256], publicUrl);
    expect(await verifyWithLibrary(record, document)).toMatchObject({ verified: true });
    expect(await verifyWithLibrary({ ...record, name: 'Ander' }, document)).toMatchObject({
      verified: false,
    });
  });

  it('is read with each badge inside', async () => {
    const reading = await readWith(record, { recipient: { addresses: ['lerende.kim@example.org'] } });
    expect(reading).toMatchObject({
      verdict: 'valid',
      version: 'clr-2.0',
      summary: { name: 'Skillspaspoort van Kim' },
    });
    expect(reading.parts).toHaveLength(2);
    expect(reading.parts?.map(({ verdict, version }) => [verdict, version])).toEqual([
      ['valid', '3.0'],
      ['valid', '3.0'],
    ]);
  });

  it('shows which badge inside was revoked since', async () => {
    const reading = await readWith(record, { pages: await issuerPages({ revocation: [7] }) });
    expect(reading.verdict).toBe('valid');
    expect(reading.parts?.map(({ verdict }) => verdict)).toEqual(['valid', 'invalid']);
  });

  it('is refused with another badge inside, and a record in a record is none', async () => {
    const subject = objectIn(record, 'credentialSubject');
    const changed = {
      ...record,
      credentialSubject: { ...subject, verifiableCredential: [{ ...signed, name: 'Ander' }] },
    };
    expect(outcomes(await readWith(changed)).signature).toBe('failed signature-bad');
    const nested = await signer.signPassport({ ...input, credentials: [record] }, ed25519);
    const reading = await readWith(nested, { pages: samplePages, now });
    expect(reading.parts?.map(outcomes)).toEqual([{ format: 'failed not-a-badge' }]);
  });

  it('has no association where nothing is part of anything', async () => {
    const { parts: _, ...plain } = input;
    const single = await signer.signPassport({ ...plain, credentials: [signed] }, ed25519);
    expect(single).not.toHaveProperty('credentialSubject.association');
  });
});
