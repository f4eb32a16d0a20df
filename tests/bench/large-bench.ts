import { mkdirSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { launchApp, newUserData } from '../support/electron-app.ts';
import { newInspection, openOffice, review, sampleNewOffice } from '../support/journey.ts';
import { openRow, pressButton } from '../support/keyboard.ts';
import { answerWithFiles, photograph } from '../support/photograph.ts';
import type { Bench } from './bench-run.ts';
import type { Figure } from './figure.ts';
import { longestGap } from './page-watch.ts';
import { longInspection } from './long-inspection.ts';
import { seal } from './stall-bench.ts';

const PHOTOS = Number(process.env['ATALAYA_BENCH_PHOTOS'] ?? 300);
/** About two hundred pages. */
const FACTS = 59;
/** as `electron/documents/fork.ts` names it */
const MAKER = 'Atalaya documents';
const MOST_MB = 300;
const TARGET_MS = 50;
const EVERY_MS = 100;
const DRAWN_AFTER_MS = 3000;

/**
 * What the largest papers cost inside the app: an acta of two hundred pages, then an annex of three hundred photographs. Of each
 * the most memory of the process that makes it, that of the window, and how long the window is held up at most.
 */
export async function benchLargePapers(bench: Bench): Promise<Figure[]> {
  const userData = await newUserData();
  const app = await launchApp({ userData });
  try {
    const page = await app.firstWindow();
    await openOffice(page, sampleNewOffice);
    await newInspection(page, longInspection(FACTS));
    await review(page);
    await page.waitForTimeout(DRAWN_AFTER_MS);
    const acta = await measured(app, page, () => seal(page));
    bench.say(
      `acta of ${await page
        .getByText(/\d+ páginas/)
        .first()
        .innerText()}: ${told(acta)}`,
    );

    await page.keyboard.press('Control+2');
    await openRow(page, /^STSS-/);
    await pressButton(page, 'Expediente');
    await page.getByRole('heading', { name: 'Evidencia' }).waitFor();
    await addPhotographs(app, page, path.join(userData, 'fotos'));
    const dialog = page.getByRole('dialog', { name: 'Anexo fotográfico' });
    const annex = await measured(app, page, async () => {
      await pressButton(page, 'Anexo fotográfico');
      await dialog.locator('iframe').waitFor({ timeout: 240_000 });
    });
    bench.say(`annex of ${PHOTOS} photographs: ${told(annex)}`);
    return [...figuresOf('acta of 200 pages', acta), ...figuresOf(`annex of ${PHOTOS} photographs`, annex)];
  } finally {
    await app.close();
    await rm(userData, { recursive: true, force: true, maxRetries: 5 });
  }
}

interface Cost {
  /** megabytes at most, of the process that makes papers and of the window */
  readonly maker: number;
  readonly window: number;
  /** milliseconds that the window's loop stood still at most */
  readonly stall: number;
  readonly seconds: number;
}

async function measured(app: ElectronApplication, page: Page, work: () => Promise<void>): Promise<Cost> {
  const most = { maker: 0, window: 0 };
  const watch = { isRunning: true };
  const watching = (async () => {
    while (watch.isRunning) {
      const now = await memoryOf(app);
      most.maker = Math.max(most.maker, now.maker);
      most.window = Math.max(most.window, now.window);
      await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
    }
  })();
  const start = performance.now();
  const stall = await longestGap(page, work);
  watch.isRunning = false;
  await watching;
  if (most.maker === 0) throw new Error(`there is no process called ${MAKER}`);
  return { ...most, stall, seconds: (performance.now() - start) / 1000 };
}

/** Megabytes of the document process and of the window's page, as Electron counts them (resident). */
async function memoryOf(app: ElectronApplication): Promise<{ readonly maker: number; readonly window: number }> {
  const metrics = await app.evaluate(({ app: running }) =>
    running.getAppMetrics().map(({ type, name, memory }) => ({ type, name, megabytes: memory.workingSetSize / 1024 })),
  );
  const most = (found: typeof metrics): number => Math.max(0, ...found.map(({ megabytes }) => megabytes));
  return {
    maker: most(metrics.filter(({ name }) => name === MAKER)),
    window: most(metrics.filter(({ type }) => type === 'Tab')),
  };
}

async function addPhotographs(app: ElectronApplication, page: Page, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const files: string[] = [];
  for (let n = 0; n < PHOTOS; n += 1) {
    const file = path.join(folder, `IMG_${String(n).padStart(4, '0')}.jpg`);
    writeFileSync(file, await photograph(page, n));
    files.push(file);
  }
  await answerWithFiles(app, files);
  await pressButton(page, 'Agregar archivos');
  const pieces = page.getByRole('list', { name: 'Piezas de evidencia' }).getByRole('listitem');
  await pieces.nth(PHOTOS - 1).waitFor({ timeout: 280_000 });
}

function figuresOf(what: string, { maker, window, stall }: Cost): Figure[] {
  return [
    {
      name: `${what}: memory of the process that makes it`,
      unit: 'MB',
      ours: maker,
      target: MOST_MB,
      met: maker <= MOST_MB,
    },
    { name: `${what}: memory of the window`, unit: 'MB', ours: window },
    { name: `${what}: window held up`, unit: 'ms', ours: stall, target: TARGET_MS, met: stall <= TARGET_MS },
  ];
}

function told({ maker, window, stall, seconds }: Cost): string {
  return `${seconds.toFixed(0)} s, maker ${maker.toFixed(0)} MB, window ${window.toFixed(0)} MB, stall ${stall.toFixed(0)} ms`;
}
