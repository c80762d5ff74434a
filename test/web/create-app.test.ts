import express from 'express';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { StoreUnavailable, type Store } from '../../src/ports/store.ts';
import { buildOutboxMessage } from '../builders/build-outbox-message.ts';
import { createMemoryStore } from '../fakes/memory-store.ts';
import { ask, html } from './ask.ts';
import { importDemoCatalogue, serveApp, type RunningApp } from './demo-app.ts';
import { addDemoAwards, awardIds } from './demo-awards.ts';

let store: Store;
beforeAll(async () => {
  store = createMemoryStore();
  await importDemoCatalogue(store);
  await addDemoAwards(store);
});

let app: RunningApp | undefined;
afterEach(async () => {
  await app?.close();
  app = undefined;
});

async function serve(...given: Parameters<typeof serveApp>): Promise<RunningApp> {
  app = await serveApp(...given);
  return app;
}

/** A store of which nothing that these tests ask for can be had. */
function failing(error: Error): Store {
  const fail = async (): Promise<never> => {
    throw error;
  };
  return {
    ...store,
    issuers: { ...store.issuers, list: fail },
    awards: { ...store.awards, find: fail },
    outbox: { ...store.outbox, countByStatus: fail },
    ping: fail,
  };
}

describe('faults', () => {
  it('what nobody foresaw is 500 with an id, under which the log has the whole of it: internal-error', async () => {
    const { url, log } = await serve({ store: failing(new Error('the password is hunter2')) });
    const answer = await ask(url, { accept: 'application/json' });
    expect(answer.status).toBe(500);
    expect(answer.text).not.toContain('hunter2');
    const problem: unknown = JSON.parse(answer.text);
    expect(problem).toMatchObject({ code: 'internal-error', id: answer.headers['x-request-id'] });
    const line = log.find(({ level }) => level === 'error');
    expect(line?.fields).toMatchObject({ requestId: answer.headers['x-request-id'] });
    expect(line?.fields).toHaveProperty('err.message', 'the password is hunter2');
  });

  it('people get a page with the same id, in their language', async () => {
    const { url } = await serve({ store: failing(new Error('broken')) });
    const answer = await ask(url, { ...html, 'accept-language': 'en-US,en;q=0.9' });
    expect(answer.status).toBe(500);
    expect(answer.headers['content-type']).toContain('text/html');
    expect(answer.text).toContain('Something went wrong on our side');
    expect(answer.text).toContain(answer.headers['x-request-id']);
  });

  it('a database that does not answer is 503 with the time to come back: store-unavailable', async () => {
    const { url } = await serve({ store: failing(new StoreUnavailable()) });
    for (const path of ['/', `/awards/${awardIds.published}`, `/awards/${awardIds.published}.json`]) {
      const answer = await ask(url + path, { accept: 'application/json' });
      expect(answer.status).toBe(503);
      expect(answer.headers['retry-after']).toBe('5');
      expect(answer.headers['cache-control']).toBe('no-store');
      expect(JSON.parse(answer.text)).toMatchObject({ code: 'store-unavailable' });
    }
  });

  it('an address that can not be read is 400: bad-request', async () => {
    const { url, log } = await serve({ store });
    const answer = await ask(`${url}/badges/%E0%A4%A`, { accept: 'application/json' });
    expect(answer.status).toBe(400);
    expect(JSON.parse(answer.text)).toMatchObject({ code: 'bad-request' });
    expect(log.filter(({ level }) => level === 'error')).toEqual([]);
  });

  it('who asks too much of what is costly waits: too-many-requests', async () => {
    const { url } = await serve({ store, costlyRequestsPerMinute: 2 });
    const path = `${url}/awards/${awardIds.published}.json`;
    const statuses = [];
    for (let at = 0; at < 3; at += 1) statuses.push((await ask(path, { accept: 'application/json' })).status);
    expect(statuses).toEqual([200, 200, 429]);
    const refused = await ask(path, { accept: 'application/json' });
    expect(JSON.parse(refused.text)).toMatchObject({ code: 'too-many-requests' });
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect((await ask(`${url}/badges`, html)).status).toBe(200);
  });

  it.each([
    { through: 'a proxy that is trusted', trustedProxies: ['203.0.113.0/24'], statuses: [200, 200, 429] },
    { through: 'one that is not', trustedProxies: [], statuses: [200, 429, 429] },
  ])(
    'visitors through $through are counted by themselves or as one',
    async ({ trustedProxies, statuses }) => {
      const { url } = await serve({ store, costlyRequestsPerMinute: 1, trustedProxies });
      const path = `${url}/awards/${awardIds.published}.json`;
      const answers = [];
      for (const visitor of ['198.51.100.1', '198.51.100.2', '198.51.100.1'])
        answers.push(
          (await ask(path, { accept: 'application/json', 'x-forwarded-for': `${visitor}, 203.0.113.7` }))
            .status,
        );
      expect(answers).toEqual(statuses);
    },
  );
});

describe('the log', () => {
  it('names the kind of address, never the address itself, its query or its cookies', async () => {
    const { url, log } = await serve({ store });
    await ask(`${url}/awards/${awardIds.published}?code=hush`, { ...html, cookie: 'lang=en; session=hush' });
    await ask(`${url}/nowhere/hush?token=hush`, html);
    const lines = log.filter(({ message }) => message === 'request').map(({ fields }) => fields);
    expect(lines).toMatchObject([
      { method: 'GET', route: '/awards/:id', status: 200 },
      { method: 'GET', route: 'none', status: 404 },
    ]);
    expect(JSON.stringify(log)).not.toContain('hush');
    expect(JSON.stringify(log)).not.toContain(awardIds.published);
  });

  it('keeps the id that a proxy gave, unless it is none', async () => {
    const { url } = await serve({ store });
    const given = await ask(`${url}/healthz`, { 'x-request-id': 'proxy-1234-abcd' });
    expect(given.headers['x-request-id']).toBe('proxy-1234-abcd');
    const bad = await ask(`${url}/healthz`, { 'x-request-id': 'a b<c>' });
    expect(bad.headers['x-request-id']).toMatch(/^[\w-]{36}$/u);
  });
});

