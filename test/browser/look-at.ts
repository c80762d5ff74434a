import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** Where to leave pictures of pages, for looking at them; none are made when it is not set. */
const folder = process.env['SPELDJE_PICTURES'];

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const sizes = [
  { width: 390, height: 844 },
  { width: 1280, height: 800 },
] as const;

/**
 * The page has no accessibility findings (but for those rules of axe) and is no wider than the window; leaves pictures of
 * it where they are wanted.
 */
export async function lookAt(page: Page, name: string, except: readonly string[] = []): Promise<void> {
  await noFindings(page, name, except);
  await noWider(page, name);
  await pictures(page, name);
}

/**
 * The same of a page in light and in dark, as it is now: of all rules, only contrast can come out otherwise in other
 * colours. Leaves a picture of each where they are wanted.
 */
export async function lookTwice(page: Page, name: string): Promise<void> {
  await noWider(page, name);
  await page.emulateMedia({ colorScheme: 'light' });
  await picture(page, `${name}-light`);
  await noFindings(page, name);
  await page.emulateMedia({ colorScheme: 'dark' });
  // Colours change over a moment; half-way they are of neither scheme.
  await page.evaluate('Promise.all(document.getAnimations().map((each) => each.finished))');
  await picture(page, `${name}-dark`);
  await found(new AxeBuilder({ page }).withRules(['color-contrast']), name);
}

/** The page has no accessibility findings, but for those rules of axe. */
export async function noFindings(page: Page, name: string, except: readonly string[] = []): Promise<void> {
  await found(new AxeBuilder({ page }).withTags(tags).disableRules([...except]), name);
}

async function found(axe: AxeBuilder, name: string): Promise<void> {
  // None of our pages frames another, and without looking into frames it is quicker.
  const { violations, passes } = await axe.setLegacyMode().analyze();
  expect(passes.length, `${name}: axe found nothing to look at`).toBeGreaterThan(0);
  const findings = violations.map(
    ({ id, nodes }) => `${name} ${id}: ${nodes.map(({ html }) => html).join(' | ')}`,
  );
  expect(findings).toEqual([]);
}

/** The page is no wider than the window. */
export async function noWider(page: Page, name: string): Promise<void> {
  expect(await page.evaluate('document.documentElement.scrollWidth > innerWidth'), name).toBe(false);
}

/** Leaves a file beside the pictures, where they are wanted. */
export async function keep(name: string, content: Uint8Array): Promise<void> {
  if (folder === undefined) return;
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, name), content);
}

/** Leaves a picture of the page as it is now, where it is wanted: of its whole length, or of what the window shows. */
export async function picture(page: Page, name: string, fullPage = true): Promise<void> {
  if (folder === undefined) return;
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage });
}

/** Leaves pictures of the page on a phone and a desktop, light and dark, where they are wanted. */
export async function pictures(page: Page, name: string): Promise<void> {
  if (folder === undefined) return;
  const before = page.viewportSize();
  for (const size of sizes) {
    await page.setViewportSize(size);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await picture(page, `${name}-${size.width}-${colorScheme}`);
    }
  }
  await page.emulateMedia({ colorScheme: null });
  if (before !== null) await page.setViewportSize(before);
}
