import { createLocalJWKSet, jwtVerify } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createBadgeDocuments } from '../../src/credentials/badge-documents.ts';
import { createCredentialReader } from '../../src/credentials/credential-reader.ts';
import { createCredentialSigner } from '../../src/credentials/credential-signer.ts';
import type { CredentialReader } from '../../src/ports/credential-reader.ts';
import { ownDocuments } from '../../src/use-cases/own-documents.ts';
import { fixedRandom } from '../credentials/sample-award.ts';
import { demoStore, now, serveApp, type RunningApp } from './demo-app.ts';
import { addDemoAwards, awardIds, badgeSlug, issuerSlug } from './demo-awards.ts';

let app: RunningApp;
let closeStore: () => Promise<void>;
let reader: CredentialReader;

beforeAll(async () => {
  const demo = await demoStore();
  closeStore = demo.close;
  await addDemoAwards(demo.store);
  app = await serveApp({ store: demo.store });
  const signer = createCredentialSigner({
    secret: 'a secret of the tests, which is long enough',
    random: fixedRandom('reader'),
  });
  reader = createCredentialReader({
    // Everything is read from this very app, as a stranger would over the network.
    fetch: async (url) => {
      const response = await fetch(url.replace(/^https:/u, 'http:'));
      return {
        ok: true,
        url,
        status: response.status,
        type: response.headers.get('content-type') ?? '',
        bytes: new Uint8Array(await response.arrayBuffer()),
      };
    },
    localDocuments: ownDocuments({
      store: demo.store,
      clock: () => now,
      signer,
      documents: createBadgeDocuments(),
      publicUrl: app.url,
    }),
  });
});

afterAll(async () => {
  await app?.close();
  await closeStore?.();
});

const get = (path: string, accept = '*/*') => fetch(app.url + path, { headers: { accept } });
const signatureOf = async (bytes: Uint8Array) => {
  const reading = await reader.readBadge({ kind: 'bytes', bytes }, { now });
  return reading.checks.find(({ name }) => name === 'signature')?.outcome;
};

describe('an award as a picture', () => {
  it.each(['png', 'svg'])(
    'carries its credential (%s), is named after the badge, and is read back',
    async (form) => {
      const response = await get(`/awards/${awardIds.published}.${form}`);
      expect(response.status).toBe(200);
      expect(response.headers.get('content-disposition')).toBe(`inline; filename="${badgeSlug}.${form}"`);
      expect(response.headers.get('access-control-allow-origin')).toBe('*');
      expect(await signatureOf(new Uint8Array(await response.arrayBuffer()))).toBe('passed');
    },
  );

  it('is not there for an award that is not, or whose holder was erased', async () => {
    expect((await get('/awards/00000000-0000-4000-8000-00000000dead.png')).status).toBe(404);
    expect((await get(`/awards/${awardIds.erased}.png`)).status).toBe(410);
  });
});

describe('an award as VC-JWT', () => {
  it.each([
    ['by its extension', `/awards/${awardIds.published}.jwt`, '*/*'],
    ['by Accept', `/awards/${awardIds.published}`, 'text/plain'],
  ])('is text, and verifies with the keys that are served (%s)', async (_, path, accept) => {
    const response = await get(path, accept);
    expect(response.headers.get('content-type')).toContain('text/plain');
    const jwks = z
      .object({ keys: z.array(z.looseObject({ kty: z.string() })) })
      .parse(await (await get('/.well-known/jwks.json')).json());
    const { payload, protectedHeader } = await jwtVerify(await response.text(), createLocalJWKSet(jwks), {
      currentDate: now,
    });
    expect(protectedHeader).toMatchObject({ alg: 'ES256', typ: 'JWT' });
    expect(payload).toMatchObject({ jti: `${app.url}/awards/${awardIds.published}` });
  });
});

describe('Open Badges 2.0', () => {
  const json = async (path: string) => z.looseObject({}).parse(await (await get(path)).json());

  it('hosts assertion, badge class and issuer at the addresses that they name', async () => {
    const id = `${app.url}/ob2/assertions/${awardIds.published}`;
    const assertion = await json(`/ob2/assertions/${awardIds.published}`);
    expect(assertion).toMatchObject({
      id,
      type: 'Assertion',
      badge: `${app.url}/ob2/badges/${badgeSlug}`,
      verification: { type: 'HostedBadge' },
    });
    const badge = await json(`/ob2/badges/${badgeSlug}`);
    expect(badge).toMatchObject({ type: 'BadgeClass', issuer: `${app.url}/ob2/issuers/${issuerSlug}` });
    expect(await json(`/ob2/issuers/${issuerSlug}`)).toMatchObject({ id: badge['issuer'] });
    expect((await get('/ob2/badges/niets')).status).toBe(404);
    expect((await get('/ob2/issuers/niets')).status).toBe(404);
  });

  it('answers 410 with a body for one that was revoked', async () => {
    const response = await get(`/ob2/assertions/${awardIds.revoked}`);
    expect(response.status).toBe(410);
    expect(await response.json()).toMatchObject({ revoked: true });
    expect((await get(`/ob2/assertions/${awardIds.revoked}.png`)).status).toBe(410);
  });

  it.each(['png', 'svg'])('is baked into the picture (%s)', async (form) => {
    const response = await get(`/ob2/assertions/${awardIds.published}.${form}`);
    expect(response.status).toBe(200);
    const text = Buffer.from(await response.arrayBuffer()).toString('utf8');
    expect(text).toContain(form === 'png' ? 'openbadges\u0000' : 'http://openbadges.org');
    expect(text).toContain(`/ob2/assertions/${awardIds.published}`);
  });
});
