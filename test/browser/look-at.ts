import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** Where to leave pictures of pages, for looking at them; none are made when it is not set. */
const pictures = process.env['SPELDJE_PICTURES'];

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
  const { violations } = await new AxeBuilder({ page })
    // None of our pages frames another, and without looking into frames it is quicker.
    .setLegacyMode()
    .withTags(tags)
    .disableRules([...except])
    .analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual(
    [],
  );
  expect(await page.evaluate('document.documentElement.scrollWidth > innerWidth')).toBe(false);
  await picture(page, name);
}

/** Leaves a file beside the pictures, where they are wanted. */
export async function keep(name: string, content: Uint8Array): Promise<void> {
  if (pictures === undefined) return;
  await mkdir(pictures, { recursive: true });
  await writeFile(join(pictures, name), content);
}

/** Leaves pictures of the page on a phone and a desktop, light and dark, where they are wanted. */
export async function picture(page: Page, name: string): Promise<void> {
  if (pictures === undefined) return;
  const path = join(pictures, name);
  const before = page.viewportSize();
  await mkdir(pictures, { recursive: true });
  for (const size of sizes) {
    await page.setViewportSize(size);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await page.screenshot({ path: `${path}-${size.width}-${colorScheme}.png`, fullPage: true });
    }
  }
  await page.emulateMedia({ colorScheme: null });
  if (before !== null) await page.setViewportSize(before);
}
