import { createHash, createPrivateKey } from 'node:crypto';
import { expect, it } from 'vitest';
import { canonicalForm } from '../../src/credentials/canonical-form.ts';
import { proofOptions, signDataIntegrity } from '../../src/credentials/data-integrity.ts';

/**
 * The worked example of a Comprehensive Learner Record in the same guide (document version 2.0), "Linked Data Proof
 * Test Vector for Comprehensive Learner Record 2.0". It needs the CLR context as it is published, to the byte.
 */
const multikey = 'z6MkjZRZv3aez3r18pB1RBFJR1kwUVJ5jHt92JmQwXbd5hwi';
const method = `https://example.edu/issuers/565049#${multikey}`;
const options = proofOptions('2010-01-01T19:23:24Z', method);
const university = { id: 'https://example.edu/issuers/565049', type: 'Profile' };
const first = 'urn:uuid:a7467ef6-56cb-11ec-bf63-0242ac130002';
const second = 'urn:uuid:dd887f0a-56cb-11ec-bf63-0242ac130002';

function achievement(id: string, name: string) {
  return {
    id,
    type: 'Achievement',
    creator: university,
    name,
    criteria: { id: `https://example.edu/achievements/${id.slice('urn:uuid:'.length)}/criteria` },
    description: name,
    image: { id: 'https://example.edu/achievements/sample.png', type: 'Image' },
  };
}

function schema(address: string) {
  return [{ id: `https://purl.imsglobal.org/spec/${address}`, type: '1EdTechJsonSchemaValidator2019' }];
}

const degree = {
  '@context': [
    'https://www.w3.org/ns/credentials/v2',
    'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
    'https://purl.imsglobal.org/spec/ob/v3p0/extensions.json',
  ],
  id: 'urn:uuid:91537dba-56cb-11ec-bf63-0242ac130002',
  type: ['VerifiableCredential', 'AchievementCredential'],
  issuer: { ...university, name: 'Example University' },
  validFrom: '2010-01-01T00:00:00Z',
  name: 'Example University Degree',
  credentialSubject: {
    id: 'did:example:ebfeb1f712ebc6f1c276e12ec21',
    type: 'AchievementSubject',
    achievement: achievement(first, 'Achievement 1'),
  },
  credentialSchema: schema('ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json'),
  proof: [
    {
      ...options,
      proofValue: 'z45QnLySMt2mWuW787G6cf3SLkP97ZkMZxLeXH5yaaTQPCtTup4GCV95tU8HEnQJSyGCokSj3AvUhmJtvveTmN4Vu',
    },
  ],
};

const record = {
  '@context': [
    'https://www.w3.org/ns/credentials/v2',
    'https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json',
    'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
    'https://purl.imsglobal.org/spec/ob/v3p0/extensions.json',
  ],
  id: 'http://example.edu/credentials/3732',
  type: ['VerifiableCredential', 'ClrCredential'],
  issuer: { ...university, name: 'Example University' },
  validFrom: '2010-01-01T00:00:00Z',
  name: 'Sample Transcript',
  credentialSubject: {
    id: 'did:example:ebfeb1f712ebc6f1c276e12ec21',
    type: 'ClrSubject',
    verifiableCredential: [degree],
    achievement: [achievement(first, 'Achievement 1'), achievement(second, 'Achievement 2')],
    association: [{ type: 'Association', associationType: 'isParentOf', sourceId: first, targetId: second }],
  },
  credentialSchema: schema('clr/v2p0/schema/json/clr_v2p0_clrcredential_schema.json'),
};

const key = createPrivateKey({
  key: Buffer.from(
    '302e020100300506032b6570042204206241a409e6707bb640a0140a8a32bc3d193c33a661747284d6adfa4ed4180be4',
    'hex',
  ),
  format: 'der',
  type: 'pkcs8',
});

it('the worked example of a learner record has the same hash and proof value', async () => {
  expect(
    createHash('sha256')
      .update(await canonicalForm(record))
      .digest('hex'),
  ).toBe('768d7015ae69e0210e1c2a45194d9c1d15d7a6022e52b946574a2a27f6fa85fe');
  expect(await signDataIntegrity(record, options, key)).toMatchObject({
    proof: [
      {
        proofValue:
          'zF52sU1nfPAjcwCqtgxPNSor6SJnAzRBwZW5VNQXPt8xXCHkd39sgqj32DnMjhFCzbyHsLkhQ8HpBqQTkMgXy329',
      },
    ],
  });
});

it('the badge inside it has its own proof value', async () => {
  const { proof, ...unsigned } = degree;
  expect(await signDataIntegrity(unsigned, options, key)).toEqual({ ...unsigned, proof });
});
