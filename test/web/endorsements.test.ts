import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Store } from '../../src/ports/store.ts';
import { buildIssuerEndorsement } from '../builders/build-issuer-endorsement.ts';
import { createMemoryStore } from '../fakes/memory-store.ts';
import { ask, html } from './ask.ts';
import { importDemoCatalogue, serveApp, type RunningApp } from './demo-app.ts';
import { addDemoAwards, awardIds, badgeSlug, issuerSlug } from './demo-awards.ts';

let app: RunningApp;
let store: Store;
const comment = 'Wij nemen wie dit kan **graag** aan. <script>alert(1)</script>';
const onBadge = buildIssuerEndorsement({ subject: { kind: 'badge', slug: badgeSlug }, comment });
const onAward = buildIssuerEndorsement({ subject: { kind: 'award', id: awardIds.published }, comment });
const onPrivate = buildIssuerEndorsement({ subject: { kind: 'award', id: awardIds.private }, comment });

beforeAll(async () => {
  store = createMemoryStore();
  await importDemoCatalogue(store);
  await addDemoAwards(store);
  const other = (await store.issuers.list()).find(({ slug }) => slug !== issuerSlug);
  for (const each of [onBadge, onAward, onPrivate])
    await store.endorsements.insert({ ...each, issuerId: other?.id ?? '' });
  app = await serveApp({ store });
});
afterAll(() => app.close());

describe('endorsements', () => {
  it('stand on the pages of badge and published award, cleaned', async () => {
    for (const path of [`/badges/${badgeSlug}`, `/awards/${awardIds.published}`]) {
      const { text } = await ask(app.url + path, html);
      expect(text).toContain('<strong>graag</strong>');
      expect(text).toContain('href="/endorsements/');
      expect(text).not.toContain('<script>');
    }
    expect((await ask(`${app.url}/awards/${awardIds.private}`, html)).text).not.toContain('graag');
  });

  it('are in the documents that programs read, and at addresses of their own', async () => {
    const json = { accept: 'application/ld+json' };
    for (const path of [`/badges/${badgeSlug}`, `/awards/${awardIds.published}`])
      expect(JSON.parse((await ask(app.url + path, json)).text)).toMatchObject({
        endorsement: [{ type: ['VerifiableCredential', 'EndorsementCredential'] }],
      });
    const { status, headers, text } = await ask(`${app.url}/endorsements/${onBadge.id}`);
    expect(status).toBe(200);
    expect(headers).toMatchObject({ 'access-control-allow-origin': '*', 'cache-control': 'no-cache' });
    expect(JSON.parse(text)).toMatchObject({ id: `${app.url}/endorsements/${onBadge.id}` });
  });

  it.each([
    ['what is not there', () => 'nothing'],
    ['that of an award which is not published', () => onPrivate.id],
  ])('%s is refused: unknown-endorsement', async (_, id) => {
    const { status, text } = await ask(`${app.url}/endorsements/${id()}`);
    expect(status).toBe(404);
    expect(JSON.parse(text)).toMatchObject({ code: 'unknown-endorsement' });
  });
});
