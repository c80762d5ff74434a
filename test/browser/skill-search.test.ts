import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Store } from '../../src/ports/store.ts';
import { buildFrameworkSkill } from '../builders/build-framework-skill.ts';
import { buildPerson } from '../builders/build-person.ts';
import { createMemoryStore } from '../fakes/memory-store.ts';
import { fixedIds, serveApp, type RunningApp } from '../web/demo-app.ts';
import { signInLinkFor } from '../web/sign-in-as.ts';
import { noFindings, noWider, picture } from './look-at.ts';
import { startBrowser } from './start-browser.ts';

const sam = buildPerson({ name: 'Student Sam' });
const skills = [
  buildFrameworkSkill('teams', { name: { nl: 'Samenwerken', en: 'Work in teams' } }),
  buildFrameworkSkill('compose', { name: { nl: 'Samenstellen van menu’s', en: 'Work out menus' } }),
  buildFrameworkSkill('cnl', {
    name: { nl: 'Samenvatten', en: 'Work up a summary' },
    framework: 'competentnl',
  }),
];

let store: Store;
let app: RunningApp;
let browser: Browser;

beforeAll(async () => {
  store = createMemoryStore();
  browser = await startBrowser();
  await store.persons.insert(sam);
  await store.skills.save(skills);
  app = await serveApp({ store, ids: fixedIds('skills in a browser'), costlyRequestsPerMinute: 10_000 });
});

afterAll(async () => {
  await browser?.close();
  await app?.close();
});

async function form(settings: {
  readonly lang: 'nl' | 'en';
  readonly width: number;
  readonly scripts?: boolean;
}): Promise<{ readonly page: Page; readonly faults: string[] }> {
  const context = await browser.newContext({
    locale: settings.lang === 'nl' ? 'nl-NL' : 'en-GB',
    viewport: { width: settings.width, height: 800 },
    colorScheme: settings.lang === 'nl' ? 'light' : 'dark',
    reducedMotion: 'reduce',
    javaScriptEnabled: settings.scripts ?? true,
  });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text());
  });
  await page.goto(`${app.url}${await signInLinkFor(store, sam.id)}`);
  await page.locator('main button[type=submit]').click();
  await page.waitForURL(`${app.url}/me`);
  await page.goto(`${app.url}/me/experiences/new?lang=${settings.lang}`);
  return { page, faults };
}

const kept = async (named: string) =>
  (await store.experiences.ofPerson(sam.id))
    .find(({ title }) => title === named)
    ?.skills.map(({ url }) => url);

describe('skills as somebody types', () => {
  it.each([
    { lang: 'nl', width: 320, typed: 'samen', first: 'Samenstellen van menu’s', said: '3 suggesties' },
    { lang: 'en', width: 1280, typed: 'work', first: 'Work in teams', said: '3 suggestions' },
  ] as const)(
    'are chosen by keyboard in $lang, $width px wide',
    async ({ lang, width, typed, first, said }) => {
      const { page, faults } = await form({ lang, width });
      const field = page.locator('[name=skill]').first();
      await page.locator('#title').fill(`Dienst ${lang}`);
      await field.pressSequentially(typed);
      const list = page.getByRole('listbox');
      await list.waitFor();
      await expect.poll(() => list.getByRole('option').count()).toBe(3);
      await expect.poll(() => page.getByRole('status').last().innerText()).toContain(said);
      await field.press('ArrowDown');
      expect(await list.getByRole('option', { selected: true }).innerText()).toContain(first);
      expect(await field.getAttribute('aria-activedescendant')).toBe(
        await list.getByRole('option').first().getAttribute('id'),
      );
      await noFindings(page, 'suggestions');
      await noWider(page, 'suggestions');
      await field.scrollIntoViewIfNeeded();
      await picture(page, `skill-search-${lang}-${width}`, false);
      await field.press('ArrowUp');
      await field.press('ArrowUp');
      await field.press('ArrowDown');
      await field.press('Escape');
      expect(await list.isVisible()).toBe(false);
      expect(await field.inputValue()).toBe(typed);
      await field.press('ArrowDown');
      await list.waitFor();
      await field.press('ArrowDown');
      // Takes over, and does not send the form.
      await field.press('Enter');
      expect(await field.inputValue()).toBe(first);
      expect(page.url()).toContain('/me/experiences/new');
      expect(await field.getAttribute('aria-expanded')).toBe('false');
      await page.locator('form.wide-form button[type=submit]').click();
      await page.waitForURL(`${app.url}/me#experience-*`);
      expect(await kept(`Dienst ${lang}`)).toEqual([skills.find(({ name }) => name[lang] === first)?.url]);
      expect(faults).toEqual([]);
      await page.context().close();
    },
  );

  it('are chosen by pointer, as many as are wanted, and what is none of them counts as it is', async () => {
    const { page } = await form({ lang: 'nl', width: 1280 });
    await page.locator('#title').fill('Alles tegelijk');
    const fields = page.locator('[name=skill][role=combobox]');
    expect(await fields.count()).toBe(4);
    const inFull = page.waitForResponse((answer) => answer.url().endsWith('q=Samenvatten'));
    await fields.nth(0).fill('Samenvatten');
    await inFull;
    await fields.nth(0).fill('');
    await expect.poll(() => page.getByRole('listbox').count()).toBe(0);
    await fields.nth(0).pressSequentially('samenw');
    await page.getByRole('option', { name: 'Samenwerken' }).click();
    for (const [at, text] of ['Een', 'Twee', 'Drie', 'Vier'].entries()) await fields.nth(at + 1).fill(text);
    expect(await fields.count()).toBe(6);
    expect(await fields.nth(5).getAttribute('aria-label')).toBe('Vaardigheid 6');
    await page.locator('form.wide-form button[type=submit]').click();
    await page.waitForURL(`${app.url}/me#experience-*`);
    const chosen = await kept('Alles tegelijk');
    expect(chosen).toHaveLength(5);
    expect(chosen?.[0]).toBe(skills[0]?.url);
    await page.context().close();
  });

  it('are typed where there are no scripts, and mean the same', async () => {
    const { page } = await form({ lang: 'en', width: 1280, scripts: false });
    await page.locator('#title').fill('By hand');
    await page.locator('input[name=skill]').first().fill('work in teams');
    await page.locator('form.wide-form button[type=submit]').click();
    await page.waitForURL(`${app.url}/me#experience-*`);
    expect(await kept('By hand')).toEqual([skills[0]?.url]);
    await page.context().close();
  });
});
