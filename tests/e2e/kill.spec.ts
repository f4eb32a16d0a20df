import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import { launchApp } from '../support/electron-app.ts';
import {
  beginInspection,
  continueDraft,
  finalise,
  openLastDocument,
  openOffice,
  proceedToPassphrase,
  sampleNewOffice,
  startFinalising,
  submitNewOffice,
  unlock,
} from '../support/journey.ts';
import { tabTo } from '../support/keyboard.ts';
import { cutPower, expect, test } from '../support/prepared-app.ts';

/** What a power cut may take: the last second of typing, and the time this test needs to cut it. */
const LOST_AT_MOST_MS = 1000;
const KEY_EVERY_MS = 60;

test('a power cut while typing loses no more than the last second', async ({ start }) => {
  const { app, page, userData } = await start({ from: 'office' });
  await beginInspection(page);
  await tabTo(page, { role: 'textbox', name: /^Dirección exacta/ });
  const typed: { readonly letter: string; readonly at: number }[] = [];
  for (let i = 0; i < 50; i += 1) {
    const letter = String.fromCharCode(97 + (i % 26));
    await page.keyboard.type(letter);
    typed.push({ letter, at: Date.now() });
    await pause(KEY_EVERY_MS);
  }
  const cutAt = Date.now();
  await cutPower(app);

  const again = await start({ from: { userData } });
  const offer = again.page.getByText(/^Borrador sin guardar del \d\d\/\d\d\/\d{4}, \d\d:\d\d:\d\d$/);
  await expect(offer).toBeVisible();
  await continueDraft(again.page);
  await expect(again.page.getByText('Se recuperó lo que no se había guardado')).toBeVisible();
  const kept = await again.page.getByRole('textbox', { name: /^Dirección exacta/ }).inputValue();
  const text = typed.map(({ letter }) => letter).join('');
  const safe = typed.filter(({ at }) => at < cutAt - LOST_AT_MOST_MS).length;
  expect(safe).toBeGreaterThan(20);
  expect(text.startsWith(kept)).toBe(true);
  expect(kept.length).toBeGreaterThanOrEqual(safe);
});

// moments after Enter: while keys are derived, and about when the vault is written and the database laid out
for (const delay of [0, 300]) {
  test(`a power cut ${delay} ms into making an office leaves none or a whole one`, async ({
    start,
    prepared,
    userData,
  }) => {
    expect(prepared.office).not.toBe('');
    const app = await launchApp({ userData });
    const page = await app.firstWindow();
    await proceedToPassphrase(page, sampleNewOffice);
    await submitNewOffice(page, sampleNewOffice);
    await pause(delay);
    await cutPower(app);

    const { page: next } = await start({ from: { userData }, locked: true });
    await expectNewOrWhole(next);
  });
}

/** Either the first screen of a new office, or a locked one that opens and works. */
async function expectNewOrWhole(page: Page): Promise<void> {
  const door = page.getByRole('heading', { level: 1 });
  await expect(door).toHaveText(/^(Su oficina|Entrar)$/);
  if ((await door.innerText()) === 'Su oficina') await openOffice(page, sampleNewOffice);
  else await unlock(page, sampleNewOffice.passphrase);
  await expect(page.getByText('Todavía no hay documentos')).toBeVisible();
}

// while the paper is laid out in its own process, and about when everything is written in one transaction
for (const delay of [20, 700]) {
  test(`a power cut ${delay} ms into finalising leaves a draft or a sealed acta`, async ({ start }) => {
    const { app, page, userData } = await start({ from: 'draft' });
    await continueDraft(page);
    await startFinalising(page);
    await pause(delay);
    await cutPower(app);

    const { page: next } = await start({ from: { userData } });
    const draft = next.getByText(/^Borrador sin guardar del /);
    const acta = next.getByRole('button', { name: /^STSS-/ });
    await expect(draft.or(acta)).toHaveCount(1);
    if ((await draft.count()) === 1) {
      await continueDraft(next);
      expect(await finalise(next)).toMatch(/-00001-/);
    } else {
      await openLastDocument(next);
    }
    await expect(next.getByRole('heading', { name: /^Acta STSS-.*-00001-/, level: 1 })).toBeVisible();
  });
}
