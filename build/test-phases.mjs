// The parts of a test run: which runner, as which user, with which environment, and how its report is counted.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { buildApp } from './build.mjs';
import { openDisplay } from './display.mjs';
import { electronRuntime } from './electron-runtime.mjs';
import { packageApp } from './package.mjs';
import { root } from './project.mjs';
import { mountSmallDisk } from './small-disk.mjs';
import { ensureSystemLibraries } from './system-libraries.mjs';
import { countPlaywright, countVitest } from './test-counts.mjs';
import { createTestUser } from './test-user.mjs';

/** @typedef {import('./test-counts.mjs').Counts} Counts */

const results = path.join(root, 'test-results');

/**
 * Runs vitest.
 * @param {readonly string[]} filters
 * @returns {Counts}
 */
export function runUnitTests(filters) {
  const report = path.join(results, 'vitest.json');
  return runAndCount({
    report,
    command: [
      process.execPath,
      'node_modules/vitest/vitest.mjs',
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
      ...filters,
    ],
    env: {},
    count: countVitest,
  });
}

/**
 * Builds, packages when asked, and runs Playwright.
 * @param {{ app: boolean, packaged: boolean, filters: readonly string[] }} what
 * @returns {Promise<Counts>}
 */
export async function runElectronTests({ app, packaged, filters }) {
  const runtime = await electronRuntime();
  ensureSystemLibraries(runtime.executable);
  await buildApp();
  const packages = packaged ? await packageBoth() : {};
  const displays = await openDisplays();
  const user = createTestUser(runtime.executable);
  const disk = mountSmallDisk(path.join(user.folder, 'small-disk'));
  try {
    const report = path.join(user.folder, 'playwright.json');
    const projects = [...(app ? ['app'] : []), ...(packaged ? ['packaged'] : [])];
    /** @type {Counts} */
    const total = { passed: 0, failed: 0, skipped: 0 };
    for (const project of projects) {
      const counts = runAndCount({
        report,
        command: [
          ...user.command,
          process.execPath,
          'node_modules/@playwright/test/cli.js',
          'test',
          `--project=${project}`,
          ...filters,
        ],
        env: {
          ...displays[0]?.env,
          ATALAYA_DISPLAYS: displays.map(({ env }) => env['DISPLAY'] ?? '').join(','),
          ...user.env,
          ...disk.env,
          ...(project === 'packaged' ? packages : {}),
          ATALAYA_EXECUTABLE: runtime.executable,
          ATALAYA_REPORT: report,
          ATALAYA_TEST_OUTPUT: user.folder,
        },
        count: countPlaywright,
      });
      total.passed += counts.passed;
      total.failed += counts.failed;
      total.skipped += counts.skipped;
    }
    if (total.failed > 0) user.keepResults(results);
    return total;
  } finally {
    disk.remove();
    user.remove();
    for (const display of displays) display.stop();
  }
}

/**
 * A screen for each test that runs at the same time, so that no window takes the keyboard from another: two where there
 * are two processors, or as many as `ATALAYA_E2E_WORKERS` says. Apps start one after another all the same
 * (tests/support/launch-turn.ts). On a screen that somebody looks at, one test runs after another.
 * @returns {Promise<readonly import('./display.mjs').Display[]>} at least one
 */
async function openDisplays() {
  const first = await openDisplay();
  const wanted = Number(process.env['ATALAYA_E2E_WORKERS'] ?? Math.min(2, os.availableParallelism()));
  const more = first.virtual ? wanted - 1 : 0;
  return [first, ...(await Promise.all(Array.from({ length: more }, openDisplay)))];
}

/**
 * The app as shipped, and once more with the one lock open that Playwright needs.
 * @returns {Promise<Record<string, string>>} environment for the tests
 */
async function packageBoth() {
  return {
    ATALAYA_SHIPPED: await packageApp({ forTests: false }),
    ATALAYA_PACKAGED: await packageApp({ forTests: true }),
  };
}

/**
 * Runs a test runner and reads its report. A crash, a missing report or a run without tests is a failure.
 * @param {{ report: string, command: readonly string[], env: Record<string, string>, count: (report: any) => Counts }} run
 * @returns {Counts}
 */
function runAndCount({ report, command, env, count }) {
  fs.mkdirSync(results, { recursive: true });
  fs.rmSync(report, { force: true });
  const [program = '', ...args] = command;
  const { status } = spawnSync(program, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } });
  const counts = fs.existsSync(report)
    ? count(JSON.parse(fs.readFileSync(report, 'utf8')))
    : { passed: 0, failed: 1, skipped: 0 };
  if (status !== 0 && counts.failed === 0) counts.failed = 1;
  return counts;
}
