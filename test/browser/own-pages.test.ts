import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoStore, serveApp, type RunningApp } from '../web/demo-app.ts';
import { addDemoPassport, noor, noorsAward, noorsExperience } from '../web/demo-passport.ts';
import { keepSessions, signInLinkFor } from '../web/sign-in-as.ts';
import { noFindings, noWider, picture } from './look-at.ts';
import { startBrowser } from './start-browser.ts';

const pages = {
  passport: '/me',
  'passport-filtered': '/me?kind=declared&hidden=1&order=title',
  'passport-by-kind': '/me?order=kind',
  'take-out': '/me/take-out',
  'experience-new': '/me/experiences/new',
  'experience-edit': `/me/experiences/${noorsExperience(0)}`,
  import: '/me/import',
  share: '/me/share?all=1',
  settings: '/me/settings',
  ask: '/me/ask',
  erase: '/me/erase',
  'experience-remove': `/me/experiences/${noorsExperience(0)}/remove`,
} as const;

let app: RunningApp;
let store: Awaited<ReturnType<typeof demoStore>>;
let browser: Browser;

beforeAll(async () => {
  [store, browser] = await Promise.all([demoStore(), startBrowser()]);
  await addDemoPassport(store.store, {
    ...noor,
    pinned: [
      { kind: 'experience', id: noorsExperience(2) },
      { kind: 'award', id: noorsAward(3) },
    ],
  });
  app = await serveApp({ store: store.store, mailOn: true, costlyRequestsPerMinute: 10_000 });
});

afterAll(async () => {
  await browser?.close();
  await app?.close();
  await store?.close();
});

const variants = [
  { lang: 'nl', width: 320, scheme: 'light' },
  { lang: 'en', width: 1280, scheme: 'dark' },
] as const;

describe.each(variants)(
  'a person’s own pages in $lang, $width px wide, $scheme',
  ({ lang, width, scheme }) => {
    let context: BrowserContext;
    let page: Page;
    const faults: string[] = [];

    beforeAll(async () => {
      context = await browser.newContext({
        locale: lang === 'nl' ? 'nl-NL' : 'en-GB',
        viewport: { width, height: 800 },
        colorScheme: scheme,
        reducedMotion: 'reduce',
        // Everything works without scripts; what they add is tried elsewhere.
        javaScriptEnabled: true,
      });
      page = await context.newPage();
      page.on('console', (message) => {
        if (message.type() === 'error') faults.push(message.text());
      });
      await page.goto(`${app.url}${await signInLinkFor(store.store, noor.id)}`);
      await page.locator('main button[type=submit]').click();
      await page.waitForURL(`${app.url}/me`);
      await keepSessions(store.store, noor.id);
      if (noor.locale === undefined) await page.goto(`${app.url}/me?lang=${lang}`);
    });

    afterAll(async () => {
      await context?.close();
    });

    it.each(Object.entries(pages))('%s has no accessibility findings and no overflow', async (name, path) => {
      const answer = await page.goto(`${app.url}${path}`);
      expect(answer?.status()).toBe(200);
      for (const details of await page.locator('details').all())
        await details.evaluate((element) => element.setAttribute('open', ''));
      await noFindings(page, name);
      await noWider(page, name);
      await picture(page, `${name}-${lang}-${width}`);
      expect(faults).toEqual([]);
    });
  },
);
