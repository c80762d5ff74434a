import { generateKeyPairSync } from 'node:crypto';
import { CompactSign } from 'jose';
import { describe, expect, it } from 'vitest';
import { createBadgeDocuments } from '../../src/credentials/badge-documents.ts';
import { makeChunk, readChunks, writeChunks } from '../../src/credentials/png-chunks.ts';
import type { JsonObject } from '../../src/ports/credential-signer.ts';
import { publicUrl, sampleAward, sampleBadge, sampleInput, sampleIssuer } from './sample-award.ts';
import { samplePng, sampleSvg } from './sample-pictures.ts';
import { outcomes, readWith } from './sample-world.ts';

const documents = createBadgeDocuments();
const assertion = documents.hostedAssertion(sampleInput);
const url = `${publicUrl}/ob2/assertions/${sampleAward.id}`;
const badgeUrl = `${publicUrl}/ob2/badges/${sampleBadge.slug}`;
const issuerUrl = `${publicUrl}/ob2/issuers/${sampleIssuer.slug}`;
const badge = documents.hostedBadge(sampleBadge, publicUrl);
const issuer = documents.hostedIssuer(sampleIssuer, publicUrl);
const pages = { [url]: assertion, [badgeUrl]: badge, [issuerUrl]: issuer };
const recipient = { addresses: ['LERENDE.KIM@example.org'] };
const good = {
  format: 'passed format-known',
  signature: 'passed hosted-match',
  issuer: 'passed issuer-known',
  dates: 'passed dates-current',
  status: 'passed status-good',
  recipient: 'passed recipient-match',
};

function oldPng(text: string): Uint8Array {
  const chunks = readChunks(samplePng());
  const chunk = makeChunk('tEXt', Buffer.from(`openbadges\0${text}`, 'latin1'));
  return writeChunks([...chunks.slice(0, 1), chunk, ...chunks.slice(1)]);
}

