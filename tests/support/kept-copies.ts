import { cpSync } from 'node:fs';
import path from 'node:path';
import { expect, type Page } from '@playwright/test';
import { copiesOf, snapshotsIn } from './damage.ts';
import { beginInspection, saveInspection } from './journey.ts';
import { pressButton, typeInto } from './keyboard.ts';

/** Begins an inspection with the least that tells it from others, and saves it. */
export async function writeInspection(page: Page, employer: string, place: string): Promise<void> {
  await beginInspection(page);
  await typeInto(page, /^Nombre o razón social/, employer);
  await typeInto(page, /^Dirección exacta/, place);
  await saveInspection(page);
}

/** The newest copy of the profile, put where no rotation removes it, as on a stick of one's own. */
export function keepNewestCopy(userData: string, folder: string): string {
  const newest = snapshotsIn(copiesOf(userData)).at(-1) ?? '';
  const kept = path.join(folder, path.basename(newest));
  cpSync(newest, kept);
  return kept;
}

/** Has a copy made from the safety screen, and waits until there is one that was not there before. */
export async function makeCopy(page: Page, userData: string): Promise<void> {
  const before = snapshotsIn(copiesOf(userData)).at(-1);
  await page.keyboard.press('Control+5');
  await pressButton(page, 'Hacer una copia ahora');
  await expect.poll(() => snapshotsIn(copiesOf(userData)).at(-1), { timeout: 30_000 }).not.toBe(before);
  await expect(page.getByRole('button', { name: 'Hacer una copia ahora' })).toBeEnabled();
}
