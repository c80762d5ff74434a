import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { createBadgeDocuments } from '../../src/credentials/badge-documents.ts';
import { createCredentialReader } from '../../src/credentials/credential-reader.ts';
import { fakeWeb } from './fake-web.ts';
import { fixedRandom, sampleInput } from './sample-award.ts';
import { animatedPng, sampleSvg } from './sample-pictures.ts';
import { jwt, now, objectIn, samplePages, signed } from './sample-world.ts';

const draws = fixedRandom('fuzz');
const below = (limit: number): number => Buffer.from(draws(4)).readUInt32BE(0) % limit;
const documents = createBadgeDocuments();
const svg = { type: 'image/svg+xml', bytes: new TextEncoder().encode(sampleSvg) } as const;
const assertion = documents.hostedAssertion(sampleInput);

const seeds: Readonly<Record<string, Uint8Array>> = {
  png: documents.bake({ type: 'image/png', bytes: animatedPng() }, { version: '3.0', jwt }),
  svg: documents.bake(svg, { version: '3.0', credential: signed }),
  'svg with an assertion': documents.bake(svg, { version: '2.0', assertion }),
  json: Buffer.from(JSON.stringify(signed)),
  'json of an assertion': Buffer.from(JSON.stringify(assertion)),
  jwt: Buffer.from(jwt),
};
const words = [
  '<',
  '>',
  '&',
  '"',
  '{',
  '}',
  '[',
  ']',
  ']]>',
  '<!--',
  '<![CDATA[',
  '\0',
  '.',
  '..',
  'null',
  '1e999',
  '\\u0000',
  '__proto__',
  'https://',
  '://',
  ':',
  '😀',
  '\uFEFF',
  '=',
  'xmlns:openbadges="',
  '<!DOCTYPE',
  '@id',
  '@context',
  'iTXt',
  'IEND',
].map((word) => Buffer.from(word));

/** Changes a file in one to four places: bits, bytes, words put in, pieces doubled, taken out or moved. */
function mutate(seed: Uint8Array): Uint8Array {
  let bytes = Buffer.from(seed);
  for (let times = 1 + below(4); times > 0; times--) {
    const at = below(bytes.length + 1);
    const length = below(Math.min(64, bytes.length - at) + 1);
    const [before, piece, after] = [
      bytes.subarray(0, at),
      bytes.subarray(at, at + length),
      bytes.subarray(at + length),
    ];
    const kinds: readonly (() => Buffer)[] = [
      () => Buffer.concat([before, piece.map((byte) => byte ^ (1 << below(8))), after]),
      () => Buffer.concat([before, draws(length), after]),
      () => Buffer.concat([before, words[below(words.length)] ?? Buffer.alloc(0), piece, after]),
      () => Buffer.concat([before, piece, piece, piece, after]),
      () => Buffer.concat([before, after]),
      () => Buffer.concat([after, piece, before]),
      () => Buffer.concat([before, piece]),
    ];
    bytes = Buffer.from((kinds[below(kinds.length)] ?? (() => bytes))());
  }
  return bytes;
}

async function readAll(files: readonly Uint8Array[]): Promise<{
  readonly slowest: number;
  readonly faults: unknown[];
  readonly valid: number;
  readonly grown: number;
}> {
  const faults: unknown[] = [];
  const before = process.memoryUsage().rss;
  let [slowest, valid, most] = [0, 0, before];
  for (const bytes of files) {
    const reader = createCredentialReader({
      fetch: fakeWeb(samplePages).fetch,
      onFault: (error) => faults.push(error),
    });
    const start = performance.now();
    const reading = await reader.readBadge({ kind: 'bytes', bytes }, { now });
    slowest = Math.max(slowest, performance.now() - start);
    most = Math.max(most, process.memoryUsage().rss);
    if (reading.verdict === 'valid') valid++;
  }
  return { slowest, faults, valid, grown: (most - before) / 1024 / 1024 };
}

describe('files that were changed at random', () => {
  it.each(Object.keys(seeds))('of %s are read without a fault, within a second, in 200 MB', async (kind) => {
    const files = Array.from({ length: 400 }, () => mutate(seeds[kind] ?? new Uint8Array()));
    const { slowest, faults, grown } = await readAll(files);
    expect(faults).toEqual([]);
    expect(slowest).toBeLessThan(1000);
    expect(grown).toBeLessThan(200);
  });
});

function evidence(count: number): readonly object[] {
  return Array.from({ length: count }, (_, at) => ({ id: `urn:x:${at}`, type: ['Evidence'] }));
}

describe('files that were made to be slow', () => {
  const context = [
    'https://www.w3.org/ns/credentials/v2',
    'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
  ];
  const shell = { ...signed, '@context': context };
  const equal = Array.from({ length: 12 }, () => ({ type: ['Evidence'], image: { type: 'Image' } }));

  it.each<readonly [string, string | Uint8Array]>([
    ['1,100 pieces of evidence', JSON.stringify({ ...shell, evidence: evidence(1100) })],
    ['nameless nodes that equal one another', JSON.stringify({ ...shell, evidence: equal })],
    ['9,000 pieces of evidence', JSON.stringify({ ...shell, evidence: evidence(9000) })],
    [
      '19,000 nodes in one list',
      JSON.stringify({ ...shell, evidence: Array.from({ length: 19_000 }, () => ({})) }),
    ],
    ['a text of 1.9 MB', JSON.stringify({ ...shell, description: 'x'.repeat(1_900_000) })],
    [
      '60 levels',
      JSON.stringify({
        ...shell,
        image: Array.from({ length: 58 }).reduce<object>((inner) => ({ id: 'urn:x:1', image: inner }), {}),
      }),
    ],
    ['an SVG of 100,000 tags', `<svg xmlns="http://www.w3.org/2000/svg">${'<g/>'.repeat(100_000)}</svg>`],
    ['an SVG that goes 100,000 deep', `<svg xmlns="http://www.w3.org/2000/svg">${'<g>'.repeat(100_000)}`],
    [
      'an SVG with 100,000 attributes',
      `<svg xmlns="http://www.w3.org/2000/svg" ${Array.from({ length: 100_000 }, (_, at) => `a${at}=""`).join(' ')}/>`,
    ],
    ['spaces in a tag', `<svg xmlns="http://www.w3.org/2000/svg"${' '.repeat(1_500_000)}x`],
    ['a JWT of 1.5 MB', `${'a'.repeat(500_000)}.${'b'.repeat(500_000)}.${'c'.repeat(500_000)}`],
    [
      'a Base58 of 1 MB',
      JSON.stringify({
        ...shell,
        proof: [{ ...objectIn(signed, 'proof'), proofValue: `z${'z'.repeat(1_000_000)}` }],
      }),
    ],
    ['10 MB of zeros', new Uint8Array(10 * 1024 * 1024)],
    ['a gzip bomb', gzipSync(Buffer.alloc(20_000_000))],
  ])('%s', async (_, content) => {
    const { slowest, faults, valid, grown } = await readAll([Buffer.from(content)]);
    expect(faults).toEqual([]);
    expect(valid).toBe(0);
    expect(slowest).toBeLessThan(1000);
    expect(grown).toBeLessThan(200);
  });
});