describe('a hosted badge of Open Badges 2.0', () => {
  it.each([
    ['JSON', JSON.stringify(assertion)],
    ['address', { kind: 'url', url }],
    [
      'baked PNG',
      {
        kind: 'bytes',
        bytes: documents.bake({ type: 'image/png', bytes: samplePng() }, { version: '2.0', assertion }),
      },
    ],
    [
      'baked SVG',
      {
        kind: 'bytes',
        bytes: documents.bake(
          { type: 'image/svg+xml', bytes: Buffer.from(sampleSvg) },
          { version: '2.0', assertion },
        ),
      },
    ],
    ['old PNG with its address alone', { kind: 'bytes', bytes: oldPng(url) }],
  ] as const)('is valid as %s', async (_, source) => {
    const reading = await readWith(source, { pages, recipient });
    expect(outcomes(reading)).toEqual(good);
    expect(reading).toMatchObject({
      verdict: 'valid',
      version: '2.0',
      summary: {
        name: 'Adviseur Lerende Regio Maas en Waal',
        issuer: { id: issuerUrl },
        validUntil: '2028-03-04T10:11:12Z',
      },
    });
  });

  it('is somebody else’s, or nobody’s that can be compared', async () => {
    expect(
      outcomes(await readWith(assertion, { pages, recipient: { addresses: ['x@example.org'] } })).recipient,
    ).toBe('failed recipient-mismatch');
    const plain = {
      ...assertion,
      recipient: { type: 'email', hashed: false, identity: 'Lerende.Kim@Example.org' },
    };
    expect(outcomes(await readWith(plain, { pages: { ...pages, [url]: plain }, recipient })).recipient).toBe(
      'passed recipient-match',
    );
  });

  it('is revoked when its host says so, by 410 or in the document, with the reason', async () => {
    const revoked = documents.revokedAssertion({ ...sampleAward, statusReason: 'Vergissing' }, publicUrl);
    const bytes = Buffer.from(JSON.stringify(revoked));
    for (const page of [{ ok: false, problem: 'gone', bytes } as const, revoked])
      for (const source of [assertion, { kind: 'url', url } as const]) {
        const reading = await readWith(source, { pages: { ...pages, [url]: page } });
        expect(reading.checks).toContainEqual({
          name: 'status',
          outcome: 'failed',
          code: 'revoked',
          params: { reason: 'Vergissing' },
        });
        expect(reading.verdict).toBe('invalid');
      }
  });

  it('expires', async () => {
    expect(outcomes(await readWith(assertion, { pages, now: new Date('2029-01-01T00:00:00Z') })).dates).toBe(
      'failed expired',
    );
  });

  it.each<readonly [string, JsonObject]>([
    ['recipient', { recipient: { type: 'email', hashed: true, salt: 'x', identity: 'sha256$00' } }],
    ['badge', { badge: 'https://evil.example.net/badge' }],
    ['date', { issuedOn: '2020-01-01T00:00:00Z' }],
    ['end', { expires: '2099-01-01T00:00:00Z' }],
  ])('is refused when the file has another %s than its host', async (_, change) => {
    const reading = await readWith({ ...assertion, ...change }, { pages });
    expect(outcomes(reading).signature).toBe('failed hosted-differs');
    expect(reading.verdict).toBe('invalid');
  });

  it.each<readonly [string, Record<string, JsonObject | undefined>, Partial<Record<string, string>>]>([
    [
      'says it lives elsewhere',
      { [url]: { ...assertion, id: `${url}x` } },
      { signature: 'failed hosted-mismatch' },
    ],
    [
      'names the issuer of another host',
      {
        [badgeUrl]: { ...badge, issuer: 'https://elders.example.com/i' },
        'https://elders.example.com/i': { ...issuer, id: 'https://elders.example.com/i', verification: {} },
      },
      { issuer: 'failed hosted-mismatch' },
    ],
    [
      'is outside what the issuer allows',
      { [issuerUrl]: { ...issuer, verification: { startsWith: [`${publicUrl}/other/`] } } },
      { issuer: 'failed hosted-mismatch' },
    ],
    [
      'is on a host that the issuer does not list',
      { [issuerUrl]: { ...issuer, verification: { allowedOrigins: ['elders.example.com'] } } },
      { issuer: 'failed hosted-mismatch' },
    ],
    [
      'has a badge class of another id',
      { [badgeUrl]: { ...badge, id: `${badgeUrl}x` } },
      { issuer: 'failed hosted-mismatch' },
    ],
    ['has no issuer', { [badgeUrl]: { ...badge, issuer: {} } }, { issuer: 'failed issuer-has-no-id' }],
    [
      'has an issuer that only it describes',
      { [badgeUrl]: { ...badge, issuer: { ...issuer, id: 'https://elders.example.com/i' } } },
      { issuer: 'open url-unreachable' },
    ],
    [
      'has no badge',
      { [url]: { ...assertion, badge: '' } },
      { signature: 'failed hosted-differs', issuer: 'failed missing-field' },
    ],
    [
      'cannot be reached',
      { [url]: undefined },
      { signature: 'open url-unreachable', issuer: 'open url-unreachable' },
    ],
  ])('that %s', async (_, change, expected) => {
    const changed = Object.entries({ ...pages, ...change }).flatMap(([address, page]) =>
      page === undefined ? [] : [[address, page] as const],
    );
    const reading = await readWith(assertion, { pages: Object.fromEntries(changed) });
    expect(outcomes(reading)).toMatchObject(expected);
    expect(reading.verdict).not.toBe('valid');
  });

  it('is refused on an address that is no https, and without any', async () => {
    const refused = await readWith(
      { ...assertion, id: 'http://10.0.0.1/a' },
      { pages: { 'http://10.0.0.1/a': { ok: false, problem: 'not-https' } } },
    );
    expect(outcomes(refused).signature).toBe('failed url-refused');
    const { id: _, ...nameless } = assertion;
    expect(outcomes(await readWith(nameless, { pages }))).toEqual({
      format: 'passed format-known',
      signature: 'failed missing-field',
    });
  });
});

