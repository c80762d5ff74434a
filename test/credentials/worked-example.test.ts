import { createHash, createPrivateKey } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { decodeBase58 } from '../../src/credentials/base58.ts';
import { canonicalForm } from '../../src/credentials/canonical-form.ts';
import {
  canonicalProof,
  proofOptions,
  signDataIntegrity,
  signedBytes,
} from '../../src/credentials/data-integrity.ts';

/**
 * The worked example of the Open Badges 3.0 Implementation Guide (final release, document version 2.0),
 * "Linked Data Proof Test Vector for Open Badges 3.0".
 */
const seed = '6241a409e6707bb640a0140a8a32bc3d193c33a661747284d6adfa4ed4180be4';
const multikey = 'z6MkjZRZv3aez3r18pB1RBFJR1kwUVJ5jHt92JmQwXbd5hwi';
const credential = {
  '@context': [
    'https://www.w3.org/ns/credentials/v2',
    'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
  ],
  id: 'http://example.com/credentials/3527',
  type: ['VerifiableCredential', 'OpenBadgeCredential'],
  issuer: {
    id: 'https://example.edu/issuers/565049',
    type: ['Profile'],
    url: 'https://www.imsglobal.org',
    name: 'Example Corp',
  },
  validFrom: '2010-01-01T00:00:00Z',
  name: 'Teamwork Badge',
  credentialSubject: {
    id: 'did:example:ebfeb1f712ebc6f1c276e12ec21',
    type: ['AchievementSubject'],
    achievement: {
      id: 'https://example.com/achievements/21st-century-skills/teamwork',
      type: ['Achievement'],
      criteria: {
        narrative:
          'Team members are nominated for this badge by their peers and recognized upon review by Example Corp management.',
      },
      description:
        'This badge recognizes the development of the capacity to collaborate within a group environment.',
      name: 'Teamwork',
    },
  },
};
const options = proofOptions('2010-01-01T19:23:24Z', `https://example.edu/issuers/565049#${multikey}`);
const expected = {
  documentHash: '87f65a76d40146205e3b3e06cb0fbd153f97f9ce70372390f52566bb7f9e0773',
  proofHash: 'd34009cea0dbc1ca941e09dc01c8c9d3e3ce3c5b853f67ee44698dcea10f5d19',
  signature:
    'f7a017acf7d27983267ec362657c0fb08e955549f49dac5bf36a03c4f2c3a4f1e3738a6c5ecd7ffba7135cb9cd754e6196f4b73082ea8df8e703c8ecd4333503',
  proofValue: 'z5x9aCBYovW3CQCbKdNyhEm7ffYSw1YpEdPywQJoNbzDD2gkzQDKJ1sYKJaWvqZtkMtSbz35HcbgXVEDYHxCzgkCr',
};

const key = createPrivateKey({
  key: Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), Buffer.from(seed, 'hex')]),
  format: 'der',
  type: 'pkcs8',
});
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

describe('the worked example of the implementation guide', () => {
  it('has the same hashes of document and proof', async () => {
    expect(sha256(await canonicalForm(credential))).toBe(expected.documentHash);
    expect(sha256(await canonicalProof(credential['@context'], options))).toBe(expected.proofHash);
  });

  it('has the same bytes to sign, the proof first', async () => {
    const bytes = signedBytes(
      await canonicalProof(credential['@context'], options),
      await canonicalForm(credential),
    );
    expect(bytes.toString('hex')).toBe(expected.proofHash + expected.documentHash);
  });

  it('has the same signature and proof value', async () => {
    const signed = await signDataIntegrity(credential, options, key);
    expect(signed).toMatchObject({ proof: [{ ...options, proofValue: expected.proofValue }] });
    const signature = decodeBase58(expected.proofValue.slice(1));
    expect(Buffer.from(signature ?? []).toString('hex')).toBe(expected.signature);
  });
});
