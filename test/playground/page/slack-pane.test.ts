import { existsSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium } from 'playwright-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startPageServer } from '../../../playground/page/page-server.ts';
import type { PageServer } from '../../../playground/page/page-server.ts';
import type { AppManifest } from '../../../playground/slack/app-manifest.ts';
import { slackPane } from '../../../playground/slack/pane.ts';
import { startSlackStandIn } from '../../../playground/slack/stand-in.ts';
import type { SlackStandIn } from '../../../playground/slack/stand-in.ts';
import { startSmallBot } from './small-bot.ts';
import type { SmallBot } from './small-bot.ts';

const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
const FLAGS = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking'];
const MANIFEST: AppManifest = {
  commands: [{ command: '/badge', description: 'Speldjes', hint: 'award @naam speldje' }],
  shortcuts: [
    { name: 'Speldje hiervoor', kind: 'message', callbackId: 'award_for_message', description: '' },
    { name: 'Speldje toekennen', kind: 'global', callbackId: 'award', description: '' },
  ],
  scopes: undefined,
  events: undefined,
};

describe.skipIf(!existsSync(CHROMIUM))('the Slack-like pane, in Chromium', () => {
  let browser: Browser;
  let bot: SmallBot;
  let slack: SlackStandIn;
  let server: PageServer;
  let page: Page;
  const faults: string[] = [];

  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
    bot = await startSmallBot('xoxb-page');
    slack = await startSlackStandIn({
      serviceUrl: bot.url,
      signingSecret: 'page',
      botToken: 'xoxb-page',
      retryDelaysMs: [],
    });
    bot.connectTo(slack.apiUrl);
    server = await startPageServer({ port: 0, serviceUrl: bot.url, panes: [slackPane(slack, MANIFEST)] });
  });
  afterAll(async () => {
    await browser.close();
    await server.stop();
    await slack.stop();
    await bot.stop();
  });

  async function open(options: { width?: number; dark?: boolean; locale?: string } = {}): Promise<Page> {
    const context = await browser.newContext({
      viewport: { width: options.width ?? 1280, height: 800 },
      colorScheme: options.dark ? 'dark' : 'light',
      locale: options.locale ?? 'nl-NL',
    });
    const opened = await context.newPage();
    opened.on('pageerror', (error) => faults.push(error.message));
    await opened.goto(server.url);
    await opened.getByRole('heading', { name: '# werkplaats' }).waitFor();
    return opened;
  }
  const composer = () => page.getByRole('combobox', { name: /werkplaats/ });
  const type = async (text: string) => {
    await composer().fill(text);
    await page.getByRole('button', { name: 'Verstuur' }).first().click();
  };

  beforeEach(async () => {
    slack.reset();
    faults.length = 0;
    page = await open();
  });
  afterEach(async () => {
    await page.context().close();
    if (faults.length > 0) throw new Error(`The page had faults: ${faults.join('; ')}`);
  });

  test('a person awards a badge, and everybody sees the card; the learner has a direct message', async () => {
    await page.getByRole('button', { name: /^\/badge award/ }).click();
    await page.keyboard.press('Enter');
    const card = page.getByRole('article', { name: 'Speldje' });
    await card.getByRole('heading', { name: 'Adviseur Lerende Regio Maas en Waal' }).waitFor();
    await expect.poll(() => card.getByText('Sterk advies').count()).toBe(1);
    await page.waitForFunction(`document.querySelector('img[alt^="Speldje Adviseur"]').naturalWidth === 1`);
    await page.getByLabel('Ik ben').selectOption('U0SAM');
    await page.getByRole('button', { name: /^Speldje app/ }).click();
    await page.getByRole('heading', { name: 'Jouw skillspaspoort' }).waitFor();
    await page.getByRole('button', { name: 'Berichten' }).click();
    await page.getByText('gaf je een speldje 🎉').waitFor();
  });

  test('names are completed with the keyboard, and arrive as mentions', async () => {
    await composer().pressSequentially('Dag @noo');
    await page.getByRole('option', { name: '@Student Noor @noor' }).waitFor();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await page.locator('.mention', { hasText: '@Student Noor' }).waitFor();
    expect(slack.messages('C0WERKPLAATS').map((message) => message.text)).toEqual(['Dag <@U0NOOR>']);
  });

  test('what is for one person alone is shown to them and to nobody else', async () => {
    await type('/badge onzin');
    await page.getByText('Alleen zichtbaar voor jou').waitFor();
    await page.getByRole('button', { name: 'samenwerken' }).waitFor();
    await page.getByLabel('Ik ben').selectOption('U0SAM');
    await page.getByText('Hier is nog niets gezegd.').waitFor();
    await expect.poll(() => page.getByText('Alleen zichtbaar voor jou').count()).toBe(0);
  });

  test('a mention is answered in the thread, where slash commands do not work', async () => {
    await type('@Speldje help');
    await page.getByRole('button', { name: '1 reactie' }).click();
    const thread = page.getByRole('complementary', { name: 'Thread' });
    await thread.getByText('Zeg het maar').waitFor();
    await thread.getByRole('combobox').fill('/badge help');
    await page.keyboard.press('Enter');
    await page.getByText('In een thread werken geen /-opdrachten').waitFor();
    await thread.getByRole('combobox').fill('bewijs');
    await page.keyboard.press('Enter');
    await thread.getByText('bewijs').waitFor();
    expect(slack.messages('C0WERKPLAATS').at(-1)?.threadTs).toBe(slack.messages('C0WERKPLAATS')[0]?.ts);
  });

  test('a modal is filled in by keyboard and shows what the app objects to', async () => {
    await type('/badge');
    const dialog = page.getByRole('dialog', { name: 'Speldje toekennen' });
    await dialog.getByRole('combobox', { name: 'Aan wie' }).fill('Sam');
    await dialog.getByRole('option', { name: 'Student Sam' }).waitFor();
    await page.keyboard.press('Enter');
    await dialog.getByRole('button', { name: 'Toekennen' }).click();
    await dialog.getByText('Vul dit in.').waitFor();
    await dialog.getByRole('combobox', { name: 'Welk speldje' }).fill('las');
    await dialog.getByRole('option', { name: /Lassen/ }).click();
    await dialog.getByRole('radio', { name: 'In dit kanaal' }).check();
    await dialog.getByRole('button', { name: 'Toekennen' }).click();
    await dialog.getByRole('alert').getByText('Sam heeft dit speldje al.').waitFor();
    expect(await dialog.getByRole('radio', { name: 'In dit kanaal' }).isChecked()).toBe(true);
    await dialog.getByRole('combobox', { name: 'Welk speldje' }).fill('sam');
    await dialog.getByRole('option', { name: 'Samenwerken' }).click();
    await dialog.getByRole('button', { name: 'Toekennen' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(slack.views('U0BO')).toHaveLength(0);
  });

  test('a message is edited, gets a reaction, carries a file, and is removed', async () => {
    await page
      .locator('input[type=file]')
      .first()
      .setInputFiles({
        name: 'verslag.txt',
        mimeType: 'text/plain',
        buffer: Buffer.from('verslag'),
      });
    await type('Mijn verslag');
    const message = page.getByRole('article', { name: 'Begeleider Bo' });
    await message.getByRole('link', { name: /verslag.txt/ }).waitFor();
    await message.getByRole('button', { name: 'Reageer met tada' }).click();
    await message.getByRole('button', { name: 'tada: 1' }).waitFor();
    await message.locator('summary').click();
    await message.getByRole('button', { name: 'Bewerken' }).click();
    await page.getByRole('textbox', { name: 'Bewerken' }).fill('Mijn *tweede* verslag');
    await page.getByRole('button', { name: 'Bewaar' }).click();
    await message.locator('strong', { hasText: 'tweede' }).waitFor();
    await message.locator('summary').click();
    await message.getByRole('button', { name: 'Verwijderen' }).click();
    await page.getByText('Hier is nog niets gezegd.').waitFor();
    expect(slack.messages('C0WERKPLAATS')).toHaveLength(0);
  });

  test('the message menu has the shortcuts of the manifest', async () => {
    await type('kijk');
    const message = page.getByRole('article', { name: 'Begeleider Bo' });
    await message.locator('summary').click();
    const heard = page.waitForResponse((response) => response.url().endsWith('/slack/act'));
    await message.getByRole('button', { name: 'Speldje hiervoor' }).click();
    await heard;
    expect(slack.wires.at(-1)?.label).toBe('message_action award_for_message');
  });

  test('what went over the wire can be read, and errors of the app are told', async () => {
    await type('/badge onzin');
    await page.getByRole('button', { name: 'Over de draad' }).click();
    const drawer = page.getByRole('complementary').filter({ hasText: 'Over de draad' });
    await drawer.getByText('/badge onzin').first().click();
    await drawer.getByText('"response_url"').waitFor();
    await drawer.getByRole('button', { name: 'Sluiten' }).click();
    slack.connectTo('http://127.0.0.1:9');
    await type('/badge list');
    await page.getByText('De dienst is niet bereikbaar.').waitFor();
    slack.connectTo(bot.url);
    expect(slack.ephemerals('U0BO').at(-1)?.text).toContain('dispatch_failed');
  });

  test('the language can be changed, and is kept', async () => {
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByText('Nothing has been said here yet.').waitFor();
    await page.reload();
    await page.getByText('Nothing has been said here yet.').waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
  });

  test.each([
    ['desktop, light', {}],
    ['desktop, dark', { dark: true }],
    ['phone, light', { width: 390 }],
    ['phone, dark', { width: 390, dark: true }],
  ])('has nothing that axe finds wrong by WCAG 2.2 AA: %s', async (_how, how) => {
    await slack.slashCommand({
      user: 'U0BO',
      channel: 'C0WERKPLAATS',
      text: 'award @sam adviseur-lerende-regio “Sterk”',
    });
    await slack.slashCommand({ user: 'U0BO', channel: 'C0WERKPLAATS', text: 'onzin' });
    const shown = await open(how);
    const scan = async () => {
      const { violations } = await new AxeBuilder({ page: shown })
        .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
        .analyze();
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`);
    };
    expect(await scan()).toEqual([]);
    await shown.getByRole('combobox', { name: /werkplaats/ }).fill('/badge');
    await shown.getByRole('button', { name: 'Verstuur' }).click();
    await shown.getByRole('dialog').waitFor();
    expect(await scan()).toEqual([]);
    expect(await shown.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    await shown.context().close();
  });
});

describe('the page server', () => {
  let slack: SlackStandIn;
  let server: PageServer;
  beforeAll(async () => {
    slack = await startSlackStandIn({ serviceUrl: 'http://127.0.0.1:9', signingSecret: 's', botToken: 'x' });
    server = await startPageServer({ port: 0, serviceUrl: 'http://x', panes: [slackPane(slack, MANIFEST)] });
  });
  afterAll(async () => {
    await server.stop();
    await slack.stop();
  });

  test('415 for what another site could send without asking, 404 for files that are not for the browser', async () => {
    const post = await fetch(`${server.url}/slack/act`, { method: 'POST', body: '{"act":"say"}' });
    expect(post.status).toBe(415);
    for (const path of [
      '/slack/files/..%2fpane.ts',
      '/slack/files/pane.ts',
      '/page/..%2f..%2fmain.ts',
      '/nothing',
    ]) {
      expect((await fetch(server.url + path)).status).toBe(404);
    }
  });

  test('tells why an act is not possible', async () => {
    const answer = await fetch(`${server.url}/slack/act`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ act: 'say', as: 'U0SAM', channel: 'G0PRIVE', text: 'x' }),
    });
    await expect(answer.json()).resolves.toMatchObject({ ok: false, code: 'not_in_channel' });
  });
});
