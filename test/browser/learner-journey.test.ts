import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import type { Browser, BrowserContext, Download, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chatWords } from '../../src/i18n/chat-messages.ts';
import { settingsWords } from '../../src/i18n/chat-settings-messages.ts';
import { entryChooserWords } from '../../src/i18n/web-entry-chooser-messages.ts';
import { importWords } from '../../src/i18n/web-import-messages.ts';
import { meWords } from '../../src/i18n/web-me-messages.ts';
import { personSettingsWords } from '../../src/i18n/web-settings-messages.ts';
import { shareWords } from '../../src/i18n/web-shared-passport-messages.ts';
import { signInWords } from '../../src/i18n/web-sign-in-messages.ts';
import { foreignBadgeFor } from '../web/foreign-badge-for.ts';
import { keep, lookAt, picture } from './look-at.ts';
import { startBrowser } from './start-browser.ts';
import { startPlayground, type RunningPlayground } from './start-playground.ts';

/** The learners of the demo community who go this way, each with a screen of their own. */
const learners = [
  {
    lang: 'nl',
    user: 'U0SAM',
    name: 'Student Sam',
    address: 'sam@voorbeeld.example',
    screen: { viewport: { width: 390, height: 844 }, colorScheme: 'light', locale: 'nl-NL' },
    // Their browser gets none of our scripts; nothing that they do needs one.
    scripts: false,
    badge: 'Adviseur Lerende Regio Maas en Waal',
  },
  {
    lang: 'en',
    user: 'U0ALI',
    name: 'Student Ali',
    address: 'ali@voorbeeld.example',
    screen: { viewport: { width: 1280, height: 800 }, colorScheme: 'dark', locale: 'en-GB' },
    scripts: true,
    badge: 'Adviser Learning Region Maas en Waal',
  },
] as const;

let playground: RunningPlayground;
let browser: Browser;

beforeAll(async () => {
  [playground, browser] = await Promise.all([startPlayground(), startBrowser()]);
});

afterAll(async () => {
  await browser?.close();
  await playground?.stop();
});

const readPdf = (program: 'pdftotext' | 'pdfinfo', options: readonly string[], pdf: Buffer) =>
  execFileSync(program, [...options, '-', ...(program === 'pdftotext' ? ['-'] : [])], {
    input: pdf,
    encoding: 'utf8',
  });
const textOfPdf = (pdf: Buffer) => readPdf('pdftotext', ['-layout'], pdf).replaceAll(/\s+/gu, ' ');
const linksOfPdf = (pdf: Buffer) => readPdf('pdfinfo', ['-url'], pdf);
const contentOf = async (download: Download) => readFile(await download.path());

it('takes in Teams too what it says to type first', async () => {
  const page = await browser.newPage();
  await page.goto(playground.url);
  await page.getByRole('tab', { name: 'Teams' }).click();
  const teams = page.locator('#pane-teams');
  await teams.locator('textarea').first().fill('@Speldje toekennen @Student Sam adviseur-lerende-regio');
  await teams.locator('textarea').first().press('Enter');
  const badge = teams.getByText('Adviseur Lerende Regio Maas en Waal').first();
  await badge.waitFor();
  expect(await teams.getByRole('dialog').count()).toBe(0);
  await page.close();
});

