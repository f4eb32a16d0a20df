import { defineConfig } from '@playwright/test';
import { allowJsonModules } from './tests/support/json-modules.ts';

allowJsonModules();

// Started by build/test.mjs, which finds Electron, displays and a user without privileges.
export default defineConfig({
  testDir: 'tests/e2e',
  // one for each display (tests/support/electron-app.ts)
  workers: process.env['ATALAYA_DISPLAYS']?.split(',').length ?? 1,
  // a start that is tried again is in it
  timeout: 90_000,
  forbidOnly: process.env['CI'] !== undefined,
  reporter: [['list'], ['json', { outputFile: process.env['ATALAYA_REPORT'] ?? 'test-results/playwright.json' }]],
  outputDir: `${process.env['ATALAYA_TEST_OUTPUT'] ?? 'test-results'}/e2e`,
  projects: [
    { name: 'smoke', testMatch: 'smoke.spec.ts' },
    // whatever cannot open its window fails once, there
    { name: 'app', testMatch: '*.spec.ts', testIgnore: ['smoke.spec.ts', 'packaged.spec.ts'], dependencies: ['smoke'] },
    { name: 'packaged', testMatch: ['packaged.spec.ts', 'smoke.spec.ts'] },
  ],
});
