import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPageServer, type PageServer } from '../../../playground/page/page-server.ts';
import { teamsPane } from '../../../playground/teams/pane.ts';
import { startBrowser } from '../../browser/start-browser.ts';
import { teamsTown, type TeamsTown } from '../../integration/teams-town.ts';

let town: TeamsTown;
let server: PageServer;
let browser: Browser;

beforeAll(async () => {
  browser = await startBrowser();
  town = await teamsTown();
  server = await startPageServer({ port: 0, serviceUrl: town.serviceUrl, panes: [teamsPane(town.teams)] });
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
  await town?.close();
});

async function as(name: string, options: Parameters<Browser['newPage']>[0] = {}): Promise<Page> {
  const page = await browser.newPage({ locale: 'nl-NL', ...options });
  page.setDefaultTimeout(20_000);
  await page.goto(server.url);
  await page.locator('.t-you select').selectOption({ label: name });
  return page;
}

const say = async (page: Page, text: string) => {
  await page.locator('.t-write textarea').fill(text);
  await page.keyboard.press('Escape');
  await page.locator('.t-write .t-send').click();
};
const count = (name: string, filter = {}) => town.db.collection(name).countDocuments(filter);

describe('the Teams pane of the playground', () => {
  it('awards by a mention, and a reply with a file becomes evidence', async () => {
    const page = await as('Begeleider Bo');
    await say(page, '@Speldje toekennen @Student Sam adviseur-lerende-regio “Sterk advies”');
    await page.locator('.t-replies .ac', { hasText: 'kreeg de badge' }).waitFor();
    await page.locator('.t-only', { hasText: 'Alleen jij ziet dit' }).waitFor();
    await page.getByRole('button', { name: '↩ Antwoorden' }).first().click();
    await page.locator('.t-reply textarea').fill('Het rapport hielp ons');
    await page.locator('.t-reply .t-tool').first().click();
    await page.locator('.t-reply .t-send').click();
    await expect.poll(() => count('evidence', { text: 'Het rapport hielp ons' })).toBe(1);
    const other = await as('Student Noor');
    await other.locator('.ac', { hasText: 'kreeg de badge' }).waitFor();
    await expect.poll(() => other.locator('.t-only').count()).toBe(0);
    await other.close();
    await page.close();
  });

  it('awards by the form, which says what is missing', async () => {
    const page = await as('Begeleider Bo');
    await say(page, '/');
    await page.locator('.ac-action', { hasText: 'Badge toekennen' }).last().click();
    const dialog = page.locator('dialog');
    await dialog.locator('.ac-action', { hasText: 'Toekennen' }).click();
    await dialog.locator('.ac-attention').first().waitFor();
    await dialog
      .getByLabel('Badge')
      .fill('Adviseur Lerende Regio Maas en Waal · Stichting Stimulering Techniek Maas en Waal');
    await dialog.getByLabel('Student Noor').check();
    await dialog.locator('.ac-action', { hasText: 'Toekennen' }).click();
    await dialog.waitFor({ state: 'detached' });
    await expect.poll(() => count('awards')).toBe(2);
    await page.close();
  });

  it('shows a reviewer in Dutch what they may do with an English nomination, on a phone in the dark', async () => {
    const chris = await as('Collega Chris', { locale: 'en-GB' });
    await say(chris, '/nominate @Student Ali adviseur-lerende-regio because he listens');
    await chris.locator('.ac', { hasText: 'was nominated for' }).waitFor();
    await chris.close();
    const robin = await as('Beoordelaar Robin', {
      viewport: { width: 390, height: 800 },
      colorScheme: 'dark',
      hasTouch: true,
    });
    const card = robin.locator('.ac', { hasText: 'is voorgedragen voor' });
    await card.locator('.ac-action', { hasText: 'Aannemen' }).click();
    await expect.poll(() => count('awards')).toBe(3);
    await robin.locator('.ac', { hasText: 'Aangenomen door' }).first().waitFor();
    expect(await robin.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    await robin.close();
  });

  it('offers to add a message to the evidence, and finds a badge to show', async () => {
    const page = await as('Begeleider Bo');
    const sam = await as('Student Sam');
    await say(sam, 'Mijn onderzoek is af');
    const post = page.locator('.t-post', { hasText: 'Mijn onderzoek is af' });
    await post.locator('summary').click();
    await post.getByRole('button', { name: 'Toevoegen aan bewijs' }).click();
    await page.locator('dialog', { hasText: 'Mijn onderzoek is af' }).waitFor();
    await page.getByRole('button', { name: 'Sluiten' }).click();
    await page.getByRole('button', { name: /Zoek een badge/u }).click();
    const found = page.locator('dialog .t-result');
    await found.first().waitFor();
    expect(await found.allInnerTexts()).toContainEqual(expect.stringContaining('Lassen'));
    await page.close();
    await sam.close();
  });

  it.each(['light', 'dark'] as const)('is without findings by axe: %s', async (colorScheme) => {
    const context = await browser.newContext({ locale: 'nl-NL', colorScheme });
    const page = await context.newPage();
    await page.goto(server.url);
    await page.locator('.ac').first().waitFor();
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
    await context.close();
  });
});
