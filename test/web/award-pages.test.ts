import { afterAll, beforeAll, expect, it } from 'vitest';
import { demoStore, serveApp, type RunningApp } from './demo-app.ts';
import { addDemoAwards, awardIds } from './demo-awards.ts';
let app: RunningApp;
let closeStore: () => Promise<void>;
beforeAll(async () => {
  const d = await demoStore();
  closeStore = d.close;
  await addDemoAwards(d.store);
  app = await serveApp({ store: d.store });
});
afterAll(async () => {
  await app.close();
  await closeStore();
});
it('x', async () => {
  for (const p of [
    '/',
    '/badges',
    '/badges/adviseur-lerende-regio',
    '/issuers/stichting-stimulering-techniek-maas-en-waal',
    '/privacy',
    '/healthz',
    '/readyz',
    '/metrics',
    '/.well-known/jwks.json',
    '/issuers/stichting-stimulering-techniek-maas-en-waal/did.json',
    '/status/stichting-stimulering-techniek-maas-en-waal-2026-3',
    '/nope',
    ...Object.values(awardIds).map((i) => '/awards/' + i),
    '/awards/' + awardIds.published + '.json',
  ]) {
    const r = await fetch(app.url + p, {
      headers: { accept: p.includes('json') ? 'application/json' : 'text/html' },
    });
    const t = await r.text();
    console.log(r.status, p, r.headers.get('content-type'), t.length, r.headers.get('etag'));
    if (r.status >= 500) console.log(app.log.filter((l) => l.level === 'error'));
  }
  expect(1).toBe(1);
});
