import { createServer } from 'node:http';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { backpackWorld, type BackpackWorld } from '../web/backpacks/backpack-world.ts';
import { fixedIds } from '../web/demo-app.ts';
import { learner } from '../web/demo-awards.ts';
import { signInPath } from '../web/signed-in-visitor.ts';
import { lookTwice } from './look-at.ts';
import { startBrowser } from './start-browser.ts';

let world: BackpackWorld;
let browser: Browser;
/** The backpack's own site: where people come back to. */
let backpack: { readonly url: string; close(): void };
beforeAll(async () => {
  [world, browser, backpack] = await Promise.all([backpackWorld(), startBrowser(), backpackSite()]);
});
afterAll(async () => {
  backpack?.close();
  await browser?.close();
  await world?.close();
});

async function backpackSite() {
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html').end('<!doctype html><title>Rugzak</title><h1>Terug</h1>');
  });
  await new Promise<void>((listening) => server.listen(0, 'localhost', listening));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server listens on no port');
  return {
    url: `http://localhost:${address.port}/terug`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

describe.each([
  {
    lang: 'nl',
    width: 320,
    allow: 'Ja, dat mag',
    stop: 'Stop De Rugzak',
    none: 'Er mag nu niets bij je paspoort.',
  },
  {
    lang: 'en',
    width: 1280,
    allow: 'Yes, it may',
    stop: 'Stop De Rugzak',
    none: 'Nothing may reach your passport now.',
  },
] as const)('letting a backpack in, in $lang, $width px wide', ({ lang, width, allow, stop, none }) => {
  it('goes from its site through sign-in and consent back to it, and out again; axe finds nothing', async () => {
    const client = await world.client({ redirect_uris: [backpack.url] });
    const context = await browser.newContext({
      locale: lang === 'nl' ? 'nl-NL' : 'en-GB',
      viewport: { width, height: 800 },
      reducedMotion: 'reduce',
    });
    const page = await context.newPage();
    const faults: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error' && !message.text().includes('favicon')) faults.push(message.text());
    });
    const deps = { store: world.store, clock: () => world.now, ids: fixedIds(`consent ${lang}`) };
    await page.goto(world.app.url + (await signInPath(deps, learner.id)));
    await page.locator('main form button').last().click();
    await page.goto(`${world.app.url}${world.asked(client, { redirect_uri: backpack.url })}&lang=${lang}`);
    await lookTwice(page, `consent-${lang}-${width}`);
    // The policy of the page lets its form end at the backpack, in Chromium too.
    await page.getByRole('button', { name: allow }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Terug' }).waitFor();
    const code = new URL(page.url()).searchParams.get('code') ?? '';
    expect((await world.redeem(client, code, { redirect_uri: backpack.url })).status).toBe(200);
    await page.goto(`${world.app.url}/me/backpacks?lang=${lang}`);
    await lookTwice(page, `backpacks-${lang}-${width}`);
    await page.getByRole('button', { name: stop }).click();
    await page.getByText(none).waitFor();
    expect(faults).toEqual([]);
    await context.close();
  });
});