describe.each(learners)('$name, from the award on', ({ lang, user, name, address, screen, ...learner }) => {
  const me = meWords(lang);
  const share = shareWords(lang);
  const imports = importWords(lang);
  const settings = personSettingsWords(lang);
  const contexts: BrowserContext[] = [];
  const faults: string[] = [];
  let slack: Page;
  let page: Page;
  let award: string;
  let link: string;

  const open = async (options: Parameters<Browser['newContext']>[0] = {}) => {
    const context = await browser.newContext({ ...screen, reducedMotion: 'reduce', ...options });
    contexts.push(context);
    context.on('weberror', (error) => faults.push(error.error().message));
    return context.newPage();
  };
  const entry = (title: string) => page.locator('.entry', { hasText: title });
  /** The conversation with the bot; its places stand behind a button where there is little room. */
  const openBot = async () => {
    const menu = slack.locator('.only-phone');
    if (await menu.isVisible()) await menu.click();
    await slack.locator('.side button', { hasText: 'Speldje' }).click();
    await slack.locator('.home-tabs button').nth(1).click();
  };
  /** The code in the newest mail to them, in the playground's pane of everybody's mail. */
  const codeInMail = async () => {
    await slack.getByRole('tab', { name: 'Mail' }).click();
    const mail = slack.locator('#pane-mail button', { hasText: address }).first();
    await mail.click();
    // Mail runs no scripts, so axe can't look at it.
    await picture(slack, `${lang}-mail`);
    const heading = slack.frameLocator('#pane-mail iframe').getByRole('heading', { level: 1 });
    return (await heading.textContent())?.trim().split(' ').at(-1) ?? '';
  };
  /** Presses what leads to another page, and waits until that is there. */
  const follow = async (target: Locator) => {
    await Promise.all([page.waitForEvent('domcontentloaded'), target.click()]);
  };
  const said = () => page.locator('main').innerText();
  const look = (what: string) => lookAt(page, `${lang}-${what}`);
  const type = async (pane: Page, text: string) => {
    const field = pane.locator('#pane-slack .composer textarea').first();
    await field.fill(text);
    await field.press('Enter');
  };

  afterAll(async () => {
    await Promise.all(contexts.map((context) => context.close()));
    if (faults.length > 0) throw new Error(`Pages had faults: ${faults.join('; ')}`);
  });

  it('earns a badge in Slack, and signs in by the link that the bot gives', async () => {
    const supervisor = await open({ viewport: { width: 1280, height: 800 }, locale: 'nl-NL' });
    await supervisor.goto(playground.url);
    await supervisor.getByRole('heading', { name: '# werkplaats' }).waitFor();
    await type(supervisor, `/badge award @${name} adviseur-lerende-regio “Sterk advies aan De Krib”`);
    await supervisor.getByRole('article').getByText(name).first().waitFor();

    slack = await open();
    await slack.goto(playground.url);
    await slack.locator('#i-am').selectOption(user);
    await openBot();
    await slack.locator('.log').getByText(chatWords(lang).youWereAwarded).waitFor();
    // A field of several lines that completes what is typed has no role of its own.
    await lookAt(slack, `${lang}-told`, ['aria-allowed-role']);
    await type(slack, '/badge web');
    const signIn = slack.locator('.log a', { hasText: settingsWords(lang).webOpen }).last();
    await signIn.waitFor();
    const address = (await signIn.getAttribute('href')) ?? '';

    page = await open();
    if (!learner.scripts)
      await page.route('**/*', (route) =>
        route.request().resourceType() === 'script' ? route.abort() : route.continue(),
      );
    await page.goto(address);
    await look('sign-in');
    await follow(page.getByRole('button', { name: signInWords(lang).confirm, exact: true }));
    expect(page.url()).toBe(`${playground.serviceUrl}/me`);
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(me.passportOf(name));
    expect(await entry(learner.badge).count()).toBe(1);
    await look('earned');
  });

  it('declares what they did elsewhere', async () => {
    await follow(page.getByRole('button', { name: me.addExperience }));
    await look('declare');
    await page.locator('#kind').selectOption('volunteering');
    await page.locator('#title').fill('Jeugdtrainer');
    await page.locator('#organisation').fill('VV De Uiterwaarden');
    await page.locator('#from').fill('8-2019');
    await page.getByLabel(me.skillNumber(1), { exact: true }).fill('Begeleiden');
    await follow(page.getByRole('button', { name: me.save, exact: true }));
    expect(page.url()).toContain('/me#experience-');
    expect(await entry('Jeugdtrainer').getByText(me.provenance.declared).count()).toBe(1);
    await look('declared');
  });

  it('brings a badge from another issuer, and is told that their own is there already', async () => {
    const add = async (fileName: string, buffer: Buffer) => {
      await page.getByLabel(imports.file).setInputFiles({ name: fileName, mimeType: 'image/png', buffer });
      await follow(page.getByRole('button', { name: imports.send }));
    };
    await follow(page.getByRole('button', { name: me.addImport }));
    await look('import');
    await follow(page.getByRole('link', { name: imports.confirmFirst }));
    await page.getByLabel(settings.newAddress).fill(address);
    await follow(page.getByRole('button', { name: settings.mailCode }));
    await look('code-sent');
    await page.getByLabel(settings.code).fill(await codeInMail());
    await follow(page.getByRole('button', { name: settings.confirm }));
    expect(await said()).toContain(settings.linked(address));
    await look('address-confirmed');
    await page.goto(`${playground.serviceUrl}/me/import`);
    await add('lasser.png', Buffer.from(await foreignBadgeFor(address)));
    expect(await said()).toContain(imports.verdicts.valid);
    await look('imported');

    await page.goto(`${playground.serviceUrl}/me`);
    await follow(entry(learner.badge).getByRole('heading').getByRole('link'));
    award = page.url();
    await look('award');
    for (const details of await page.locator('details').all())
      await details.evaluate((element) => element.setAttribute('open', ''));
    const [baked] = await Promise.all([
      page.waitForEvent('download'),
      page.locator('a[download][href$=".png"]').first().click(),
    ]);
    await page.goto(`${playground.serviceUrl}/me/import`);
    await add(baked.suggestedFilename(), await contentOf(baked));
    expect(await said()).toContain(imports.refusals['awarded-here']);
    await look('imported-own');
  });

  it('hides an entry', async () => {
    await page.goto(`${playground.serviceUrl}/me`);
    await entry('Jeugdtrainer').locator('summary').click();
    await look('hide');
    await follow(entry('Jeugdtrainer').getByRole('button', { name: me.hide }));
    expect(await entry('Jeugdtrainer').count()).toBe(0);
    await look('hidden');
  });

  it('shares what they chose', async () => {
    await follow(page.getByRole('link', { name: me.sections.share, exact: true }));
    await follow(page.getByRole('link', { name: entryChooserWords(lang).all }));
    expect(await page.getByRole('checkbox', { name: /Jeugdtrainer/u }).count()).toBe(0);
    await page.getByLabel(share.label).fill('De Krib');
    await look('share');
    await follow(page.getByRole('button', { name: share.send }));
    link = await page.getByLabel(share.address).inputValue();
    expect(link).toMatch(/\/passports\/[\w-]{43}$/u);
    await look('shared');
  });

  it('is seen by somebody else, in a window that knows nothing, who prints it', async () => {
    const window = await open();
    expect((await window.goto(link))?.status()).toBe(200);
    expect(await window.getByRole('heading', { level: 1 }).textContent()).toBe(share.sharedTitle(name));
    expect(await window.getByText('Jeugdtrainer').count()).toBe(0);
    await lookAt(window, `${lang}-seen`);
    const printed = await window.pdf({ format: 'A4' });
    const languages = { 'accept-language': lang };
    const drawn = await (await window.request.get(`${link}/passport.pdf`, { headers: languages })).body();
    for (const [how, pdf] of Object.entries({ printed, drawn })) {
      await keep(`${lang}-${how}.pdf`, pdf);
      const text = textOfPdf(pdf);
      for (const shown of [name, learner.badge, 'Lasser', 'Elders']) expect(text).toContain(shown);
      expect(text).not.toContain('Jeugdtrainer');
      expect(linksOfPdf(pdf), how).toContain(award);
    }
    // Who prints it wants the passport, not the site around it.
    expect(textOfPdf(printed)).not.toContain(share.pdf);
  });

  it('takes the link back, and nobody sees anything any more', async () => {
    await follow(page.getByRole('button', { name: share.withdraw }));
    await look('withdrawn');
    const window = await open();
    expect((await window.goto(link))?.status()).toBe(410);
    expect(await window.content()).not.toContain(name);
    await lookAt(window, `${lang}-gone`);
    expect((await window.request.get(`${link}/passport.pdf`)).status()).toBe(410);
  });

  it('erases everything, after which the badge names nobody and the bot starts anew', async () => {
    await follow(page.getByRole('link', { name: me.sections.settings, exact: true }));
    await look('settings');
    await follow(page.getByRole('link', { name: settings.eraseOpen }));
    await look('erase');
    await page.locator('#sure').fill(settings.eraseWord);
    await follow(page.getByRole('button', { name: settings.eraseDo }));
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(settings.erasedTitle);
    await look('erased');
    await page.goto(award);
    expect(await page.content()).not.toContain(name);
    await look('award-erased');
    await page.goto(`${playground.serviceUrl}/me`);
    expect(page.url()).toContain('/sign-in');
  });
});
