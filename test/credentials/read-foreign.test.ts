import { generateKeyPairSync } from 'node:crypto';
import { SignJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import { createCredentialReader } from '../../src/credentials/credential-reader.ts';
import type { JsonObject } from '../../src/ports/credential-signer.ts';
import { foreignBadge, foreignKey, publicJwkOf, signEcdsa, signForeign } from './foreign-credential.ts';
import { outcomes, readWith } from './sample-world.ts';

const issuer = 'https://elders.example.com/issuer';
const { privateKey, multikey, did } = foreignKey();
const method = { id: `${issuer}#key-1`, type: 'Multikey', controller: issuer, publicKeyMultibase: multikey };
const controllerDocument = { id: issuer, verificationMethod: [method], assertionMethod: [method.id] };
const good = { signature: 'passed signature-good', issuer: 'passed issuer-known' };
const none = { pages: {} };

const es256 = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const es256Jwk = publicJwkOf(es256.privateKey);

function toJwt(
  payload: JsonObject,
  header: Record<string, unknown>,
  key = es256.privateKey,
): Promise<string> {
  return new SignJWT({ ...payload }).setProtectedHeader({ alg: 'ES256', ...header }).sign(key);
}
describe('a badge from elsewhere with a Data Integrity proof', () => {
  it('is valid under did:key, fetching nothing', async () => {
    const reading = await readWith(
      await signForeign(foreignBadge(did), privateKey, `${did}#${multikey}`),
      none,
    );
    expect(outcomes(reading)).toMatchObject({ ...good, status: 'passed status-none' });
    expect(reading).toMatchObject({ verdict: 'valid', asked: [] });
  });

  it.each(['P-256', 'P-384'] as const)('is valid when the ECDSA library signed it with %s', async (curve) => {
    const reading = await readWith(await signEcdsa(curve), none);
    expect(outcomes(reading)).toMatchObject(good);
    expect(reading.checks).toContainEqual(
      expect.objectContaining({ params: { algorithm: 'ecdsa-rdfc-2019' } }),
    );
  });

  it('is valid under an https issuer whose document lists the key', async () => {
    const document = await signForeign(foreignBadge(issuer), privateKey, method.id);
    expect(outcomes(await readWith(document, { pages: { [issuer]: controllerDocument } }))).toMatchObject(
      good,
    );
  });

  it('is valid under a key document of its own on the issuer’s host', async () => {
    const key = 'https://elders.example.com/keys/1';
    const document = await signForeign(foreignBadge(issuer), privateKey, key);
    const pages = { [key]: { ...method, id: key } };
    expect(outcomes(await readWith(document, { pages }))).toMatchObject(good);
  });

  it.each([
    ['Ed25519VerificationKey2020', { publicKeyMultibase: multikey }],
    ['JsonWebKey2020', { publicKeyJwk: publicJwkOf(privateKey) }],
    ['JsonWebKey', { publicKeyJwk: publicJwkOf(privateKey) }],
  ])('is valid with a key of type %s, also named in the document by its fragment', async (type, key) => {
    const document = await signForeign(foreignBadge(issuer), privateKey, `${issuer}#key-1`);
    const pages = {
      [issuer]: { id: issuer, assertionMethod: [{ id: '#key-1', type, controller: issuer, ...key }] },
    };
    expect(outcomes(await readWith(document, { pages }))).toMatchObject(good);
  });

  it('is valid in the form of VC 1.1 with a Data Integrity context', async () => {
    const { validFrom: _, ...badge } = foreignBadge(did, {
      '@context': [
        'https://www.w3.org/2018/credentials/v1',
        'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.1.json',
        'https://w3id.org/security/data-integrity/v2',
      ],
      issuanceDate: '2025-01-01T00:00:00Z',
    });
    const reading = await readWith(await signForeign(badge, privateKey, `${did}#${multikey}`), none);
    expect(outcomes(reading)).toMatchObject({ ...good, dates: 'passed dates-current' });
  });
});

describe('a badge from elsewhere as JWT', () => {
  const claims = {
    iss: issuer,
    jti: 'https://elders.example.com/badges/1',
    sub: 'did:example:learner',
    nbf: 1_735_689_600,
  };

  it.each([
    ['a JWK', 'https://elders.example.com/jwk', es256Jwk],
    [
      'a controller document',
      `${issuer}#jwt`,
      {
        id: issuer,
        assertionMethod: [
          { id: `${issuer}#jwt`, controller: issuer, type: 'JsonWebKey', publicKeyJwk: es256Jwk },
        ],
      },
    ],
  ])('is valid with a kid that leads to %s', async (_, kid, page) => {
    const text = await toJwt({ ...foreignBadge(issuer), ...claims }, { kid });
    const reading = await readWith(text, { pages: { [String(kid.split('#')[0])]: page } });
    expect(outcomes(reading)).toMatchObject({ ...good, dates: 'passed dates-current' });
  });

  it('is valid in the older form with a vc claim', async () => {
    const {
      id: _,
      validFrom: __,
      issuer: ___,
      ...vc
    } = foreignBadge(issuer, {
      '@context': [
        'https://www.w3.org/2018/credentials/v1',
        'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.1.json',
      ],
    });
    const text = await toJwt({ ...claims, vc }, { kid: 'https://elders.example.com/jwk' });
    const reading = await readWith(text, { pages: { 'https://elders.example.com/jwk': es256Jwk } });
    expect(outcomes(reading)).toMatchObject({ ...good, dates: 'passed dates-current' });
    expect(reading.summary).toMatchObject({ id: claims.jti, issuedAt: '2025-01-01T00:00:00Z' });
  });

  it('is valid with an embedded key that the issuer publishes', async () => {
    const text = await toJwt({ ...foreignBadge(issuer), ...claims }, { jwk: es256Jwk });
    const pages = {
      [issuer]: { id: issuer, assertionMethod: [{ id: '#1', type: 'JsonWebKey', publicKeyJwk: es256Jwk }] },
    };
    expect(outcomes(await readWith(text, { pages }))).toMatchObject(good);
  });

  it('is valid by RS256', async () => {
    const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const text = await toJwt(
      { ...foreignBadge(issuer), ...claims },
      { alg: 'RS256', kid: 'https://elders.example.com/jwk' },
      rsa.privateKey,
    );
    const pages = { 'https://elders.example.com/jwk': publicJwkOf(rsa.privateKey) };
    expect(outcomes(await readWith(text, { pages }))).toMatchObject(good);
  });
});

describe('keys that are not the issuer’s', () => {
  it.each([
    [
      'of another did:key',
      foreignBadge('did:web:elders.example.com'),
      `${did}#${multikey}`,
      'failed key-not-issuers',
    ],
    ['on another host', foreignBadge(issuer), 'https://evil.example.net/key', 'failed key-elsewhere'],
    ['that the document does not list', foreignBadge(issuer), `${issuer}#key-2`, 'failed key-not-issuers'],
    [
      'of an issuer whose document is gone',
      foreignBadge('https://weg.example.com/'),
      'https://weg.example.com/#1',
      'open key-unreachable',
    ],
    ['of a method that is not known', foreignBadge('did:example:x'), 'did:example:x#1', 'open key-unusable'],
  ])('a key %s', async (_, badge, verificationMethod, outcome) => {
    const document = await signForeign(badge, privateKey, verificationMethod);
    const reading = await readWith(document, { pages: { [issuer]: controllerDocument } });
    expect(outcomes(reading).issuer).toBe(outcome);
    expect(reading.verdict).toBe(outcome.startsWith('open') ? 'unverifiable' : 'invalid');
  });

  it.each([
    [
      'names another controller',
      { assertionMethod: [{ ...method, controller: 'https://other.example.com' }] },
      'failed key-not-issuers',
    ],
    ['is of another id', { id: 'https://elders.example.com/other' }, 'failed key-not-issuers'],
    [
      'allows the key for something else',
      { assertionMethod: [], authentication: [method] },
      'failed key-not-issuers',
    ],
    [
      'revoked the key',
      { assertionMethod: [{ ...method, revoked: '2025-02-01T00:00:00Z' }] },
      'failed key-revoked',
    ],
    [
      'let the key expire',
      { assertionMethod: [{ ...method, expires: '2025-02-01T00:00:00Z' }] },
      'failed key-revoked',
    ],
    [
      'holds a key of no use',
      { assertionMethod: [{ ...method, publicKeyMultibase: 'z123' }] },
      'failed key-unusable',
    ],
  ])('a document that %s', async (_, change, outcome) => {
    const document = await signForeign(foreignBadge(issuer), privateKey, method.id);
    const reading = await readWith(document, { pages: { [issuer]: { ...controllerDocument, ...change } } });
    expect(outcomes(reading).issuer).toBe(outcome);
    expect(reading.verdict).toBe('invalid');
  });

  it('a key document on the issuer’s host that redirects to another', async () => {
    const key = 'https://elders.example.com/keys/1';
    const document = await signForeign(foreignBadge(issuer), privateKey, key);
    const reader = createCredentialReader({
      fetch: async () => ({
        ok: true,
        url: 'https://evil.example.net/keys/1',
        type: '',
        bytes: Buffer.from(JSON.stringify({ ...method, id: key })),
      }),
    });
    const reading = await reader.readBadge(
      { kind: 'text', text: JSON.stringify(document) },
      { now: new Date('2026-06-01T00:00:00Z') },
    );
    expect(outcomes(reading).issuer).toBe('failed key-elsewhere');
  });

  it('an embedded foreign jwk proves nothing', async () => {
    const text = await toJwt({ ...foreignBadge(issuer), iss: issuer }, { jwk: es256Jwk });
    for (const pages of [{ [issuer]: controllerDocument }, {}]) {
      const reading = await readWith(text, { pages });
      expect(outcomes(reading).issuer).toBe('failed key-embedded-only');
      expect(reading.verdict).toBe('invalid');
    }
  });
});
