import { mkdirSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import type { ElectronApplication, Locator, Page } from '@playwright/test';
import { launchApp, newUserData } from '../support/electron-app.ts';
import { newInspection, openOffice, review, sampleNewOffice } from '../support/journey.ts';
import { openRow, pressButton } from '../support/keyboard.ts';
import { answerWithFiles, photograph } from '../support/photograph.ts';
import type { Bench } from './bench-run.ts';
import type { Figure } from './figure.ts';
import { longestGap, readyToPress, until } from './page-watch.ts';
import { longInspection } from './long-inspection.ts';
import { readyToSeal } from './stall-bench.ts';

const PHOTOS = Number(process.env['ATALAYA_BENCH_PHOTOS'] ?? 300);
/** About two hundred pages; with 0 a short acta is sealed for the photographs, and not measured. */
const FACTS = Number(process.env['ATALAYA_BENCH_FACTS'] ?? 59);
/** as `electron/documents/fork.ts` names it */
const MAKER = 'Atalaya documents';
const MOST_MB = 300;
const TARGET_MS = 50;
const EVERY_MS = 100;
const DRAWN_AFTER_MS = 3000;
const MOST_IDLE_MS = 5000;
/** however slow the computer is, milliseconds */
const WHOLE_MS = 900_000;
/** so far is an annex when it is given up */
const GIVEN_UP_AT = 0.3;

/**
 * What the largest papers cost inside the app: an acta of two hundred pages, then an annex of three hundred photographs, given up
 * once and then made. Of each the most memory of the process that makes it, that of the window before and at most, that of the
 * reader of PDF, and how long the window is held up at most, against as long a time with nothing to do.
 */
export async function benchLargePapers(bench: Bench): Promise<Figure[]> {
  const userData = await newUserData();
  const app = await launchApp({ userData });
  try {
    const page = await app.firstWindow();
    // before there is an office: nobody touches the window meanwhile, and an office would lock itself
    const photographs = await makePhotographs(page, path.join(userData, 'fotos'));
    await openOffice(page, sampleNewOffice);
    const figures: Figure[] = [];
    await newInspection(page, longInspection(Math.max(1, FACTS)));
    await review(page);
    await page.waitForTimeout(DRAWN_AFTER_MS);
    const acta = await measured(app, page, await readyToSeal(page));
    const pages = await page
      .getByText(/\d+ páginas?/)
      .first()
      .innerText();
    bench.say(`acta of ${pages}: ${told(acta)}`);
    if (FACTS > 0) figures.push(...figuresOf('acta of 200 pages', acta));
    if (PHOTOS > 0) figures.push(...(await benchAnnex(bench, app, page, photographs)));
    return figures;
  } finally {
    await app.close();
    await rm(userData, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function benchAnnex(
  bench: Bench,
  app: ElectronApplication,
  page: Page,
  photographs: string[],
): Promise<Figure[]> {
  await page.keyboard.press('Control+2');
  await openRow(page, /^STSS-/);
  await pressButton(page, 'Expediente');
  await page.getByRole('heading', { name: 'Evidencia' }).waitFor();
  await answerWithFiles(app, photographs);
  const add = await readyToPress(page, 'Agregar archivos');
  const taken = await measured(app, page, async () => {
    await add();
    await until(page, '.evidence-card', PHOTOS, WHOLE_MS);
  });
  bench.say(`${PHOTOS} photographs taken in: ${told(taken)}`);

  const dialog = page.getByRole('dialog', { name: 'Anexo fotográfico' });
  const givenUp = await giveUp(page, dialog);
  bench.say(`annex given up at ${Math.round(100 * GIVEN_UP_AT)} %: gone after ${givenUp.toFixed(0)} ms`);
  const open = await readyToPress(page, 'Anexo fotográfico');
  const annex = await measured(app, page, async () => {
    await open();
    await until(page, '[role=dialog] iframe', 1, WHOLE_MS);
  });
  bench.say(`annex of ${PHOTOS} photographs: ${told(annex)}`);
  return [
    ...figuresOf(`${PHOTOS} photographs taken in`, taken).filter(({ name }) => !name.includes('that makes it')),
    { name: `annex of ${PHOTOS} photographs given up: until it is gone`, unit: 'ms', ours: givenUp },
    ...figuresOf(`annex of ${PHOTOS} photographs`, annex),
  ];
}

/** Waits until the annex says that it is so far, gives it up, and tells the milliseconds until its dialog is gone. */
async function giveUp(page: Page, dialog: Locator): Promise<number> {
  await pressButton(page, 'Anexo fotográfico');
  await dialog.getByRole('progressbar').waitFor();
  const cancel = await readyToPress(page, 'Cancelar');
  await page.waitForFunction(
    (share) => {
      const shown = document.querySelector<HTMLProgressElement>('[role=dialog] progress');
      return shown !== null && shown.value >= share;
    },
    GIVEN_UP_AT,
    { timeout: WHOLE_MS },
  );
  const start = performance.now();
  await cancel();
  await dialog.waitFor({ state: 'hidden' });
  return performance.now() - start;
}

interface Cost {
  /** megabytes at most: the process that makes papers, the window, and the processes of the reader of PDF together */
  readonly most: Memory;
  /** megabytes of the window when it began */
  readonly before: number;
  /** milliseconds that the window's loop stood still at most, and in as long a time with nothing to do */
  readonly stall: number;
  readonly idle: number;
  readonly seconds: number;
}
interface Memory {
  readonly maker: number;
  readonly window: number;
  readonly reader: number;
}

async function measured(app: ElectronApplication, page: Page, work: () => Promise<void>): Promise<Cost> {
  const before = await memoryOf(app);
  let most = before;
  const watch = { isRunning: true };
  const watching = (async () => {
    while (watch.isRunning) {
      const now = await memoryOf(app);
      most = {
        maker: Math.max(most.maker, now.maker),
        window: Math.max(most.window, now.window),
        reader: Math.max(most.reader, now.reader),
      };
      await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
    }
  })();
  const start = performance.now();
  const stall = await longestGap(page, work);
  const duration = performance.now() - start;
  watch.isRunning = false;
  await watching;
  if (most.maker === 0) throw new Error(`there is no process called ${MAKER}`);
  const idle = await longestGap(page, () => page.waitForTimeout(Math.min(duration, MOST_IDLE_MS)));
  return { most, before: before.window, stall, idle, seconds: duration / 1000 };
}

/** Megabytes of the processes, as Electron counts them (resident). Chromium reads PDF in pages of their own. */
async function memoryOf(app: ElectronApplication): Promise<Memory> {
  const found = await app.evaluate(({ app: running, BrowserWindow }) => {
    const own = BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId();
    return running.getAppMetrics().map(({ type, name, pid, memory }) => ({
      kind: pid === own ? 'window' : type === 'Tab' ? 'reader' : name,
      megabytes: memory.workingSetSize / 1024,
    }));
  });
  const of = (kind: string): number =>
    found.filter((one) => one.kind === kind).reduce((sum, { megabytes }) => sum + megabytes, 0);
  return { maker: of(MAKER), window: of('window'), reader: of('reader') };
}

async function makePhotographs(page: Page, folder: string): Promise<string[]> {
  mkdirSync(folder, { recursive: true });
  const files: string[] = [];
  for (let n = 0; n < PHOTOS; n += 1) {
    const file = path.join(folder, `IMG_${String(n).padStart(4, '0')}.jpg`);
    writeFileSync(file, await photograph(page, n));
    files.push(file);
  }
  return files;
}

function figuresOf(what: string, { most, before, stall, idle }: Cost): Figure[] {
  return [
    {
      name: `${what}: memory of the process that makes it`,
      unit: 'MB',
      ours: most.maker,
      target: MOST_MB,
      met: most.maker <= MOST_MB,
    },
    { name: `${what}: memory of the window / before`, unit: 'MB', ours: most.window, peer: before },
    { name: `${what}: memory of the reader of PDF`, unit: 'MB', ours: most.reader },
    {
      name: `${what}: window held up / while idle`,
      unit: 'ms',
      ours: stall,
      peer: idle,
      target: TARGET_MS,
      met: stall <= TARGET_MS,
    },
  ];
}

function told({ most, before, stall, idle, seconds }: Cost): string {
  return (
    `${seconds.toFixed(0)} s, maker ${most.maker.toFixed(0)} MB, window ${most.window.toFixed(0)} MB (before ` +
    `${before.toFixed(0)}), reader ${most.reader.toFixed(0)} MB, stall ${stall.toFixed(0)} ms (idle ${idle.toFixed(0)})`
  );
}
