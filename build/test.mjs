// npm test: every test there is. `npm run test:unit`, `npm run test:e2e`; further words narrow down which files.
//   unit      units, architecture and conformance (vitest)
//   e2e       the built app in Electron (Playwright)
//   packaged  the app as it is packaged: a smoke test and its locks
// The last line sums them up: `N passed, N failed`.
import { ensureDependencies } from './dependencies.mjs';
import { requireNode, stop } from './project.mjs';

requireNode();
ensureDependencies();
// only now may anything be loaded that needs packages
const { runUnitTests, runElectronTests } = await import('./test-phases.mjs');

const phases = ['unit', 'e2e', 'packaged'];
const asked = process.argv.slice(2);
const chosen = phases.filter((phase) => asked.includes(phase));
const filters = asked.filter((word) => !phases.includes(word));

const total = { passed: 0, failed: 0, skipped: 0 };
const add = (/** @type {typeof total} */ counts) => {
  total.passed += counts.passed;
  total.failed += counts.failed;
  total.skipped += counts.skipped;
};

try {
  const run = new Set(chosen.length > 0 ? chosen : phases);
  if (run.has('unit')) add(runUnitTests(filters));
  if (run.has('e2e') || run.has('packaged')) {
    add(await runElectronTests({ app: run.has('e2e'), packaged: run.has('packaged'), filters }));
  }
} catch (error) {
  stop(error instanceof Error ? error.message : String(error));
}

const skipped = total.skipped > 0 ? ` (${total.skipped} skipped)` : '';
if (skipped) process.stdout.write(`not run:${skipped}\n`);
const code = total.failed > 0 || total.passed === 0 ? 1 : 0;
// electron-builder leaves a hook that ends an idle process with 0, whatever `process.exitCode` says: end it ourselves
process.stdout.write(`${total.passed} passed, ${total.failed} failed\n`, () => process.exit(code));
