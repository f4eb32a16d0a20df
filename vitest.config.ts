import path from 'node:path';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  // a unit test draws any screen without the first one before it, and so has the texts of all areas at once
  resolve: {
    alias: [{ find: './es-door.ts', replacement: path.join(import.meta.dirname, 'renderer/text/es.ts') }],
  },
  test: {
    include: ['tests/*.test.ts', 'tests/{unit,conformance}/**/*.test.{ts,tsx}'],
    environment: 'node',
    // tests of journal and snapshots write and flush real files: on a busy disk seconds pass in which nothing is wrong
    testTimeout: 20_000,
    maxWorkers: 2,
  },
});
