import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { defineConfig } from 'vitest/config';

const include = ['tests/*.test.ts', 'tests/{unit,conformance}/**/*.test.{ts,tsx}'];

/**
 * What stands in for modules, or changes the process, would reach into other files; what says `@alone` suffers from them.
 * These get a process for each file; all others share one for each worker, and so read the program once and not four
 * hundred times.
 */
const alone = readdirSync('tests', { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.test\.tsx?$/.test(file))
  .map((file) => path.posix.join('tests', file.replaceAll(path.sep, '/')))
  .filter((file) =>
    /\bvi\.(mock|doMock|resetModules|stubEnv|stubGlobal|useFakeTimers)\(|process\.(env|chdir)|@alone\b/.test(
      readFileSync(file, 'utf8'),
    ),
  );

export default defineConfig({
  test: {
    environment: 'node',
    // tests of journal and snapshots write and flush real files: on a busy disk seconds pass in which nothing is wrong
    testTimeout: 20_000,
    maxWorkers: 2,
    projects: [
      { extends: true, test: { name: 'together', include, exclude: alone, isolate: false } },
      { extends: true, test: { name: 'alone', include: alone } },
    ],
  },
});
