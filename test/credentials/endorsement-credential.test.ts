import { describe, expect, it } from 'vitest';
import { verifyWithLibrary } from './library-verifier.ts';
import { publicUrl, sampleAward, sampleInput, sampleIssuer, sampleSigner } from './sample-award.ts';

const { signer, ed25519, es256 } = await sampleSigner();
const document = signer.issuerDocument(sampleIssuer, [ed25519, es256], publicUrl);
const common = {
  id: '6f1f9d7e-2a54-4b0a-9a32-7b2a55a1d0bb',
  issuer: sampleIssuer,
  comment: 'Gezien en **goed** bevonden ®',
  endorsedAt: new Date('2026-03-05T00:00:00Z'),
  publicUrl,
};

describe('an endorsement', () => {
  it.each([
    [
      'a badge',
      { kind: 'badge', slug: 'adviseur-lerende-regio' },
      `${publicUrl}/badges/adviseur-lerende-regio`,
    ],
    ['an award', { kind: 'award', id: sampleAward.id }, `${publicUrl}/awards/${sampleAward.id}`],
  ] as const)('of %s is an EndorsementCredential that verifies', async (_, subject, id) => {
    const signed = await signer.signEndorsement({ ...common, subject }, ed25519);
    expect(signed).toMatchObject({
      id: `${publicUrl}/endorsements/${common.id}`,
      type: ['VerifiableCredential', 'EndorsementCredential'],
      name: `Endorsement of ${id}`,
      credentialSubject: { id, type: ['EndorsementSubject'], endorsementComment: common.comment },
    });
    expect(await verifyWithLibrary(signed, document)).toMatchObject({ verified: true });
  });

  it('is carried inside the award that it is of, and both verify', async () => {
    const subject = { kind: 'award', id: sampleAward.id } as const;
    const endorsement = await signer.signEndorsement({ ...common, subject }, ed25519);
    const signed = await signer.signAward({ ...sampleInput, endorsements: [endorsement] }, ed25519);
    expect(signed).toMatchObject({ endorsement: [endorsement] });
    expect(await verifyWithLibrary(signed, document)).toMatchObject({ verified: true });
    expect(await verifyWithLibrary(endorsement, document)).toMatchObject({ verified: true });
  });
});
