import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import type { Bytes } from '../../shared/kernel/bytes.ts';
import { test as base, launchApp } from './electron-app.ts';
import {
  addPerson,
  continueDraft,
  finalise,
  newInspection,
  openOffice,
  sampleNewOffice,
  saveAs,
  secondPerson,
  sign,
  unlock,
  waitUntilKept,
} from './journey.ts';
import { shortInspection } from './short-inspection.ts';

export { expect } from './electron-app.ts';

/** Profile folders as they stand after a part of the journey, made once and copied for every test that begins there. */
export interface Prepared {
  /** an office with two people, nothing else */
  readonly office: string;
  /** the same, with an inspection typed and not saved */
  readonly draft: string;
  /** the same, finalised and signed by the first person */
  readonly acta: string;
  /** the signed document of `acta`, as it was saved to a file */
  readonly signedPdf: Bytes;
}

/** An app that was started on a copy of a prepared profile, its window unlocked. */
export interface OpenApp {
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly userData: string;
}

async function withApp<T>(userData: string, work: (app: ElectronApplication, page: Page) => Promise<T>): Promise<T> {
  const app = await launchApp({ userData });
  const done = await work(app, await app.firstWindow());
  await app.close();
  return done;
}

/**
 * Copies a profile without the links by which a running Chromium marks it.
 * @returns the new folder
 */
export function copyProfile(from: string, to: string): string {
  cpSync(from, to, { recursive: true, filter: (file) => !path.basename(file).startsWith('Singleton') });
  return to;
}

/** Name of the signed document in the folder of the prepared profiles; made last. */
const SIGNED = 'acta.pdf';

async function prepare(folder: string): Promise<void> {
  const office = path.join(folder, 'office');
  await withApp(office, async (_app, page) => {
    await openOffice(page, sampleNewOffice);
    await addPerson(page, secondPerson);
  });
  const draft = copyProfile(office, path.join(folder, 'draft'));
  await withApp(draft, async (_app, page) => {
    await unlock(page, sampleNewOffice.passphrase);
    await newInspection(page, shortInspection());
    await waitUntilKept(page);
  });
  const acta = copyProfile(draft, path.join(folder, 'acta'));
  await withApp(acta, async (app, page) => {
    await unlock(page, sampleNewOffice.passphrase);
    await continueDraft(page);
    await finalise(page);
    await sign(page, sampleNewOffice);
    await saveAs(app, page, path.join(folder, SIGNED));
  });
}

/** Starts the app on a profile and leaves the door open or shut. */
export interface Start {
  /** a prepared state to copy, or the folder of a profile to go on with */
  readonly from: keyof Omit<Prepared, 'signedPdf'> | { readonly userData: string };
  /** leaves the office locked */
  readonly locked?: boolean;
}

/**
 * `start` opens apps on copies of prepared profiles; they are closed and removed after the test.
 * `prepared` is made once for each place at which tests run side by side.
 */
export const test = base.extend<{ start: (how: Start) => Promise<OpenApp> }, { prepared: Prepared }>({
  prepared: [
    async ({}, use) => {
      // one folder for all workers that follow each other in one place, as after a failed test; it is removed with the
      // run's temporary folder
      const place = process.env['TEST_PARALLEL_INDEX'] ?? '0';
      const folder = path.join(tmpdir(), `atalaya-prepared-${process.ppid}-${place}`);
      if (!existsSync(path.join(folder, SIGNED))) {
        rmSync(folder, { recursive: true, force: true });
        await prepare(folder);
      }
      const profile = (name: string): string => path.join(folder, name);
      const signedPdf = new Uint8Array(readFileSync(path.join(folder, SIGNED)));
      await use({ office: profile('office'), draft: profile('draft'), acta: profile('acta'), signedPdf });
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  start: async ({ prepared }, use) => {
    const folder = mkdtempSync(path.join(tmpdir(), 'atalaya-copies-'));
    const running = new Set<ElectronApplication>();
    let count = 0;
    await use(async ({ from, locked = false }) => {
      const userData =
        typeof from === 'string'
          ? copyProfile(prepared[from], path.join(folder, `profile-${(count += 1)}`))
          : from.userData;
      const app = await launchApp({ userData });
      running.add(app);
      app.once('close', () => running.delete(app));
      const page = await app.firstWindow();
      if (!locked) await unlock(page, sampleNewOffice.passphrase);
      return { app, page, userData };
    });
    for (const app of running) await app.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  },
});

/** Ends every process of the app at once, as a power cut does; none of them may tidy up. */
export async function cutPower(app: ElectronApplication): Promise<void> {
  const child = app.process();
  const ended = new Promise<void>((resolve) => app.once('close', () => resolve()));
  // Playwright starts the app as the leader of a process group of its own
  if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
  await ended;
}
