import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { awardBadge } from '../../src/use-cases/award-badge.ts';
import { buildPerson } from '../builders/build-person.ts';
import { buildRoleGrant } from '../builders/build-role-grant.ts';
import { demoStore, fixedIds, now, serveApp, type RunningApp } from '../web/demo-app.ts';
import { noor } from '../web/demo-passport.ts';
import { foreignBadgeFor } from '../web/foreign-badge-for.ts';
import { keepSessions, signInLinkFor } from '../web/sign-in-as.ts';
import { startBrowser } from './start-browser.ts';

/** Where to leave a picture of each step, for looking at them; none are made when it is not set. */
const pictures = process.env['SPELDJE_PICTURES'];

let app: RunningApp;
let store: Awaited<ReturnType<typeof demoStore>>;
let browser: Browser;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  [store, browser] = await Promise.all([demoStore(), startBrowser()]);
  await store.store.persons.insert(noor);
  app = await serveApp({ store: store.store, ids: fixedIds('journey'), costlyRequestsPerMinute: 10_000 });
  // A phone without scripts: nothing here needs one.
  context = await browser.newContext({
    locale: 'nl-NL',
    viewport: { width: 390, height: 844 },
    javaScriptEnabled: false,
    acceptDownloads: true,
  });
  page = await context.newPage();
});

afterAll(async () => {
  await browser?.close();
  await app?.close();
  await store?.close();
});

const look = async (name: string) => {
  if (pictures === undefined) return;
  await mkdir(pictures, { recursive: true });
  await page.screenshot({ path: join(pictures, `journey-${name}.png`), fullPage: true });
};

/** Somebody who may gives them a badge, as a bot does it. */
async function earn(slug: string): Promise<string> {
  const badge = await store.store.badges.findBySlug(slug);
  if (badge === undefined) throw new Error(`no badge ${slug}`);
  const awarder = buildPerson({ name: 'Begeleider Bo' });
  await store.store.persons.insert(awarder);
  const grantee = { kind: 'person', personId: awarder.id } as const;
  await store.store.roles.insert(buildRoleGrant({ issuerId: badge.issuerId, role: 'awarder', grantee }));
  const awarded = await awardBadge(
    { store: store.store, clock: () => now, ids: fixedIds(slug) },
    {
      actor: { personId: awarder.id, standing: 'member', via: 'slack', name: 'Begeleider Bo' },
      deliveryKey: `earn ${slug}`,
      badge: slug,
      recipients: [noor.id],
      reason: 'Goed gedaan',
    },
  );
  if (!awarded.ok) throw new Error(awarded.refusal.code);
  return (await store.store.awards.ofPerson(noor.id))[0]?.id ?? '';
}

describe('a learner with a phone', () => {
  let awardId: string;
  let link: string;

  it('earns a badge, signs in by a link, and finds it in the passport', async () => {
    awardId = await earn('adviseur-lerende-regio');
    await page.goto(`${app.url}${await signInLinkFor(store.store, noor.id)}`);
    await page.getByRole('button', { name: 'Log in' }).click();
    await keepSessions(store.store, noor.id);
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain('Noor van den Dijk');
    expect(await page.getByText('Adviseur Lerende Regio Maas en Waal').count()).toBeGreaterThan(0);
    await look('earned');
  });

  it('declares what they did elsewhere', async () => {
    await page.getByRole('button', { name: 'Ervaring toevoegen' }).click();
    await page.locator('#kind').selectOption('volunteering');
    await page.locator('#title').fill('Jeugdtrainer');
    await page.locator('#organisation').fill('VV De Uiterwaarden');
    await page.locator('#from').fill('8-2019');
    await page.getByLabel('Vaardigheid 1').fill('Begeleiden');
    await page.getByRole('button', { name: 'Bewaar' }).click();
    expect(page.url()).toContain('/me#experience-');
    expect(await page.getByText('Zelf opgegeven').count()).toBeGreaterThan(0);
    await look('declared');
  });

  it('brings a badge from another issuer, and is told that their own is there already', async () => {
    const add = async (name: string, buffer: Buffer) => {
      await page.goto(`${app.url}/me/import`);
      await page.getByLabel('Bestand').setInputFiles({ name, mimeType: 'image/png', buffer });
      await page.getByRole('button', { name: 'Kijk na en voeg toe' }).click();
    };
    await add('lasser.png', Buffer.from(await foreignBadgeFor('noor@voorbeeld.example')));
    expect(await page.getByText('Alles klopt, en hij is van jou.').count()).toBe(1);
    await look('imported');
    const own = await fetch(`${app.url}/awards/${awardId}.png`);
    await add('adviseur.png', Buffer.from(await own.arrayBuffer()));
    expect(await page.getByText('staat al in je paspoort').count()).toBe(1);
    await look('imported-own');
  });

  it('hides an entry', async () => {
    await page.goto(`${app.url}/me`);
    const entry = page.locator('.entry', { hasText: 'Jeugdtrainer' });
    await entry.locator('summary').click();
    await entry.getByRole('button', { name: 'Verberg in mijn paspoort' }).click();
    expect(await page.locator('.entry', { hasText: 'Jeugdtrainer' }).count()).toBe(0);
    await look('hidden');
  });

  it('shares what they chose', async () => {
    await page.goto(`${app.url}/me/share?all=1`);
    await page.getByLabel('Voor wie of waarvoor').fill('Sollicitatie');
    await page.getByRole('button', { name: 'Maak de link' }).click();
    link = await page.getByLabel('Adres van de link').inputValue();
    expect(link).toMatch(/\/passports\/[\w-]{43}$/u);
    await look('shared');
  });

  it('is seen by somebody else, in a window that knows nothing, who prints it', async () => {
    const other = await browser.newContext({ locale: 'en-GB', viewport: { width: 1280, height: 900 } });
    const window = await other.newPage();
    expect((await window.goto(link))?.status()).toBe(200);
    expect(await window.getByRole('heading', { level: 1 }).textContent()).toBe(
      'Skills passport of Noor van den Dijk',
    );
    expect(await window.getByText('Lasser').count()).toBeGreaterThan(0);
    expect(await window.getByText('Jeugdtrainer').count()).toBe(0);
    const printed = await window.pdf({ format: 'A4' });
    expect(printed.subarray(0, 5).toString()).toBe('%PDF-');
    const own = await window.request.get(`${link}/passport.pdf`);
    expect((await own.body()).subarray(0, 5).toString()).toBe('%PDF-');
    if (pictures !== undefined) {
      await window.screenshot({ path: join(pictures, 'journey-seen.png'), fullPage: true });
      await window.emulateMedia({ media: 'print' });
      await window.screenshot({ path: join(pictures, 'journey-printed.png'), fullPage: true });
      const { writeFile } = await import('node:fs/promises');
      await writeFile(join(pictures, 'journey.pdf'), await own.body());
    }
    await other.close();
  });

  it('takes the link back, and nobody sees anything any more', async () => {
    await page.goto(`${app.url}/me/share`);
    await page.getByRole('button', { name: 'Trek in' }).click();
    const other = await browser.newContext();
    const window = await other.newPage();
    expect((await window.goto(link))?.status()).toBe(410);
    expect(await window.content()).not.toContain('Noor');
    await other.close();
  });
});