describe('integrations', () => {
  it('get the body unread, before anything else could answer', async () => {
    const { url } = await serve({ store }, [
      (given) => {
        given.post('/hook', express.raw({ type: '*/*' }), (request, response) => {
          const body: unknown = request.body;
          response.send(Buffer.isBuffer(body) ? `raw ${body.length}` : 'read already');
        });
      },
    ]);
    const headers = { 'content-type': 'application/json', 'content-length': '9' };
    const answer = await ask(`${url}/hook`, headers, { method: 'POST', body: '{"a": 1 }' });
    expect(answer.text).toBe('raw 9');
  });
});

describe('every page', () => {
  it('allows no script, style or frame but our own files', async () => {
    const { url } = await serve({ store });
    for (const path of ['/', '/badges', `/awards/${awardIds.published}`, '/nowhere']) {
      const { headers } = await ask(url + path, html);
      const policy = headers['content-security-policy'] ?? '';
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("script-src 'self'");
      expect(policy).toContain("style-src 'self'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).not.toContain('unsafe');
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
      });
      expect(headers).not.toHaveProperty('x-powered-by');
      expect(headers).not.toHaveProperty('set-cookie');
    }
  });

  it('insists on https where the deployment is reached by it', async () => {
    const { url } = await serve({ store, publicUrl: 'https://speldje.example' });
    const { headers } = await ask(`${url}/privacy?lang=en`, html);
    expect(headers['strict-transport-security']).toContain('max-age=31536000');
    expect(headers['set-cookie']).toMatch(/^lang=en;.*HttpOnly; Secure; SameSite=Lax$/u);
  });

  it('names its style by its content, for browsers to keep', async () => {
    const { url } = await serve({ store });
    const links = [...(await ask(url, html)).text.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/gu)];
    expect(links.length).toBeGreaterThanOrEqual(4);
    for (const [, path = ''] of links) {
      const { status, headers } = await ask(url + path);
      expect(status).toBe(200);
      expect(headers['cache-control']).toContain('immutable');
    }
  });
});

describe('the language', () => {
  it.each([
    ['?lang=en', {}, 'en'],
    ['?lang=fr', {}, 'nl'],
    ['', { 'accept-language': 'en-GB,en;q=0.9,nl;q=0.8' }, 'en'],
    ['', { 'accept-language': 'fr,de' }, 'nl'],
    ['', { cookie: 'lang=en' }, 'en'],
    ['', { cookie: 'lang=en', 'accept-language': 'nl' }, 'en'],
    ['?lang=nl', { cookie: 'lang=en' }, 'nl'],
    ['', { cookie: 'lang=<script>' }, 'nl'],
  ])('for %s and %o is %s', async (query, headers, locale) => {
    const { url } = await serve({ store });
    const answer = await ask(`${url}/privacy${query}`, { ...html, ...headers });
    expect(answer.text).toContain(`<html lang="${locale}">`);
    expect(answer.headers['content-language']).toBe(locale);
    expect(answer.headers['vary']).toContain('Accept-Language');
  });

  it('is chosen without losing what was asked besides', async () => {
    const { url } = await serve({ store });
    const { text } = await ask(`${url}/sign-in?lang=nl&next=%2Fme%2Fask%3Fx%3D1&x="><b>`, html);
    expect(text).toContain('href="/sign-in?lang=en&amp;next=%2Fme%2Fask%3Fx%3D1&amp;x=%22%3E%3Cb%3E"');
  });

  it('is remembered when chosen, by an answer that no cache shares', async () => {
    const { url } = await serve({ store });
    const { headers } = await ask(`${url}/?lang=en`, html);
    expect(headers['set-cookie']).toContain('lang=en');
    expect(headers['cache-control']).toBe('private, no-cache');
  });
});

describe('operation', () => {
  it('the process is healthy also while the database is away, but not ready', async () => {
    const { url } = await serve({ store: failing(new StoreUnavailable()) });
    expect((await ask(`${url}/healthz`)).status).toBe(200);
    const ready = await ask(`${url}/readyz`);
    expect(ready.status).toBe(503);
    expect(JSON.parse(ready.text)).toEqual({ status: 'unavailable', lacking: ['database'] });
    const metrics = await ask(`${url}/metrics`);
    expect(metrics.status).toBe(200);
    expect(metrics.text).toContain('speldje_store_up 0');
  });

  it('is ready when the database answers', async () => {
    const { url } = await serve({ store });
    expect(await ask(`${url}/readyz`)).toMatchObject({ status: 200, text: '{"status":"ready"}' });
  });

  it('measures requests by kind of address, and what waits', async () => {
    await store.outbox.insert([buildOutboxMessage()]);
    const { url } = await serve({ store });
    await ask(`${url}/awards/${awardIds.published}`, html);
    const { text, headers } = await ask(`${url}/metrics`);
    expect(headers['content-type']).toContain('text/plain');
    expect(text).toContain(
      'http_request_duration_seconds_count{method="GET",route="/awards/:id",status="200"} 1',
    );
    expect(text).toContain('speldje_store_up 1');
    expect(text).toMatch(/speldje_outbox_messages\{status="waiting"\} 1/u);
    expect(text).toContain('process_resident_memory_bytes');
    expect(text).not.toContain(awardIds.published);
  });
});
