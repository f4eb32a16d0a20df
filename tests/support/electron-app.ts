import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { _electron, test as base, type ElectronApplication, type Page } from '@playwright/test';
import type { CallInput, CallOutput } from '../../shared/ipc/contract.ts';
import type { CallName } from '../../shared/ipc/names.ts';

import { inTurn } from './launch-turn.ts';

export { expect } from '@playwright/test';

// each worker of the runner has a display of its own
const display = process.env['ATALAYA_DISPLAYS']?.split(',')[Number(process.env['TEST_PARALLEL_INDEX'] ?? 0)];
if (display) process.env['DISPLAY'] = display;

/** What an app is started with. */
export interface Launch {
  /** profile folder; an existing one is continued */
  readonly userData: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** Cheap key derivation for tests (KiB); the app takes it only when it is not packaged. */
const QUICK_DERIVATION = { ATALAYA_KDF_MEMORY_KIB: '1024' };

/** A profile folder of its own; the caller removes it, or the runner with its whole temporary folder. */
export function newUserData(): Promise<string> {
  return mkdtemp(path.join(tmpdir(), 'atalaya-profile-'));
}

/** True where Chromium cannot use its sandbox: see build/test.mjs, which avoids this where it can. */
export const withoutSandbox = process.getuid?.() === 0;

/** What comes before the app's own arguments: the folder of the app, unless the executable brings it along. */
export function launchArguments(userData: string): string[] {
  const app = process.env['ATALAYA_PACKAGED'] === undefined ? [path.resolve(import.meta.dirname, '../..')] : [];
  return [...(withoutSandbox ? ['--no-sandbox'] : []), `--user-data-dir=${userData}`, ...app];
}

/** The executable under test: the packaged app in a packaged run, else the Electron that was found. */
export function executable(): string {
  const found = process.env['ATALAYA_PACKAGED'] ?? process.env['ATALAYA_EXECUTABLE'];
  if (found === undefined) throw new Error('start these tests with `npm run test:e2e`');
  return found;
}

/** A start takes a second or two. */
const START_MS = 20_000;

/**
 * Starts the app under Playwright. Where no answer comes, the start is tried once more and that is told: Playwright waits
 * for the debugger of the process before the app's own code runs, and was seen to wait in vain on a busy machine. How the
 * app itself starts is tested without Playwright (packaged.spec.ts).
 */
export function launchApp({ userData, args = [], env = {} }: Launch): Promise<ElectronApplication> {
  const start = (): Promise<ElectronApplication> =>
    _electron.launch({
      timeout: START_MS,
      executablePath: executable(),
      // Playwright otherwise adds --no-sandbox on Linux by itself
      chromiumSandbox: !withoutSandbox,
      args: [...launchArguments(userData), ...args],
      env: { ...definedEnvironment(), ...QUICK_DERIVATION, ...env },
    });
  return inTurn(async () => {
    try {
      return await start();
    } catch (error) {
      if (!String(error).includes('Timeout')) throw error;
      console.warn(`a start was not answered within ${START_MS / 1000} s and was tried once more`);
      return await start();
    }
  });
}

/** Calls the computer from the page, as the app's own code does. */
export function callHost<N extends CallName>(page: Page, name: N, input: CallInput<N>): Promise<CallOutput<N>> {
  return page.evaluate(
    ([callName, callInput]) => {
      const { host } = globalThis as unknown as { host: Record<string, (input: unknown) => Promise<never>> };
      return host[callName]!(callInput);
    },
    [name, input] as const,
  );
}

function definedEnvironment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

/** `page` is the app's window, started with the profile `userData`; every test gets fresh ones. */
export const test = base.extend<{ userData: string; app: ElectronApplication; page: Page }>({
  userData: async ({}, use) => {
    const folder = await newUserData();
    await use(folder);
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  },
  app: async ({ userData }, use) => {
    const app = await launchApp({ userData });
    await use(app);
    await app.close();
  },
  page: async ({ app }, use) => {
    await use(await app.firstWindow());
  },
});
