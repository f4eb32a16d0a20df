// npm run soak -- practice [DIR]: see build/soak.mjs
import { rmSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { caseStates, shippedProcedure, stateLabel } from '../../shared/procedure/procedure.ts';
import { sampleFiles, sampleOffices } from '../../shared/sample/sample-ministry.ts';
import { Camera } from '../demo/camera.ts';
import { launchApp, newUserData } from '../support/electron-app.ts';
import type { Desk } from '../support/exchange-desks.ts';
import { passRecoverySheet, sampleNewOffice, submitNewOffice, typeFirstPerson } from '../support/journey.ts';
import { pressButton } from '../support/keyboard.ts';

const folder = process.argv[2];
/** A case with all its papers takes a second or two. */
const FILLED_MS = 900_000;
const ROWS_MS = 200;
const [office] = sampleOffices;
const wanted = sampleFiles(office?.code ?? '', new Date().toISOString().slice(0, 10));
if (office === undefined || wanted === undefined) throw new Error('no office of practice');

const userData = await newUserData();
const app = await launchApp({ userData });
const lost: string[] = [];
try {
  const page = await app.firstWindow();
  await openPractice(page);
  const start = performance.now();
  await pressButton(page, 'Llenar con datos inventados');
  const stop = page.getByRole('button', { name: 'Detener' });
  await stop.waitFor();
  await stop.waitFor({ state: 'detached', timeout: FILLED_MS });
  const seconds = Math.round((performance.now() - start) / 1000);
  const states = await countStates(page);
  const found = Object.values(states).reduce((sum, count) => sum + count, 0);
  if (found !== wanted.cases.length) lost.push(`${found} of ${wanted.cases.length} cases`);
  for (const state of new Set(wanted.cases.map((one) => one.state))) {
    if (states[state] === 0) lost.push(`no case in the state ${state}`);
  }
  if (folder !== undefined) await takeScreens({ app, page }, folder);
  process.stdout.write(`${JSON.stringify({ seconds, found, states, lost }, null, 2)}\n`);
} finally {
  await app.close();
  rmSync(userData, { recursive: true, force: true, maxRetries: 5 });
}
if (lost.length > 0) process.exitCode = 1;

async function openPractice(page: Page): Promise<void> {
  await pressButton(page, 'Practicar: La Ceiba, Atlántida');
  await pressButton(page, 'Siguiente');
  await typeFirstPerson(page, sampleNewOffice);
  await submitNewOffice(page, sampleNewOffice);
  await passRecoverySheet(page);
}

/** How many cases are in each state, as the list of cases shows them: all of its rows are gone through. */
async function countStates(page: Page): Promise<Record<string, number>> {
  await page.keyboard.press('Control+2');
  await page.locator('tbody tr[aria-rowindex="2"]:not([aria-busy])').waitFor();
  const shown = new Map<string, string>();
  const box = page.locator('.ui-long-table');
  const { height, step } = await box.evaluate((one) => ({ height: one.scrollHeight, step: one.clientHeight / 2 }));
  for (let top = 0; top < height; top += step) {
    await box.evaluate((one, to) => one.scrollTo(0, to), top);
    // drawn, and their texts read
    await page.waitForTimeout(ROWS_MS);
    await page.locator('tbody tr[aria-busy]').first().waitFor({ state: 'detached' });
    const rows = await page
      .locator('tbody tr[aria-rowindex]')
      .evaluateAll((all) =>
        all.map((row) => [row.getAttribute('aria-rowindex') ?? '', row.querySelector('.ui-badge')?.textContent ?? '']),
      );
    for (const [index = '', state = ''] of rows) shown.set(index, state);
  }
  const labels = [...shown.values()];
  return Object.fromEntries(
    caseStates.map((state) => [
      state,
      labels.filter((label) => label.startsWith(stateLabel(shippedProcedure, state))).length,
    ]),
  );
}

async function takeScreens(desk: Desk, to: string): Promise<void> {
  const { page } = desk;
  const camera = new Camera(desk, { folder: to, sizes: ['1366x768'] });
  for (const [key, name] of [
    ['Control+1', 'home'],
    ['Control+7', 'deadlines'],
    ['Control+0', 'workplaces'],
    ['Control+2', 'cases'],
  ] as const) {
    await page.keyboard.press(key);
    await camera.take(name);
  }
  await page.locator('tbody tr[aria-rowindex="2"]').click();
  await page.locator('.case-timeline').waitFor();
  await camera.take('case');
}
