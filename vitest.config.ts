import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/*.test.ts', 'tests/{unit,conformance}/**/*.test.{ts,tsx}'],
    environment: 'node',
    // tests of journal and snapshots write and flush real files: on a busy disk seconds pass in which nothing is wrong
    testTimeout: 20_000,
    maxWorkers: 2,
  },
});
