import { deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { bakePng } from '../../src/credentials/bake-png.ts';
import { bakeSvg } from '../../src/credentials/bake-svg.ts';
import { listOf } from '../../src/credentials/json-values.ts';
import { makeChunk, readChunks, writeChunks } from '../../src/credentials/png-chunks.ts';
import type { BadgeSource } from '../../src/ports/credential-reader.ts';
import type { JsonObject } from '../../src/ports/credential-signer.ts';
import { foreignBadge, foreignKey, signForeign } from './foreign-credential.ts';
import { publicUrl, sampleInput, sampleIssuer } from './sample-award.ts';
import { samplePng, sampleSvg } from './sample-pictures.ts';
import { ed25519, jwt, objectIn, outcomes, readWith, samplePages, signed, signer } from './sample-world.ts';

const bytes = (content: Uint8Array | string): BadgeSource => ({ kind: 'bytes', bytes: Buffer.from(content) });
const text = JSON.stringify(signed);
const withChunk = (...data: readonly Buffer[]): Uint8Array => {
  const chunks = readChunks(samplePng());
  return writeChunks([
    ...chunks.slice(0, 1),
    ...data.map((one) => makeChunk('iTXt', one)),
    ...chunks.slice(1),
  ]);
};
const itxt = (content: string): Buffer => Buffer.from(`openbadgecredential\0\0\0\0\0${content}`, 'utf8');
const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const [header = '', payload = '', signature = ''] = jwt.split('.');

describe('a file that can’t be a badge says so in its format check, and nothing is fetched', () => {
  it.each<readonly [string, BadgeSource, string, object]>([
    [
      'PNG with a wrong CRC',
      bytes(bakePng(samplePng(), '3.0', text).map((byte, at) => (at === 60 ? byte ^ 1 : byte))),
      'png-damaged',
      { problem: 'crc' },
    ],
    [
      'PNG that breaks off',
      bytes(bakePng(samplePng(), '3.0', text).subarray(0, 400)),
      'png-damaged',
      { problem: 'length' },
    ],
    ['PNG with two badges', bytes(withChunk(itxt(text), itxt(text))), 'png-several-badges', {}],
    ['PNG without a badge', bytes(samplePng()), 'png-no-badge', {}],
    [
      'PNG with a decompression bomb',
      bytes(
        withChunk(
          Buffer.concat([
            Buffer.from('openbadges\0\u0001\0\0\0', 'latin1'),
            deflateSync(Buffer.alloc(50_000_000)),
          ]),
        ),
      ),
      'png-damaged',
      { problem: 'compression' },
    ],
    ['PNG whose text is no badge', bytes(withChunk(itxt('hallo'))), 'format-unknown', {}],
    ['image of 100 MB', bytes(Buffer.alloc(100 * 1024 * 1024, 1)), 'file-too-large', { most: 10_485_760 }],
    ['text of 3 MB', bytes(' '.repeat(3 * 1024 * 1024)), 'file-too-large', { most: 2_097_152 }],
    [
      'SVG with a script',
      bytes(bakeSvg(sampleSvg, '3.0', { text }).replace('<title>', '<script>alert(1)</script><title>')),
      'svg-damaged',
      { problem: 'script' },
    ],
    [
      'SVG with entities',
      bytes(`<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>${sampleSvg}`),
      'svg-damaged',
      { problem: 'doctype' },
    ],
    ['SVG without a badge', bytes(sampleSvg), 'svg-no-badge', {}],
    [
      'SVG with two badges',
      bytes(
        bakeSvg(sampleSvg, '3.0', { text }).replace(
          '<title>',
          `<openbadges:credential verify="${jwt}"/><title>`,
        ),
      ),
      'svg-several-badges',
      {},
    ],
    [
      'SVG that is not closed',
      bytes(bakeSvg(sampleSvg, '3.0', { text }).slice(0, -7)),
      'svg-damaged',
      { problem: 'unclosed' },
    ],
    [
      'JSON with 10,000 levels',
      bytes(`{"a":${'['.repeat(10_000)}${']'.repeat(10_000)}}`),
      'json-too-deep',
      { most: 64 },
    ],
    ['JSON with 100,000 lists', bytes(`{"a":[${'[],'.repeat(100_000)}[]]}`), 'json-too-deep', { most: 64 }],
    ['JSON that breaks off', bytes(text.slice(0, -10)), 'json-damaged', {}],
    ['JSON that is no badge', bytes('{"hello":"world"}'), 'not-a-badge', {}],
    [
      'JSON of another credential',
      bytes(JSON.stringify({ ...signed, type: ['VerifiableCredential'] })),
      'not-a-badge',
      {},
    ],
    [
      'JSON without a subject',
      bytes(
        JSON.stringify(
          Object.fromEntries(Object.entries(signed).filter(([name]) => name !== 'credentialSubject')),
        ),
      ),
      'missing-field',
      { field: 'credentialSubject' },
    ],
    ['JWT with a broken part', bytes(`${header}.${payload.slice(3)}.${signature}`), 'jwt-damaged', {}],
    ['JWT of something else', bytes(`${header}.${part({ hello: 'world' })}.${signature}`), 'not-a-badge', {}],
    ['bytes that are no text', bytes(Uint8Array.from([0xff, 0xfe, 0x00])), 'format-unknown', {}],
    ['words', bytes('hallo wereld'), 'format-unknown', {}],
    ['nothing', bytes(''), 'format-unknown', {}],
    ['a gzip file', bytes(gzipSync(text)), 'format-unknown', {}],
  ])('%s', async (_, source, code, params) => {
    const reading = await readWith(source, { pages: {} });
    expect(reading.checks).toContainEqual({ name: 'format', outcome: 'failed', code, params });
    expect(reading.verdict).toBe('invalid');
    expect(reading.asked).toEqual([]);
  });
});

describe('a badge that was tampered with', () => {
  const subject = objectIn(signed, 'credentialSubject');

  it.each<readonly [string, JsonObject, string]>([
    ['another name', { ...signed, name: 'Ander' }, 'failed signature-bad'],
    [
      'another recipient',
      { ...signed, credentialSubject: { ...subject, id: 'urn:uuid:x' } },
      'failed signature-bad',
    ],
    ['a later end', { ...signed, validUntil: '2099-01-01T00:00:00Z' }, 'failed signature-bad'],
    [
      'no end',
      Object.fromEntries(Object.entries(signed).filter(([name]) => name !== 'validUntil')),
      'failed signature-bad',
    ],
    ['a term that is not signed', { ...signed, extra: 'x' }, 'failed not-canonizable'],
    [
      'no proof',
      Object.fromEntries(Object.entries(signed).filter(([name]) => name !== 'proof')),
      'failed signature-missing',
    ],
    [
      'an unknown context',
      { ...signed, '@context': [...listOf(signed['@context']), 'https://evil.example.net/c'] },
      'failed unknown-context',
    ],
    [
      'an unknown context inside',
      { ...signed, image: { '@context': 'https://evil.example.net/c', id: 'https://x.example.org' } },
      'failed unknown-context',
    ],
    [
      'a context of its own',
      {
        ...signed,
        '@context': [...listOf(signed['@context']), { name: 'https://schema.org/description' }],
      },
      'failed inline-context',
    ],
    [
      'its end written as an address, where nobody looks',
      { ...rename(signed, 'validUntil', 'https://www.w3.org/2018/credentials#validUntil') },
      'failed not-canonizable',
    ],
    ['its status under a keyword', { ...signed, '@included': [] }, 'failed not-canonizable'],
  ])('%s', async (_, document, outcome) => {
    const reading = await readWith(document);
    expect(outcomes(reading).signature).toBe(outcome);
    expect(reading.verdict).toBe('invalid');
  });

  it('its end moved into an endorsement of it, which leaves the signed meaning as it was', async () => {
    const endorsement = await signer.signEndorsement(
      {
        id: '6f1f9d7e-2a54-4b0a-9a32-7b2a55a1d0bb',
        issuer: sampleIssuer,
        subject: { kind: 'award', id: sampleInput.award.id },
        comment: 'x',
        endorsedAt: new Date('2026-03-05T00:00:00Z'),
        publicUrl,
      },
      ed25519,
    );
    const endorsed = await signer.signAward({ ...sampleInput, endorsements: [endorsement] }, ed25519);
    expect((await readWith(endorsed)).verdict).toBe('valid');
    const { validUntil, ...rest } = endorsed;
    const about = objectIn(endorsement, 'credentialSubject');
    const moved = {
      ...rest,
      endorsement: [
        {
          ...endorsement,
          credentialSubject: {
            ...about,
            type: ['EndorsementSubject', 'VerifiableCredential'],
            validUntil: validUntil ?? '',
          },
        },
      ],
    };
    const reading = await readWith(moved, { now: new Date('2030-01-01T00:00:00Z') });
    expect(reading.checks).toContainEqual({
      name: 'signature',
      outcome: 'failed',
      code: 'not-canonizable',
      params: { term: 'validUntil' },
    });
  });

  it.each<readonly [string, string, string]>([
    ['alg none', `${part({ alg: 'none', typ: 'JWT' })}.${payload}.`, 'failed algorithm-refused'],
    [
      'a shared secret',
      `${part({ alg: 'HS256', kid: 'did:web:badges.example.org:issuers:x#1' })}.${payload}.${signature}`,
      'failed algorithm-refused',
    ],
    [
      'a critical header',
      `${part({ ...Object(JSON.parse(Buffer.from(header, 'base64url').toString())), crit: ['exp'] })}.${payload}.${signature}`,
      'failed algorithm-refused',
    ],
    [
      'another payload',
      `${header}.${part({ ...Object(JSON.parse(Buffer.from(payload, 'base64url').toString())), name: 'Ander' })}.${signature}`,
      'failed signature-bad',
    ],
    [
      'another issuer than it says',
      `${header}.${part({ ...Object(JSON.parse(Buffer.from(payload, 'base64url').toString())), iss: 'did:web:evil.example.net' })}.${signature}`,
      'failed claims-differ',
    ],
    [
      'an algorithm that is not the key’s',
      `${part({ ...Object(JSON.parse(Buffer.from(header, 'base64url').toString())), alg: 'RS256' })}.${payload}.${signature}`,
      'failed algorithm-refused',
    ],
  ])('a JWT with %s', async (_, forged, outcome) => {
    const reading = await readWith(forged);
    expect(outcomes(reading).signature).toBe(outcome);
    expect(reading.verdict).toBe('invalid');
  });

  it('a JWT whose signature is written another way', async () => {
    const last = signature.at(-1) ?? '';
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    const other = alphabet[alphabet.indexOf(last) ^ 1] ?? '';
    expect(outcomes(await readWith(`${header}.${payload}.${signature.slice(0, -1)}${other}`))).toEqual({
      format: 'failed jwt-damaged',
    });
  });
});

describe('a proof that does not count', () => {
  const proof = objectIn(signed, 'proof');

  it.each<readonly [string, JsonObject, string]>([
    ['for another purpose', { proofPurpose: 'authentication' }, 'failed proof-purpose'],
    ['that has expired', { expires: '2026-05-01T00:00:00Z' }, 'failed proof-expired'],
    ['of an unknown suite', { cryptosuite: 'bbs-2023' }, 'open proof-not-supported'],
    ['without a value', { proofValue: '' }, 'failed signature-bad'],
    ['with letters that are no Base58', { proofValue: 'z0OIl' }, 'failed signature-bad'],
    ['of a suite that does not fit the key', { cryptosuite: 'ecdsa-rdfc-2019' }, 'failed algorithm-refused'],
  ])('%s', async (_, change, outcome) => {
    const reading = await readWith({ ...signed, proof: [{ ...proof, ...change }] });
    expect(outcomes(reading).signature).toBe(outcome);
    expect(reading.verdict).toBe(outcome.startsWith('open') ? 'unverifiable' : 'invalid');
  });

  it('does not hide behind one that does', async () => {
    const reading = await readWith({
      ...signed,
      proof: [proof, { ...proof, created: '2026-03-05T00:00:00Z' }],
    });
    expect(outcomes(reading).signature).toBe('failed signature-bad');
  });
});

describe('an issuer that can’t be told', () => {
  const { privateKey, did, multikey } = foreignKey();

  it.each([
    ['has no id', { issuer: { type: ['Profile'], name: 'X' } }],
    ['is only a name', { issuer: 'Elders' }],
    ['is missing', { issuer: [] }],
  ])('%s', async (_, change) => {
    const document = await signForeign(foreignBadge(did), privateKey, `${did}#${multikey}`);
    const reading = await readWith({ ...document, ...change });
    expect(outcomes(reading).issuer).toBe('failed issuer-has-no-id');
    expect(reading.verdict).toBe('invalid');
  });
});

describe('an address that is refused', () => {
  it.each([
    ['private-address', 'url-refused'],
    ['not-https', 'url-refused'],
    ['too-large', 'url-refused'],
    ['too-many-redirects', 'url-refused'],
    ['timeout', 'url-unreachable'],
    ['no-connection', 'url-unreachable'],
    ['not-found', 'url-unreachable'],
  ] as const)('%s', async (problem, code) => {
    const url = 'https://elders.example.com/badge';
    const reading = await readWith({ kind: 'url', url }, { pages: { [url]: { ok: false, problem } } });
    expect(reading.checks).toEqual([{ name: 'format', outcome: 'failed', code, params: { url, problem } }]);
  });

  it('of a key does not stop the other checks', async () => {
    const pages = Object.fromEntries(
      Object.keys(samplePages).map((url) => [url, { ok: false, problem: 'private-address' } as const]),
    );
    expect(outcomes(await readWith(signed, { pages }))).toEqual({
      format: 'passed format-known',
      signature: 'open key-unreachable',
      issuer: 'open key-unreachable',
      dates: 'passed dates-current',
      recipient: 'open recipient-not-asked',
    });
  });

  it('an address that leads to an address is followed once', async () => {
    const one = 'https://elders.example.com/1';
    const two = 'https://elders.example.com/2';
    const three = 'https://elders.example.com/3';
    const reading = await readWith(
      { kind: 'url', url: one },
      { pages: { [one]: two, [two]: three, [three]: one } },
    );
    expect(reading.asked).toEqual([one, two]);
    expect(outcomes(reading)).toEqual({ format: 'failed not-a-badge' });
  });
});

describe('dates that can’t be read', () => {
  const { privateKey, did, multikey } = foreignKey();

  it.each<readonly [string, JsonObject, string]>([
    ['validFrom', { validFrom: 'gisteren' }, 'failed date-unreadable'],
    ['validUntil', { validUntil: 'nooit' }, 'failed date-unreadable'],
  ])('%s', async (_, change, outcome) => {
    const document = await signForeign(foreignBadge(did, change), privateKey, `${did}#${multikey}`);
    expect(outcomes(await readWith(document)).dates).toBe(outcome);
  });
});

function rename(object: JsonObject, from: string, to: string): JsonObject {
  return Object.fromEntries(
    Object.entries(object).map(([name, value]) => [name === from ? to : name, value]),
  );
}
