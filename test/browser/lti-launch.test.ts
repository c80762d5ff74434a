import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium, type BrowserContext, type Frame, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { makeChatCode } from '../../src/use-cases/link-by-chat.ts';
import { recognisePerson } from '../../src/use-cases/recognise-person.ts';
import { addBadge, fillCourse } from '../lti/course-browser.ts';
import { ids, startLtiService, type LtiService } from '../lti/lti-service.ts';

const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
const flags = ['--no-sandbox', '--disable-gpu', '--disable-background-networking'];

/** How a browser treats the cookies of a page in a frame of another site. */
type Blocking = 'third-party' | 'all';

async function toolFrame(page: Page): Promise<Frame> {
  const frame = await (await page.waitForSelector('iframe')).contentFrame();
  if (frame === null) throw new Error('no frame');
  return frame;
}
/** The control: what stays of a plain cookie in this frame. */
async function plainCookieIn(frame: Frame): Promise<string> {
  return frame.evaluate<string>(`(() => {
    try { document.cookie = 'plain=1; SameSite=None; Secure'; return document.cookie; } catch { return ''; }
  })()`);
}

describe.skipIf(!existsSync(executablePath))('launches in Chromium with third-party cookies blocked', () => {
  let service: LtiService;
  const deps = () => ({ store: service.store, clock: () => new Date(), ids });
  let context: BrowserContext | undefined;
  let folder: string | undefined;
  let badge: string;

  beforeAll(async () => {
    // Two sites: the platform on 127.0.0.1, the tool on localhost.
    service = await startLtiService({ lmsHost: '127.0.0.1' });
    badge = (await addBadge(service, { title: { nl: 'Adviseur', en: 'Adviser' } })).slug;
    fillCourse(service, '8', 60, 500);
  });
  afterAll(() => service.close());
  afterEach(async () => {
    service.lms.manners.storage = true;
    service.browser.dropsFramedCookies = false;
    await context?.close();
    if (folder !== undefined) await rm(folder, { recursive: true, force: true });
  });

  async function open(blocking: Blocking, size = { width: 1000, height: 800 }): Promise<Page> {
    folder = await mkdtemp(join(tmpdir(), 'speldje-browser-'));
    await mkdir(join(folder, 'Default'));
    const profile =
      blocking === 'all'
        ? { default_content_setting_values: { cookies: 2 } }
        : { cookie_controls_mode: 1, block_third_party_cookies: true };
    await writeFile(join(folder, 'Default', 'Preferences'), JSON.stringify({ profile }));
    context = await chromium.launchPersistentContext(folder, {
      executablePath,
      headless: true,
      viewport: size,
      locale: 'nl-NL',
      args: flags,
    });
    return context.pages()[0] ?? context.newPage();
  }

  /** Findings by axe, and whether something must be scrolled sideways to be read. */
  async function faultsOf(page: Page, frame: Frame): Promise<readonly string[]> {
    const { violations } = await new AxeBuilder({ page }).include(['iframe', '.tool']).analyze();
    const [wide, high] = [
      await frame.evaluate<number>('document.documentElement.scrollWidth'),
      await frame.evaluate<number>('document.documentElement.clientWidth'),
    ];
    return [
      ...violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`),
      ...(wide <= high ? [] : [`${wide} px wide in a frame of ${high}`]),
    ];
  }

  const course = (user: string, id = '7') => `${service.lms.url}/course/${id}?as=${user}&link=1`;

  it('works by the partitioned cookie', async () => {
    service.lms.manners.storage = false;
    const page = await open('third-party');
    await page.goto(course('2'));
    const frame = await toolFrame(page);
    await frame.waitForSelector('h1:has-text("Deelnemers")');
    expect(await plainCookieIn(frame)).toBe('');
  });

  it("works by the platform's storage", async () => {
    const page = await open('all');
    await page.goto(course('2'));
    const frame = await toolFrame(page);
    await frame.waitForSelector('h1:has-text("Deelnemers")');
    expect(await plainCookieIn(frame)).toBe('');
  });

  it('works in a window of its own where there is neither', async () => {
    service.lms.manners.storage = false;
    // Chromium has no setting that blocks partitioned cookies alone, so they are dropped on their way.
    service.browser.dropsFramedCookies = true;
    const page = await open('third-party');
    await page.goto(course('2'));
    const frame = await toolFrame(page);
    const link = await frame.waitForSelector('a[role=button]:has-text("nieuw venster")');
    expect(await plainCookieIn(frame)).toBe('');
    const [opened] = await Promise.all([page.context().waitForEvent('page'), link.click()]);
    await opened.waitForSelector('h1:has-text("Deelnemers")');
    expect(new URL(opened.url()).pathname).toBe('/lti/tool');
    expect(opened.url()).not.toContain('session');
  });

  it('keeps two tabs apart', async () => {
    const page = await open('third-party');
    const other = await page.context().newPage();
    await Promise.all([page.goto(course('2')), other.goto(course('3'))]);
    const [teacher, learner] = [await toolFrame(page), await toolFrame(other)];
    await page.bringToFront();
    await teacher.waitForSelector('.who:has-text("Truus Docent")');
    await other.bringToFront();
    await learner.waitForSelector('.who:has-text("Sam Student")');
    await page.bringToFront();
    await teacher.click('button:has-text("Toegekend")');
    await teacher.waitForSelector('h1:has-text("Toegekend")');
    await other.bringToFront();
    await learner.click('button:has-text("Mijn paspoort")');
    await learner.waitForSelector('.who:has-text("Sam Student")');
    expect(await teacher.textContent('.who')).toContain('Truus Docent');
  });

  it('bears a reload, and the back button, within the frame', async () => {
    const page = await open('third-party');
    await page.goto(course('2', '8'));
    let frame = await toolFrame(page);
    await frame.waitForSelector('h1:has-text("Deelnemers")');
    await frame.click('button:has-text("Toegekend")');
    await frame.waitForSelector('h1:has-text("Toegekend")');
    await frame.click('button:has-text("Beoordelen")');
    await frame.waitForSelector('h1:has-text("Beoordelen")');
    await frame.evaluate('history.back()');
    await frame.waitForSelector('h1:has-text("Toegekend")');
    await frame.evaluate('location.reload()');
    await frame.waitForSelector('h1:has-text("Toegekend")');
    expect(frame.url()).toBe(`${service.url}/lti/tool`);
    await page.reload();
    frame = await toolFrame(page);
    await frame.waitForSelector('h1:has-text("Deelnemers")');
  });

  it('lets a teacher award by keyboard in a frame 320 px wide, without findings by axe', async () => {
    const page = await open('third-party', { width: 320, height: 700 });
    await page.goto(course('2', '8'));
    const frame = await toolFrame(page);
    await frame.waitForSelector('h1:has-text("Deelnemers")');
    expect(await faultsOf(page, frame), 'roster').toEqual([]);
    await frame.selectOption('select[name=badge]', badge);
    await frame.focus('input[name=selected] >> nth=0');
    await page.keyboard.press('Space');
    await frame.focus('button:has-text("Bekijk voor het toekennen")');
    await page.keyboard.press('Enter');
    await frame.waitForSelector('h1:has-text("Adviseur toekennen")');
    expect(await faultsOf(page, frame), 'preview').toEqual([]);
    await frame.fill('textarea[name=note]', 'Sterk advies');
    await frame.focus('.actions button:has-text("Ken toe")');
    await page.keyboard.press('Enter');
    await frame.waitForSelector('.said.done:has-text("1 badge toegekend")');
    for (const [button, heading] of [
      ['Beoordelen', 'Beoordelen'],
      ['Toegekend', 'Toegekend'],
      ['Mijn paspoort', 'Mijn skillspaspoort'],
      ['Badges in deze cursus', 'Alle badges'],
    ] as const) {
      await frame.click(`.sections button:has-text("${button}")`);
      await frame.waitForSelector(`h1:has-text("${heading}")`);
      expect(await faultsOf(page, frame), heading).toEqual([]);
    }
  });

  it('lets a learner ask for a badge with a file by keyboard, by light and by dark, at 320 px', async () => {
    const page = await open('third-party', { width: 320, height: 700 });
    await page.goto(course('3'));
    const frame = await toolFrame(page);
    await frame.waitForSelector('h1:has-text("Alle badges")');
    await frame.focus('button:has-text("Vraag deze badge aan")');
    await page.keyboard.press('Enter');
    await frame.waitForSelector('h1:has-text("aanvragen")');
    // Whoever hears the page hears that it is another one: the focus moved to its content.
    expect(await frame.evaluate('document.activeElement.id')).toBe('content');
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await faultsOf(page, frame), `ask form, ${colorScheme}`).toEqual([]);
    }
    await frame.setInputFiles('input[type=file]', {
      name: 'groot.bin',
      mimeType: 'application/octet-stream',
      buffer: Buffer.alloc(15 * 1024 * 1024 + 1),
    });
    expect(await frame.evaluate(`document.querySelector('input[type=file]').validationMessage`)).toContain(
      '15 MB',
    );
    await frame.setInputFiles('input[type=file]', {
      name: 'verslag.txt',
      mimeType: 'text/plain',
      buffer: Buffer.from('mijn advies'),
    });
    await frame.focus('textarea[name=text]');
    await page.keyboard.type('Ik adviseerde een bedrijf');
    await frame.focus('button:has-text("Verstuur")');
    await page.keyboard.press('Enter');
    await frame.waitForSelector('.said.done:has-text("Je aanvraag is verstuurd")');
    expect(await faultsOf(page, frame), 'passport').toEqual([]);
    await frame.click('button:has-text("Koppel je accounts")');
    await frame.waitForSelector('h1:has-text("Mijn accounts")');
    expect(await faultsOf(page, frame), 'accounts').toEqual([]);
    const sam = await service.store.persons.findByIdentity('lti:lms1:3');
    const [asked] = await service.store.nominations.ofPerson(sam?.id ?? '');
    const [piece] = await service.store.evidence.ofSubjects('nomination', [asked?.id ?? '']);
    expect(piece?.files).toMatchObject([{ name: 'verslag.txt', size: 11 }]);
  });

  it('asks whether it is you before accounts become one, without findings by axe', async () => {
    const slack = await recognisePerson(deps(), {
      identity: { kind: 'slack', workspace: 'T1', user: 'UALI' },
      vouchedBy: 'platform',
      facts: { name: 'Ali in Slack' },
    });
    const made = await makeChatCode(deps(), {
      actor: { personId: slack.id, workspace: 'slack:T1', standing: 'member', via: 'slack' },
    });
    const page = await open('third-party', { width: 320, height: 700 });
    await page.goto(course('5'));
    const frame = await toolFrame(page);
    await frame.click('button:has-text("Mijn paspoort")');
    await frame.click('button:has-text("Koppel je accounts")');
    await frame.fill('input[name=code]', made.ok ? made.code : '');
    await page.keyboard.press('Enter');
    await frame.waitForSelector('h1:has-text("Ben jij dit?")');
    expect(await faultsOf(page, frame), 'is it you').toEqual([]);
    await frame.click('button:has-text("Ja, dat ben ik")');
    await frame.waitForSelector('.said.done:has-text("één paspoort")');
  });

  it('lets a teacher put a badge into the course by keyboard, at 320 px', async () => {
    const page = await open('third-party', { width: 320, height: 700 });
    await page.goto(`${service.lms.url}/course/7?as=2&what=deep-linking`);
    const frame = await toolFrame(page);
    await frame.waitForSelector('h1:has-text("Wat wil je in de cursus zetten?")');
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await faultsOf(page, frame), `deep linking, ${colorScheme}`).toEqual([]);
    }
    await frame.focus(`input[value="badge:${badge}"]`);
    await page.keyboard.press('Space');
    await frame.focus('input[name=line-item]');
    await page.keyboard.press('Space');
    await frame.focus('button:has-text("Zet in de cursus")');
    await page.keyboard.press('Enter');
    await frame.waitForSelector('h1:has-text("Content was added")');
    expect(service.lms.courses.get('7')?.links.at(-1)).toMatchObject({
      custom: { badge },
      lineItem: expect.any(String),
    });
    // In the course, the link opens that badge.
    await page.goto(
      `${service.lms.url}/course/7?as=3&link=${service.lms.courses.get('7')?.links.at(-1)?.id}`,
    );
    await (await toolFrame(page)).waitForSelector('h2:has-text("Adviseur")');
  });
});
