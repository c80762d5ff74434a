import { get } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { demoStore, serveApp, type RunningApp } from './demo-app.ts';
import { addDemoAwards, awardIds, badgeSlug, issuerSlug, statusList } from './demo-awards.ts';

let app: RunningApp;
let closeStore: () => Promise<void>;

beforeAll(async () => {
  const demo = await demoStore();
  closeStore = demo.close;
  await addDemoAwards(demo.store);
  app = await serveApp({ store: demo.store });
});

afterAll(async () => {
  await app?.close();
  await closeStore?.();
});

const page = (path: string) => fetch(app.url + path, { headers: { accept: 'text/html' } });
const json = (path: string) => fetch(app.url + path, { headers: { accept: 'application/json' } });

/** By Node's own client: fetch adds `Cache-Control: no-cache` to a conditional request. */
function statusOf(url: string, headers: Record<string, string>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    get(url, { headers }, (response) => {
      response.resume();
      resolve(response.statusCode);
    }).on('error', reject);
  });
}

describe('public addresses', () => {
  it.each([
    '/',
    '/badges',
    `/badges/${badgeSlug}`,
    `/issuers/${issuerSlug}`,
    '/privacy',
    ...Object.values(awardIds).map((id) => `/awards/${id}`),
  ])('serve %s as a page', async (path) => {
    const response = await page(path);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toContain('text/html');
    expect(response.headers.get('content-security-policy')).not.toContain('unsafe-inline');
    expect(await response.text()).toContain('</html>');
  });

  it.each([
    '/healthz',
    '/readyz',
    '/.well-known/jwks.json',
    `/issuers/${issuerSlug}/did.json`,
    `/status/${statusList}`,
    `/awards/${awardIds.published}.json`,
  ])('serve %s as JSON', async (path) => {
    const response = await json(path);
    expect(response.status).toBe(200);
    expect(z.looseObject({}).safeParse(await response.json()).success).toBe(true);
  });

  it('answer 404 with a page, or with problem details, for what is not there', async () => {
    expect((await page('/nope')).status).toBe(404);
    const problem = await json('/nope');
    expect(problem.status).toBe(404);
    expect(problem.headers.get('content-type')).toContain('application/problem+json');
  });

  it('answer 304 to who has the credential already', async () => {
    const path = `/awards/${awardIds.published}.json`;
    const etag = (await json(path)).headers.get('etag');
    if (etag === null) throw new Error('no ETag');
    expect(await statusOf(app.url + path, { 'if-none-match': etag })).toBe(304);
  });
});

describe('what an award shows', () => {
  it('names the learner and shows the evidence only where the learner chose so', async () => {
    expect(await (await page(`/awards/${awardIds.published}`)).text()).toContain('Student Sam');
    const hidden = await page(`/awards/${awardIds.private}`);
    const text = await hidden.text();
    expect(text).not.toContain('Student Sam');
    expect(text).not.toContain('Begeleider Bo');
    expect(text).toContain('noindex');
    const credential = await (await json(`/awards/${awardIds.private}.json`)).text();
    expect(credential).not.toContain('Student Sam');
    expect(credential).not.toContain('"evidence"');
  });

  it.each([
    ['revoked', /ingetrokken/iu],
    ['suspended', /opgeschort/iu],
    ['expired', /verlopen/iu],
  ] as const)('says that it is %s', async (name, words) => {
    const response = await fetch(`${app.url}/awards/${awardIds[name]}?lang=nl`, {
      headers: { accept: 'text/html' },
    });
    expect(await response.text()).toMatch(words);
  });
});
