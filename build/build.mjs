// npm run build: bundles every part into out/. A build that fails leaves the previous out/ in place.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { PackageNotes } from './bundled-packages.mjs';
import { ensureDependencies } from './dependencies.mjs';
import { mainSideEntries } from './entries.mjs';
import { buildOutsidePages } from './outside-pages.mjs';
import { requireNode, root, say } from './project.mjs';

/**
 * Builds the whole app into out/. A part whose entry does not exist yet is skipped and named.
 * @returns {Promise<void>}
 * @throws what Vite throws when a part does not build
 */
export async function buildApp() {
  const { build } = await import('vite');
  const start = performance.now();
  const out = path.join(root, 'out');
  const fresh = path.join(root, '.cache', `build-${process.pid}`);
  const notes = new PackageNotes();
  const noting = (/** @type {string} */ part) => ({
    plugins: [notes.plugin(part)],
    worker: { plugins: () => [notes.plugin(part)] },
  });
  // another value would build screens for development, with the names of this machine's folders in them
  const environment = process.env['NODE_ENV'];
  process.env['NODE_ENV'] = 'production';
  try {
    for (const { name, source } of mainSideEntries) {
      if (isThere(source))
        await build({
          root,
          mode: name,
          logLevel: 'warn',
          ...noting(name),
          build: { outDir: path.join(fresh, 'main') },
        });
    }
    await buildOutsidePages(path.join(fresh, 'main'), (page) => notes.plugin(page));
    if (isThere('renderer/index.html')) {
      await build({
        mode: 'production',
        logLevel: 'warn',
        ...noting('window'),
        configFile: path.join(root, 'vite.config.ts'),
        build: { outDir: path.join(fresh, 'renderer') },
      });
    }
    fs.writeFileSync(path.join(fresh, 'packages.json'), JSON.stringify(notes.parts(root), undefined, 2));
    // two renames: whoever starts the app meanwhile finds the old out/ or the new one
    const old = `${fresh}-old`;
    if (fs.existsSync(out)) fs.renameSync(out, old);
    fs.renameSync(fresh, out);
    fs.rmSync(old, { recursive: true, force: true });
  } finally {
    if (environment === undefined) delete process.env['NODE_ENV'];
    else process.env['NODE_ENV'] = environment;
    fs.rmSync(fresh, { recursive: true, force: true });
  }
  say(`built out/ in ${((performance.now() - start) / 1000).toFixed(1)} s`);
}

/**
 * @param {string} source
 * @returns {boolean}
 */
function isThere(source) {
  if (fs.existsSync(path.join(root, source))) return true;
  say(`${source} does not exist: not built`);
  return false;
}

if (process.argv[1] !== undefined && path.resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  requireNode();
  ensureDependencies();
  await buildApp();
}
