import { describe, expect, it } from 'vitest';
import { createBadgeDocuments } from '../../src/credentials/badge-documents.ts';
import { createCredentialReader } from '../../src/credentials/credential-reader.ts';
import { publicUrl, sampleAward, sampleInput } from './sample-award.ts';
import { samplePng, sampleSvg } from './sample-pictures.ts';
import {
  did,
  didUrl,
  ed25519,
  es256,
  issuerPages,
  jwt,
  now,
  outcomes,
  readWith,
  samplePages,
  signed,
  signer,
} from './sample-world.ts';

const documents = createBadgeDocuments();
const png = { type: 'image/png', bytes: samplePng() } as const;
const svg = { type: 'image/svg+xml', bytes: new TextEncoder().encode(sampleSvg) } as const;
const recipient = { addresses: ['lerende.kim@example.org'] };
const good = {
  format: 'passed format-known',
  signature: 'passed signature-good',
  issuer: 'passed issuer-known',
  dates: 'passed dates-current',
  status: 'passed status-good',
  recipient: 'passed recipient-match',
};

describe('an award of ours, read by the reader', () => {
  it.each([
    ['JSON', JSON.stringify(signed)],
    ['JWT', jwt],
    [
      'baked PNG with JSON',
      { kind: 'bytes', bytes: documents.bake(png, { version: '3.0', credential: signed }) },
    ],
    ['baked PNG with JWT', { kind: 'bytes', bytes: documents.bake(png, { version: '3.0', jwt }) }],
    [
      'baked SVG with JSON',
      { kind: 'bytes', bytes: documents.bake(svg, { version: '3.0', credential: signed }) },
    ],
    ['baked SVG with JWT', { kind: 'bytes', bytes: documents.bake(svg, { version: '3.0', jwt }) }],
    ['JSON with a byte order mark and spaces', `\uFEFF  ${JSON.stringify(signed, null, 2)}\n`],
  ] as const)('is valid as %s', async (_, source) => {
    const reading = await readWith(source, { recipient });
    expect(outcomes(reading)).toEqual(good);
    expect(reading).toMatchObject({
      verdict: 'valid',
      version: '3.0',
      summary: {
        name: 'Adviseur Lerende Regio Maas en Waal',
        issuer: { id: did, name: 'Stichting Stimulering Techniek Maas en Waal' },
        issuedAt: '2026-03-04T10:11:12Z',
        validUntil: '2028-03-04T10:11:12Z',
        recipientName: 'Kim van den Berg‑Özdemir',
        language: 'nl',
        alignments: [{ framework: 'ESCO', code: 'S1.2' }, { framework: 'Community' }],
      },
    });
  });

  it('is valid from its address, as JSON, JWT or picture', async () => {
    const url = `${publicUrl}/awards/${sampleAward.id}`;
    for (const page of [signed, jwt, documents.bake(png, { version: '3.0', credential: signed })]) {
      const reading = await readWith(
        { kind: 'url', url },
        { pages: { ...samplePages, [url]: page }, recipient },
      );
      expect(outcomes(reading)).toEqual(good);
      expect(reading.carrier).toBe('url');
    }
  });

  it('needs nothing but the key document and the status lists', async () => {
    const { asked } = await readWith(signed);
    expect(asked).toEqual([didUrl, `${publicUrl}/status/lente`, `${publicUrl}/status/lente-suspension`]);
  });

  it('is read without the network where this deployment answers for itself', async () => {
    const reader = createCredentialReader({
      fetch: async () => ({ ok: false, problem: 'private-address' }),
      localDocuments: async (url) => {
        const page = samplePages[url.href];
        return page && { ok: true, url: url.href, type: '', bytes: Buffer.from(JSON.stringify(page)) };
      },
    });
    const reading = await reader.readBadge(
      { kind: 'text', text: JSON.stringify(signed) },
      { now, recipient },
    );
    expect(outcomes(reading)).toEqual(good);
  });

  it('is valid on localhost too, where did:web asks by https', async () => {
    const local = await signer.signAward({ ...sampleInput, publicUrl: 'http://localhost:3000' }, ed25519);
    const key = signer.issuerDocument(sampleInput.issuer, [ed25519], 'http://localhost:3000');
    const { asked, ...reading } = await readWith(local, {
      pages: { 'https://localhost:3000/issuers/stichting-stimulering-techniek/did.json': key },
    });
    expect(outcomes(reading)).toMatchObject({
      signature: 'passed signature-good',
      issuer: 'passed issuer-known',
    });
    expect(asked[0]).toBe('https://localhost:3000/issuers/stichting-stimulering-techniek/did.json');
  });
});

