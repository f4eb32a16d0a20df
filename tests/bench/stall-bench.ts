import { rm } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { launchApp, newUserData } from '../support/electron-app.ts';
import { newInspection, openOffice, review, sampleNewOffice } from '../support/journey.ts';
import type { Bench } from './bench-run.ts';
import { median, type Figure } from './figure.ts';
import { longInspection } from './long-inspection.ts';
import { longestGap, readyToPress, until } from './page-watch.ts';

const RUNS = 3;
const TARGET_MS = 50;
const DRAWN_AFTER_MS = 1500;

/**
 * How long the window's only thread is held up at most while a record of fifty pages is sealed: built, laid out, read
 * back, encrypted and written, from the key that starts it to the screen of the finished document.
 */
export async function benchStalls(bench: Bench): Promise<Figure[]> {
  const userData = await newUserData();
  const app = await launchApp({ userData });
  try {
    const page = await app.firstWindow();
    await openOffice(page, sampleNewOffice);
    const busy: number[] = [];
    const idle: number[] = [];
    for (let run = 0; run < RUNS; run += 1) {
      await newInspection(page, longInspection());
      await review(page);
      // the review draws the whole text once; that is before the key that starts the making
      await page.waitForTimeout(DRAWN_AFTER_MS);
      const seal = await readyToSeal(page);
      const start = performance.now();
      busy.push(await longestGap(page, seal));
      const duration = performance.now() - start;
      bench.say(`sealed ${await pagesShown(page)} in ${duration.toFixed(0)} ms`);
      idle.push(await longestGap(page, () => page.waitForTimeout(duration)));
    }
    bench.say(`longest gaps, sealing: ${list(busy)}; doing nothing for as long: ${list(idle)}`);
    const ours = median(busy);
    return [
      {
        name: 'window held up while 50 pages are sealed / while idle',
        unit: 'ms',
        ours,
        peer: median(idle),
        target: TARGET_MS,
        met: ours <= TARGET_MS,
      },
    ];
  } finally {
    await app.close();
    await rm(userData, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Gets ready to seal the record on the screen; then seals it and waits for its document. */
export async function readyToSeal(page: Page): Promise<() => Promise<void>> {
  const press = await readyToPress(page, 'Finalizar y sellar');
  return async () => {
    await press();
    await until(page, '.document-preview');
  };
}

function pagesShown(page: Page): Promise<string> {
  return page
    .getByText(/\d+ páginas/)
    .first()
    .innerText();
}

function list(values: readonly number[]): string {
  return `${values.map((value) => value.toFixed(0)).join(', ')} ms`;
}
