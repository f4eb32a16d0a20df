import path from 'node:path';
import type { Locator, Page } from '@playwright/test';

const sizes = [
  { width: 1366, height: 768 },
  { width: 1920, height: 1080 },
] as const;

const SETTLED_MS = 1500;

/**
 * Pictures of the screen in both themes and at both sizes that offices have, into the folder ATALAYA_SHOTS; nothing happens
 * without one.
 * @param at what is brought into view first
 */
export async function showAll(page: Page, name: string, at?: Locator): Promise<void> {
  const folder = process.env['ATALAYA_SHOTS'];
  if (folder === undefined) return;
  const before = await page.evaluate(() => document.documentElement.dataset['theme']);
  const setTheme = (theme: string | undefined) =>
    page.evaluate((wanted) => {
      if (wanted === undefined) delete document.documentElement.dataset['theme'];
      else document.documentElement.dataset['theme'] = wanted;
    }, theme);
  for (const size of sizes) {
    await page.setViewportSize(size);
    // a paper that is shown fits itself to its new room
    await page.waitForTimeout(SETTLED_MS);
    for (const theme of ['light', 'dark']) {
      await setTheme(theme);
      await at?.scrollIntoViewIfNeeded();
      await page.screenshot({ path: path.join(folder, `${name}-${theme}-${size.width}.png`) });
    }
  }
  await page.setViewportSize(sizes[0]);
  await setTheme(before);
}