describe('whose badge it is', () => {
  it.each([
    [{ addresses: ['LERENDE.KIM@EXAMPLE.ORG'] }, 'passed recipient-match'],
    [{ addresses: ['other@example.org', ' Lerende.Kim@Example.org '] }, 'passed recipient-match'],
    [{ addresses: [], ids: [`urn:uuid:${sampleAward.personId}`] }, 'passed recipient-match'],
    [{ addresses: ['somebody.else@example.org'] }, 'failed recipient-mismatch'],
    [undefined, 'open recipient-not-asked'],
  ])('%j: %s', async (expected, outcome) => {
    const reading = await readWith(signed, expected === undefined ? {} : { recipient: expected });
    expect(outcomes(reading).recipient).toBe(outcome);
    expect(reading.verdict).toBe(outcome.startsWith('failed') ? 'invalid' : 'valid');
  });

  it('stays open where the badge names nobody that can be compared', async () => {
    const { recipientAddress: _, ...input } = sampleInput;
    const reading = await readWith(await signer.signAward(input, ed25519), { recipient });
    expect(outcomes(reading).recipient).toBe('open recipient-unverifiable');
  });
});

describe('whether it still holds', () => {
  const { index } = sampleAward.statusList;

  it.each([
    ['revoked', { revocation: [index] }, 'failed revoked'],
    ['suspended', { suspension: [index] }, 'failed suspended'],
  ])('a %s award is invalid', async (_, set, outcome) => {
    const reading = await readWith(signed, { pages: await issuerPages(set) });
    expect(outcomes(reading).status).toBe(outcome);
    expect(reading.verdict).toBe('invalid');
    expect(outcomes(await readWith(jwt, { pages: await issuerPages(set) })).status).toBe(outcome);
  });

  it('an award is invalid after its end and before its beginning', async () => {
    expect(outcomes(await readWith(signed, { now: new Date('2028-03-04T10:11:12Z') }))).toMatchObject({
      dates: 'failed expired',
    });
    expect(outcomes(await readWith(jwt, { now: new Date('2026-03-04T10:00:00Z') }))).toMatchObject({
      dates: 'failed not-yet-valid',
    });
  });

  it.each<readonly [string, (pages: Record<string, object>) => Record<string, object | undefined>, string]>([
    ['cannot be reached', () => ({ [`${publicUrl}/status/lente`]: undefined }), 'open status-unreachable'],
    [
      'was tampered with',
      (p) => ({
        [`${publicUrl}/status/lente`]: {
          ...p[`${publicUrl}/status/lente`],
          validFrom: '2026-05-30T00:00:00Z',
        },
      }),
      'failed status-unusable',
    ],
    [
      'has another purpose',
      (p) => ({ [`${publicUrl}/status/lente`]: p[`${publicUrl}/status/lente-suspension`] }),
      'failed status-unusable',
    ],
    [
      'is no credential',
      () => ({ [`${publicUrl}/status/lente`]: { hello: 'world' } }),
      'failed status-unusable',
    ],
  ])('a list that %s decides nothing', async (_, change, outcome) => {
    const base = await issuerPages();
    const changed = Object.fromEntries(
      Object.entries({ ...base, ...change(base) }).filter(([, page]) => page !== undefined),
    );
    const reading = await readWith(signed, { pages: JSON.parse(JSON.stringify(changed)) });
    expect(outcomes(reading).status).toBe(outcome);
  });

  it('an award signed with a retired key is still valid', async () => {
    const retired = { ...ed25519, retiredAt: new Date('2026-05-01T00:00:00Z') };
    const [next] = await signer.createKeys(sampleInput.issuer.id, new Date('2026-05-01T00:00:00Z'));
    const keys = [retired, es256, ...(next === undefined ? [] : [next])];
    const pages = { ...samplePages, [didUrl]: signer.issuerDocument(sampleInput.issuer, keys, publicUrl) };
    expect((await readWith(signed, { pages })).verdict).toBe('valid');
  });
});
