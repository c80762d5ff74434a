import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoStore, serveApp, type RunningApp } from '../web/demo-app.ts';
import { addDemoAwards, awardIds, badgeSlug, issuerSlug } from '../web/demo-awards.ts';
import { lookTwice, picture } from './look-at.ts';
import { startBrowser } from './start-browser.ts';

const pages = {
  home: '/',
  badges: '/badges',
  badge: `/badges/${badgeSlug}`,
  'badge-of-parts': '/badges/vakmens-van-de-regio',
  issuer: `/issuers/${issuerSlug}`,
  skill: '/skills/bedrijven-adviseren',
  verify: '/verify',
  privacy: '/privacy',
  'not-found': '/there-is-nothing-here',
  'award-published': `/awards/${awardIds.published}`,
  'award-private': `/awards/${awardIds.private}`,
  'award-revoked': `/awards/${awardIds.revoked}`,
  'award-suspended': `/awards/${awardIds.suspended}`,
  'award-expired': `/awards/${awardIds.expired}`,
  'award-erased': `/awards/${awardIds.erased}`,
} as const;

let app: RunningApp;
let store: Awaited<ReturnType<typeof demoStore>>;
let browser: Browser;

beforeAll(async () => {
  [store, browser] = await Promise.all([demoStore(), startBrowser()]);
  await addDemoAwards(store.store);
  app = await serveApp({ store: store.store, costlyRequestsPerMinute: 10_000 });
});

afterAll(async () => {
  await browser.close();
  await app.close();
  await store.close();
});

const languages = ['nl', 'en'] as const;
const widths = [320, 1280] as const;
const variants = languages.flatMap((lang) => widths.map((width) => ({ lang, width })));

describe.each(variants)('the public pages in $lang, $width px wide', ({ lang, width }) => {
  let context: BrowserContext;
  let page: Page;
  const faults: string[] = [];

  beforeAll(async () => {
    context = await browser.newContext({
      locale: lang === 'nl' ? 'nl-NL' : 'en-GB',
      viewport: { width, height: 800 },
      // A colour that is still on its way to another has neither's contrast.
      reducedMotion: 'reduce',
    });
    page = await context.newPage();
    page.on('console', (message) => {
      if (message.type() === 'error' && !message.text().includes('404')) faults.push(message.text());
    });
    page.on('pageerror', (error) => faults.push(error.message));
  });
  afterAll(() => context.close());

  it.each(Object.entries(pages))(
    '%s: no finding of axe by light or dark, nothing wider than the screen, nothing refused',
    async (name, path) => {
      faults.length = 0;
      await page.emulateMedia({ colorScheme: 'light' });
      await page.goto(app.url + path);
      expect(await page.locator('html').getAttribute('lang')).toBe(lang);
      await lookTwice(page, `${name}-${lang}-${width}`);
      expect(faults).toEqual([]);
    },
  );
});

describe('without JavaScript', () => {
  let context: BrowserContext;
  let page: Page;
  beforeAll(async () => {
    context = await browser.newContext({
      javaScriptEnabled: false,
      locale: 'nl-NL',
      viewport: { width: 390, height: 800 },
    });
    page = await context.newPage();
  });
  afterAll(() => context.close());

  it('the language switch changes this page and the next ones', async () => {
    await page.goto(app.url + pages['award-published']);
    await page.getByRole('link', { name: /English/u }).click();
    await expect.poll(() => page.locator('html').getAttribute('lang')).toBe('en');
    await page.getByRole('link', { name: 'Badges', exact: true }).click();
    await page.waitForURL('**/badges');
    expect(await page.locator('h1').textContent()).toBe('Badges');
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
  });

  it('the first press of Tab offers to skip to the content', async () => {
    await page.goto(`${app.url}/?lang=nl`);
    await page.keyboard.press('Tab');
    const skip = page.getByRole('link', { name: 'Naar de inhoud' });
    expect(await skip.evaluate((link) => link.ownerDocument.activeElement === link)).toBe(true);
    await expect.poll(async () => (await skip.boundingBox())?.y).toBe(0);
    await page.keyboard.press('Enter');
    await page.waitForURL('**/?lang=nl#content');
  });

  it('a badge that was sent by mail is dropped on the form and found right', async () => {
    const address = `/awards/${awardIds.published}.png`;
    const buffer = Buffer.from(await (await fetch(app.url + address)).arrayBuffer());
    await page.goto(`${app.url}/verify?lang=nl`);
    await page.getByLabel('Bestand').setInputFiles({ name: 'badge (2).png', mimeType: 'image/png', buffer });
    await page.getByLabel('E-mailadres').fill('Sam@example.org');
    await page.getByRole('button', { name: 'Kijk na' }).click();
    await page.getByText('Deze badge klopt').waitFor();
    expect(await page.getByText('De badge is van degene met dit e-mailadres.').isVisible()).toBe(true);
    await picture(page, 'verify-result');
  });

  it('an employer on a phone sees standing, badge, holder and issuer before scrolling', async () => {
    await page.goto(`${app.url}${pages['award-published']}?lang=nl`);
    for (const text of [
      'Deze badge is geldig',
      'Adviseur Lerende Regio Maas en Waal',
      'Student Sam',
      'Stichting Stimulering Techniek Maas en Waal',
      'Begeleider Bo',
    ]) {
      const box = await page.locator('main').getByText(text, { exact: true }).first().boundingBox();
      expect(box === null ? text : box.y + box.height).toBeLessThan(800);
    }
  });

  it('a printed award is one that can be handed over: no menus, the address of the award on it', async () => {
    await page.goto(`${app.url}${pages['award-published']}?lang=nl`);
    // A4 less its margins, at 96 dots an inch.
    await page.setViewportSize({ width: 673, height: 1000 });
    await page.emulateMedia({ media: 'print' });
    await picture(page, 'award-published-print');
    expect(await page.getByRole('navigation').first().isVisible()).toBe(false);
    expect(await page.getByText('Student Sam', { exact: true }).isVisible()).toBe(true);
    expect(await page.getByText('LinkedIn').first().isVisible()).toBe(false);
    expect(await page.getByText(`${app.url}${pages['award-published']}`).isVisible()).toBe(true);
    await page.emulateMedia({ media: 'screen' });
    expect(await page.getByText(`${app.url}${pages['award-published']}`).isVisible()).toBe(false);
  });
});
