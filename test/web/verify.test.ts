import { generateKeyPairSync } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { deflateSync } from 'node:zlib';
import { SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { createCredentialReader } from '../../src/credentials/credential-reader.ts';
import { makeChunk, readChunks, writeChunks } from '../../src/credentials/png-chunks.ts';
import { createSafeFetch } from '../../src/credentials/safe-fetch.ts';
import type { Store } from '../../src/ports/store.ts';
import { foreignBadge, foreignKey, publicJwkOf, signForeign } from '../credentials/foreign-credential.ts';
import { samplePng } from '../credentials/sample-pictures.ts';
import { createMemoryStore } from '../fakes/memory-store.ts';
import { ask, html } from './ask.ts';
import { importDemoCatalogue, serveApp, type RunningApp } from './demo-app.ts';
import { addDemoAwards, awardIds } from './demo-awards.ts';

let app: RunningApp;
let asked: string[] = [];
beforeAll(async () => {
  const store = createMemoryStore();
  await importDemoCatalogue(store);
  await addDemoAwards(store);
  app = await serveApp({ store: watched(store), readingsPerMinute: 10_000 });
});
afterAll(() => app.close());

/** The same store, that writes down what was asked of it. */
function watched(store: Store): Store {
  const watch = <T extends object>(target: T, path: string): T =>
    new Proxy(target, {
      get(inner, name, receiver): unknown {
        const value: unknown = Reflect.get(inner, name, receiver);
        const at = `${path}.${String(name)}`;
        if (typeof value === 'function')
          return (...given: unknown[]): unknown => {
            asked.push(at);
            return Reflect.apply(value, inner, given);
          };
        return typeof value === 'object' && value !== null ? watch(value, at) : value;
      },
    });
  return watch(store, 'store');
}

const readingShape = z.looseObject({
  verdict: z.enum(['valid', 'invalid', 'unverifiable']),
  checks: z.array(
    z.object({
      name: z.string(),
      outcome: z.string(),
      code: z.string(),
      params: z.record(z.string(), z.union([z.string(), z.number()])),
      text: z.string().min(5),
    }),
  ),
});

type Sent = { readonly type: string; readonly body: string | Uint8Array };

async function verify({ type, body }: Sent, headers: Readonly<Record<string, string>> = {}) {
  const sent = { 'content-type': type, accept: 'application/json', ...headers };
  const answer = await ask(`${app.url}/verify`, sent, { method: 'POST', body });
  return { ...answer, reading: readingShape.safeParse(JSON.parse(answer.text)).data };
}

/** As browsers make them: what is nowhere in a file. */
const boundary = '----WebKitFormBoundary7MA4YWxkTrZu0gW';

function form(fields: Readonly<Record<string, string | Uint8Array>>): Sent {
  const parts = Object.entries(fields).flatMap(([name, value]) => [
    `--${boundary}\r\nContent-Disposition: form-data; name="${name}"${typeof value === 'string' ? '' : '; filename="badge (2)"\r\nContent-Type: application/octet-stream'}\r\n\r\n`,
    value,
    '\r\n',
  ]);
  return {
    type: `multipart/form-data; boundary=${boundary}`,
    body: Buffer.concat([...parts, `--${boundary}--\r\n`].map((part) => Buffer.from(part))),
  };
}

const json = (value: object): Sent => ({ type: 'application/json', body: JSON.stringify(value) });
const award = (name: keyof typeof awardIds, end = '') => `${app.url}/awards/${awardIds[name]}${end}`;
const bytesOf = async (url: string) => (await ask(url)).bytes;
const codeOf = (reading: z.infer<typeof readingShape> | undefined, name: string) =>
  reading?.checks.find((check) => check.name === name)?.code;

describe('POST /verify', () => {
  it.each(['.json', '.jwt', '.png', '.svg'])('finds an uploaded %s right', async (end) => {
    const file = await bytesOf(award('published', end));
    const { status, headers, reading } = await verify(form({ file, text: '' }));
    expect(status).toBe(200);
    expect(headers['cache-control']).toBe('no-store');
    expect(reading).toMatchObject({ verdict: 'valid', version: '3.0' });
    expect(reading?.checks.map(({ name, outcome }) => `${name} ${outcome}`)).toEqual([
      'format passed',
      'signature passed',
      'issuer passed',
      'dates passed',
      'status passed',
      'recipient open',
    ]);
    expect(reading).not.toHaveProperty('document');
  });

  it('takes a pasted text, an address, JSON of either, or the badge itself', async () => {
    const text = (await ask(award('published', '.json'))).text;
    for (const sent of [
      form({ text }),
      form({ text: ` ${award('published')} ` }),
      form({ url: award('published', '.json') }),
      { type: 'application/x-www-form-urlencoded', body: new URLSearchParams({ text }).toString() },
      json({ text }),
      json({ url: award('published') }),
      { type: 'application/vc+ld+json', body: text },
      { type: 'application/json', body: text },
      { type: 'image/png', body: await bytesOf(award('published', '.png')) },
      { type: 'text/plain', body: `${app.url}/ob2/assertions/${awardIds.published}` },
    ])
      expect((await verify(sent)).reading?.verdict).toBe('valid');
  });

  it('says whose badge it is, whatever the case of the address, and that it is not somebody else’s', async () => {
    const file = await bytesOf(award('published', '.png'));
    const recipient = async (email: string) =>
      codeOf((await verify(form({ file, email }))).reading, 'recipient');
    expect(await recipient('SAM@Example.org')).toBe('recipient-match');
    expect(await recipient('sem@example.org')).toBe('recipient-mismatch');
  });

  it.each([
    ['revoked', 'revoked'],
    ['suspended', 'suspended'],
    ['expired', 'expired'],
  ] as const)('finds what is %s wrong, by its own words', async (name, code) => {
    for (const sent of [form({ file: await bytesOf(award(name, '.png')) }), json({ url: award(name) })]) {
      const { reading } = await verify(sent);
      expect(reading?.verdict).toBe('invalid');
      expect(reading?.checks.map((check) => check.code)).toContain(code);
    }
    const older = await verify(json({ url: `${app.url}/ob2/assertions/${awardIds.revoked}` }));
    expect(older.reading?.checks.map((check) => check.code)).toContain('revoked');
  });

  it('answers in the asked language', async () => {
    const sent = json({ text: 'no badge at all' });
    const text = async (language: string) =>
      (await verify(sent, { 'accept-language': language })).reading?.checks[0]?.text;
    expect(await text('nl')).toContain('Hier zit geen badge in');
    expect(await text('en')).toContain('There is no badge in it');
  });

  it('stores nothing, and writes nothing of what was sent to the log', async () => {
    const file = await bytesOf(award('published', '.png'));
    asked = [];
    await verify(form({ file, email: 'sam@example.org' }));
    await verify(json({ text: '{"type":"Assertion"}', email: 'sam@example.org' }));
    expect(asked.length).toBeGreaterThan(0);
    expect(
      asked.filter((name) => !/\.(?:find\w*|list|all|get|statusIndexes|ofSubject)$/u.test(name)),
    ).toEqual([]);
    expect(JSON.stringify(app.log)).not.toContain('sam@example.org');
  });
});

const whole = readChunks(samplePng());
const badgeChunk = makeChunk('iTXt', Buffer.from('openbadgecredential\0\0\0\0\0{}', 'latin1'));
const twice = writeChunks([...whole.slice(0, 1), badgeChunk, badgeChunk, ...whole.slice(1)]);
const bombChunk = makeChunk(
  'iTXt',
  Buffer.concat([Buffer.from('openbadges\0\u0001\0\0\0', 'latin1'), deflateSync(Buffer.alloc(50_000_000))]),
);
const bomb = writeChunks([...whole.slice(0, 1), bombChunk, ...whole.slice(1)]);
const svg = (inside: string) => `<svg xmlns="http://www.w3.org/2000/svg">${inside}</svg>`;
const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('what is hostile or broken', () => {
  it.each([
    ['a PNG with a wrong checksum', samplePng().with(40, 0xff), 'png-damaged'],
    ['a PNG with two badges', twice, 'png-several-badges'],
    ['a PNG with a decompression bomb', bomb, 'png-damaged'],
    ['an ordinary PNG', samplePng(), 'png-no-badge'],
    ['an SVG with a script', svg('<script>alert(1)</script>'), 'svg-damaged'],
    ['an SVG with entities', `<!DOCTYPE svg [<!ENTITY a "b">]>${svg('&a;')}`, 'svg-damaged'],
    ['JSON of 10,000 levels', '{"a":'.repeat(10_000) + '1' + '}'.repeat(10_000), 'json-too-deep'],
    ['half a JSON', '{"type": "Asser', 'json-damaged'],
    ['a JWT that is none', 'e30.e30', 'format-unknown'],
  ])('%s gets a check list: it fails in its form', async (_, file, code) => {
    const { status, reading } = await verify(form({ file: Buffer.from(file) }));
    expect(status).toBe(200);
    expect(reading?.verdict).toBe('invalid');
    expect(codeOf(reading, 'format')).toBe(code);
  });

  it('a JWT without a signature is refused: algorithm-refused', async () => {
    const { text } = await ask(award('published', '.jwt'));
    const unsigned = `${part({ alg: 'none' })}.${text.split('.')[1] ?? ''}.`;
    const { reading } = await verify(json({ text: unsigned }));
    expect(reading?.verdict).toBe('invalid');
    expect(codeOf(reading, 'signature') ?? codeOf(reading, 'format')).toBe('algorithm-refused');
  });

  it('an unknown context is refused and not fetched: unknown-context', async () => {
    const credential: unknown = JSON.parse((await ask(award('published', '.json'))).text);
    const text = JSON.stringify({
      ...z.record(z.string(), z.json()).parse(credential),
      '@context': ['https://www.w3.org/ns/credentials/v2', 'https://elders.example/context'],
    });
    expect(codeOf((await verify(json({ text }))).reading, 'signature')).toBe('unknown-context');
  });

  it('an address inside is not fetched: url-refused', async () => {
    const reader = createCredentialReader({
      fetch: createSafeFetch({
        resolve: async () => ['10.0.0.5'],
        request: async () => Promise.reject(new Error('was fetched')),
        timeout: () => new AbortController().signal,
      }),
    });
    const guarded = await serveApp({ store: createMemoryStore(), reader });
    for (const url of [
      'https://intranet.example/badge',
      'https://127.0.0.1/badge',
      'http://elders.example/',
    ]) {
      const answer = await ask(
        `${guarded.url}/verify`,
        { 'content-type': 'application/json', accept: 'application/json' },
        { method: 'POST', body: JSON.stringify({ url }) },
      );
      expect(codeOf(readingShape.parse(JSON.parse(answer.text)), 'format')).toBe('url-refused');
    }
    await guarded.close();
  });

  describe('from a host that leads astray', () => {
    const issuer = 'https://elders.example.com/issuer';
    const { privateKey, multikey } = foreignKey();
    const keyPage = {
      id: issuer,
      verificationMethod: [
        { id: `${issuer}#1`, type: 'Multikey', controller: issuer, publicKeyMultibase: multikey },
      ],
      assertionMethod: [`${issuer}#1`],
    };
    const secrets = 'https://intranet.example/secrets';
    /** What there is on the web: documents, and where addresses lead on to. */
    const web: Readonly<Record<string, object | string>> = {
      'https://elders.example.com/leads-inside': secrets,
      'https://elders.example.com/leads-to-plain-http': 'http://elders.example.com/badge',
      'https://evil.example.net/key': keyPage,
      [secrets]: { secret: true },
    };
    const fetched: string[] = [];
    const astray = async (sent: object) => {
      const reader = createCredentialReader({
        fetch: createSafeFetch({
          resolve: async (host) => [host === 'intranet.example' ? '10.0.0.5' : '93.184.215.14'],
          request: async (url) => {
            fetched.push(url.href);
            const page = web[url.href];
            const location = typeof page === 'string' ? page : undefined;
            return {
              status: page === undefined ? 404 : location === undefined ? 200 : 302,
              headers: { 'content-type': 'application/json', location },
              body: (async function* () {
                yield Buffer.from(JSON.stringify(page ?? {}));
              })(),
              close: () => undefined,
            };
          },
          timeout: () => new AbortController().signal,
        }),
      });
      const strict = await serveApp({ store: createMemoryStore(), reader });
      fetched.length = 0;
      const type = { 'content-type': 'application/json', accept: 'application/json' };
      const { text, status } = await ask(`${strict.url}/verify`, type, {
        method: 'POST',
        body: JSON.stringify(sent),
      });
      await strict.close();
      expect(status).toBe(200);
      return readingShape.parse(JSON.parse(text));
    };

    it.each(['leads-inside', 'leads-to-plain-http'])(
      'a redirect that %s is not followed: url-refused',
      async (name) => {
        const url = `https://elders.example.com/${name}`;
        const reading = await astray({ url });
        expect(reading.verdict).toBe('invalid');
        expect(codeOf(reading, 'format')).toBe('url-refused');
        expect(fetched).toEqual([url]);
      },
    );

    it('a key document on another host does not count: key-elsewhere', async () => {
      const signed = await signForeign(foreignBadge(issuer), privateKey, 'https://evil.example.net/key');
      const reading = await astray({ text: JSON.stringify(signed) });
      expect(reading.verdict).toBe('invalid');
      expect(codeOf(reading, 'issuer')).toBe('key-elsewhere');
    });

    it('a key that comes inside the badge proves nothing: key-embedded-only', async () => {
      const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
      const jwk = publicJwkOf(pair.privateKey);
      const text = await new SignJWT({ ...foreignBadge(issuer), iss: issuer })
        .setProtectedHeader({ alg: 'ES256', jwk })
        .sign(pair.privateKey);
      const reading = await astray({ text });
      expect(reading.verdict).toBe('invalid');
      expect(codeOf(reading, 'issuer')).toBe('key-embedded-only');
    });
  });

  it('100 MB is read to its end, kept nowhere, and answered with the limit: 413 file-too-large', async () => {
    const before = process.memoryUsage().arrayBuffers;
    const answer = await new Promise<{ status: number | undefined; text: string }>((resolve, reject) => {
      const sent = httpRequest(
        `${app.url}/verify`,
        { method: 'POST', headers: { 'content-type': 'image/png', accept: 'application/json' } },
        (response) => {
          let text = '';
          response.on('data', (piece: Buffer) => (text += piece.toString('utf8')));
          response.on('end', () => resolve({ status: response.statusCode, text }));
        },
      );
      sent.on('error', reject);
      const piece = Buffer.alloc(1024 * 1024);
      let left = 100;
      const more = () => {
        while (left > 0) {
          left -= 1;
          if (!sent.write(piece)) {
            sent.once('drain', more);
            return;
          }
        }
        sent.end();
      };
      more();
    });
    expect(answer.status).toBe(413);
    expect(codeOf(readingShape.parse(JSON.parse(answer.text)), 'format')).toBe('file-too-large');
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(64 * 1024 * 1024);
  });

  it.each([
    ['nothing', form({ text: ' ' })],
    ['an empty body', { type: 'image/png', body: '' }],
    ['a form without an end', { type: 'multipart/form-data; boundary=line', body: '--line\r\nContent-' }],
    ['a form of a thousand parts', { type: 'multipart/form-data; boundary=x', body: '--x\r\n'.repeat(1000) }],
  ])('%s is refused: bad-request', async (_, sent) => {
    const { status, text } = await verify(sent);
    expect(status).toBe(400);
    expect(JSON.parse(text)).toMatchObject({ code: 'bad-request' });
  });

  it('more uploads at once than fit in memory are refused: too-many-requests', async () => {
    const slow = Array.from({ length: 8 }, () => {
      const sent = httpRequest(`${app.url}/verify`, {
        method: 'POST',
        headers: { 'content-type': 'image/png' },
      });
      sent.on('error', () => undefined);
      sent.write('x');
      return sent;
    });
    const refused = async () => (await verify(json({ text: 'x' }))).status;
    await expect.poll(refused).toBe(429);
    for (const sent of slow) sent.destroy();
    await expect.poll(refused).toBe(200);
  });

  it('more badges in a minute than a person has are refused: too-many-requests', async () => {
    const strict = await serveApp({ store: createMemoryStore() });
    const statuses: number[] = [];
    for (let count = 0; count < 31; count += 1) {
      const sent = { 'content-type': 'text/plain', accept: 'application/json' };
      statuses.push((await ask(`${strict.url}/verify`, sent, { method: 'POST', body: 'x' })).status);
    }
    expect(statuses.slice(0, 30).every((status) => status === 200)).toBe(true);
    expect(statuses[30]).toBe(429);
    await strict.close();
  });
});

describe('the page', () => {
  it('is a plain form, filled in with an address that is given, which is not fetched', async () => {
    const { status, text } = await ask(`${app.url}/verify?url=https%3A%2F%2Felders.example%2F%3C%22`, html);
    expect(status).toBe(200);
    expect(text).toContain('method="post"');
    expect(text).toContain('https://elders.example/&lt;');
    expect(text).not.toContain('<script');
  });

  it('shows the verdict, each check and what the badge says', async () => {
    const { text } = await ask(
      `${app.url}/verify`,
      { ...html, 'accept-language': 'nl', 'content-type': 'text/plain' },
      { method: 'POST', body: await bytesOf(award('published', '.jwt')) },
    );
    for (const said of ['Deze badge klopt', 'De handtekening klopt', 'Student Sam', 'Adviseur Lerende Regio'])
      expect(text).toContain(said);
    expect(text).toContain('noindex');
  });

  it('shows nothing of a stranger that could run', async () => {
    const body = JSON.stringify({
      '@context': ['https://www.w3.org/ns/credentials/v2'],
      type: ['VerifiableCredential', 'OpenBadgeCredential'],
      id: 'javascript:alert(1)',
      issuer: { id: 'urn:y', name: '<i>y</i>', url: 'javascript:alert(1)' },
      credentialSubject: {
        achievement: {
          id: 'urn:x',
          name: '<script>alert(1)</script>',
          criteria: { narrative: '<img src=x onerror=alert(1)> [x](javascript:alert(1))' },
          inLanguage: '" onclick="alert(1)',
          alignment: [{ targetName: 'z', targetUrl: 'javascript:alert(1)' }],
        },
      },
      evidence: [{ id: 'data:text/html,x', name: '<b>e</b>' }],
    });
    const { text } = await ask(
      `${app.url}/verify`,
      { ...html, 'content-type': 'application/json' },
      { method: 'POST', body },
    );
    expect(text).toContain('&lt;script>alert(1)');
    for (const danger of ['<script', '<img src=x', 'href="javascript', '<i>y'])
      expect(text).not.toContain(danger);
  });

  it('says so on the form when nothing was given', async () => {
    const { status, text } = await ask(
      `${app.url}/verify`,
      { ...html, 'accept-language': 'en', 'content-type': 'application/x-www-form-urlencoded' },
      { method: 'POST', body: 'text=' },
    );
    expect(status).toBe(400);
    expect(text).toContain('Choose a file, or paste a text or a web address.');
  });
});
