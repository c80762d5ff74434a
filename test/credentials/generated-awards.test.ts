import { createLocalJWKSet, jwtVerify } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { knownContexts, loadContext } from '../../src/credentials/document-loader.ts';
import { pythonWith, runPython } from './debian-python.ts';
import { formsOf, inputs, keyPages, olderFormsOf, readFile } from './generated-world.ts';
import { verifyWithLibrary } from './library-verifier.ts';
import { sampleIssuer } from './sample-award.ts';
import { ed25519, es256, now, signer } from './sample-world.ts';

const python = pythonWith('pyld', 'nacl', 'jwcrypto');

const jwksShape = z.object({ keys: z.array(z.record(z.string(), z.string())) });

describe('1,000 generated awards', () => {
  const forms: Awaited<ReturnType<typeof formsOf>>[] = [];
  beforeAll(async () => {
    for (const input of inputs) forms.push(await formsOf(input));
  });

  it.each(['json', 'jwt'] as const)('verify with the reader as %s', async (form) => {
    const wrong: string[] = [];
    for (const [at, { files }] of forms.entries()) {
      const recipient = { ids: [`urn:uuid:${inputs[at]?.award.personId}`], addresses: [] };
      const reading = await readFile(files[form], keyPages, recipient);
      if (reading.verdict !== 'valid') wrong.push(`${at}: ${JSON.stringify(reading.checks)}`);
    }
    expect(wrong).toEqual([]);
    expect(forms).toHaveLength(1000);
  });

  it('verify with jose', async () => {
    const currentDate = now;
    const wrong: number[] = [];
    const sets = new Map<string, ReturnType<typeof createLocalJWKSet>>();
    for (const [at, { jwt, credential }] of forms.entries()) {
      const { publicUrl } = inputs[at] ?? { publicUrl: '' };
      const keys =
        sets.get(publicUrl) ??
        createLocalJWKSet(jwksShape.parse(signer.jwks([{ issuer: sampleIssuer, keys: [es256] }], publicUrl)));
      sets.set(publicUrl, keys);
      const { payload } = await jwtVerify(jwt, keys, { currentDate });
      if (payload.jti !== credential['id']) wrong.push(at);
    }
    expect(wrong).toEqual([]);
  });

  it('verify with the reader as Open Badges 2.0, in a file and in both pictures', async () => {
    const wrong: string[] = [];
    for (const [at, input] of inputs.entries()) {
      const { files, pages } = olderFormsOf(input);
      const local = input.publicUrl.startsWith('http:');
      for (const bytes of Object.values(files)) {
        const reading = await readFile(bytes, pages, { ids: [], addresses: [input.recipientAddress ?? ''] });
        const known = input.recipientAddress !== undefined;
        const recipient = reading.checks.find(({ name }) => name === 'recipient');
        const expected = known ? 'valid' : 'invalid';
        // Without an address, the recipient is a hashed URN, which no address matches.
        if (reading.verdict !== expected || (!known && recipient?.outcome !== 'failed'))
          wrong.push(`${at} ${local} ${JSON.stringify(reading.checks)}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it.skipIf(python === undefined)(
    'a sample verifies with pyld, nacl and jwcrypto (skipped where they are missing)',
    async () => {
      const contexts = Object.fromEntries(
        await Promise.all(
          knownContexts.map(async (url) => [url, (await loadContext(url)).document] as const),
        ),
      );
      const sample = forms.filter((_, at) => at % 20 === 0);
      const byHost = new Map<string, typeof sample>();
      for (const [at, form] of forms.entries()) {
        if (at % 20 !== 0) continue;
        const { publicUrl } = inputs[at] ?? { publicUrl: '' };
        byHost.set(publicUrl, [...(byHost.get(publicUrl) ?? []), form]);
      }
      for (const [publicUrl, some] of byHost) {
        const didDocument = signer.issuerDocument(sampleIssuer, [ed25519, es256], publicUrl);
        const credentials = some.map(({ credential }) => credential);
        expect(
          runPython(python ?? '', './verify_with_pyld.py', { contexts, didDocument, credentials }),
        ).toEqual(some.map(() => true));
        const jwts = some.map(({ jwt }) => jwt);
        const jwks = signer.jwks([{ issuer: sampleIssuer, keys: [es256] }], publicUrl);
        expect(
          runPython(python ?? '', './verify_with_jwcrypto.py', { jwks, jwts: [...jwts, `${jwts[0]}A`] }),
        ).toEqual([...some.map(({ credential }) => credential['id']), null]);
      }
      expect(sample).toHaveLength(50);
    },
  );

  it('a sample verifies with @digitalbazaar/vc, whose very proof all of them have', async () => {
    for (const [at, { credential }] of forms.entries()) {
      if (at % 10 !== 0) continue;
      const { publicUrl } = inputs[at] ?? { publicUrl: '' };
      const document = signer.issuerDocument(sampleIssuer, [ed25519, es256], publicUrl);
      expect(await verifyWithLibrary(credential, document)).toMatchObject({ verified: true });
    }
  });
});
