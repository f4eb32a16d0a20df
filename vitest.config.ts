import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/*.test.ts', 'tests/{unit,conformance}/**/*.test.{ts,tsx}'],
    environment: 'node',
  },
});