describe('a signed badge of Open Badges 2.0', () => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const keyUrl = `${publicUrl}/ob2/keys/1`;
  const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
  const signedAssertion = {
    ...assertion,
    id: 'urn:uuid:1',
    verification: { type: 'SignedBadge', creator: keyUrl },
  };
  const key = { id: keyUrl, type: 'CryptographicKey', owner: issuerUrl, publicKeyPem: pem };
  const world = { ...pages, [keyUrl]: key, [issuerUrl]: { ...issuer, publicKey: keyUrl } };
  const sign = (payload: JsonObject, alg = 'RS256') =>
    new CompactSign(Buffer.from(JSON.stringify(payload))).setProtectedHeader({ alg }).sign(privateKey);

  it('is valid, baked too, with the issuer’s key', async () => {
    const jws = await sign(signedAssertion);
    for (const source of [jws, { kind: 'bytes', bytes: oldPng(jws) } as const]) {
      const reading = await readWith(source, { pages: world, recipient });
      expect(outcomes(reading)).toEqual({
        ...good,
        signature: 'passed signature-good',
        status: 'passed status-none',
      });
      expect(reading).toMatchObject({ verdict: 'valid', form: 'jwt', jwt: jws });
    }
  });

  it('is valid with a bare PEM at the address, as older issuers have it', async () => {
    const reading = await readWith(await sign(signedAssertion), { pages: { ...world, [keyUrl]: pem } });
    expect(outcomes(reading).signature).toBe('passed signature-good');
  });

  it('is revoked when the issuer lists it', async () => {
    const list = `${publicUrl}/ob2/revoked`;
    const listed = { ...world, [issuerUrl]: { ...issuer, publicKey: keyUrl, revocationList: list } };
    const revokedAssertions = [{ id: 'urn:uuid:1', revocationReason: 'Vergissing' }];
    const revoked = await readWith(await sign(signedAssertion), {
      pages: { ...listed, [list]: { revokedAssertions } },
    });
    expect(revoked.checks).toContainEqual({
      name: 'status',
      outcome: 'failed',
      code: 'revoked',
      params: { reason: 'Vergissing' },
    });
    const other = await readWith(await sign(signedAssertion), {
      pages: { ...listed, [list]: { revokedAssertions: ['urn:uuid:2'] } },
    });
    expect(outcomes(other).status).toBe('passed status-good');
    expect(outcomes(await readWith(await sign(signedAssertion), { pages: listed })).status).toBe(
      'open status-unreachable',
    );
  });

  it.each<readonly [string, Record<string, JsonObject>, JsonObject, Partial<Record<string, string>>]>([
    [
      'the key of another owner',
      { [keyUrl]: { ...key, owner: 'https://evil.example.net' } },
      {},
      { issuer: 'failed key-not-issuers' },
    ],
    [
      'a key that the issuer does not list',
      { [issuerUrl]: issuer },
      {},
      { issuer: 'failed key-not-issuers' },
    ],
    [
      'a key on another host',
      {},
      { verification: { type: 'SignedBadge', creator: 'https://evil.example.net/key' } },
      { issuer: 'failed key-elsewhere' },
    ],
    [
      'a key that is none',
      { [keyUrl]: { ...key, publicKeyPem: 'x' } },
      {},
      { issuer: 'failed key-unusable' },
    ],
    [
      'an issuer of nobody',
      { [badgeUrl]: { ...badge, issuer: '' } },
      {},
      { issuer: 'failed issuer-has-no-id' },
    ],
  ])('is refused with %s', async (_, changedPages, change, expected) => {
    const reading = await readWith(await sign({ ...signedAssertion, ...change }), {
      pages: { ...world, ...changedPages },
    });
    expect(outcomes(reading)).toMatchObject(expected);
    expect(reading.verdict).toBe('invalid');
  });

  it('is refused with another content or algorithm', async () => {
    const [header = '', , signature = ''] = (await sign(signedAssertion)).split('.');
    const forged = Buffer.from(
      JSON.stringify({ ...signedAssertion, issuedOn: '2020-01-01T00:00:00Z' }),
    ).toString('base64url');
    expect(outcomes(await readWith(`${header}.${forged}.${signature}`, { pages: world })).signature).toBe(
      'failed signature-bad',
    );
    const none = Buffer.from('{"alg":"none"}').toString('base64url');
    expect(outcomes(await readWith(`${none}.${forged}.`, { pages: world })).signature).toBe(
      'failed algorithm-refused',
    );
    expect(outcomes(await readWith(await sign(signedAssertion, 'PS256'), { pages: world })).signature).toBe(
      'failed algorithm-refused',
    );
  });
});
