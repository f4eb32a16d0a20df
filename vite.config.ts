// Seven bundles, one file: `vite build` makes the window, `vite build --mode <name>` the rest (build/entries.mjs).
// build/build.mjs runs them all. Targets are those of the oldest runtime that tests run in (Electron 25).
import react from '@vitejs/plugin-react';
import { builtinModules } from 'node:module';
import path from 'node:path';
import { defineConfig, type Plugin, type UserConfig } from 'vite';
import { pdfkitData } from './build/pdfkit-data.mjs';
import { mainSideEntries } from './build/entries.mjs';

const notBundled = ['electron', ...builtinModules, ...builtinModules.map((name) => `node:${name}`)];

const nodeModule = (file: string): string => path.join(import.meta.dirname, 'node_modules', file);

/** What runs on Node: one CommonJS file each, with everything inside it but Electron and Node's own modules. */
function mainSide(mode: string, entry: string): UserConfig {
  return {
    publicDir: false,
    plugins: mode === 'documents' ? [pdfkitData()] : [],
    define: { 'process.env.NODE_ENV': '"production"' },
    // packages must resolve as Node resolves them, not as a browser would
    resolve: {
      conditions: ['node', 'module', 'default'],
      mainFields: ['module', 'main'],
      // its variant for Node reports to a diagnostics channel that Node 18 does not have
      alias: [{ find: /^lru-cache$/, replacement: nodeModule('lru-cache/dist/esm/browser/index.min.js') }],
    },
    ssr: { noExternal: true },
    build: {
      ssr: entry,
      outDir: 'out/main',
      emptyOutDir: false,
      target: 'node18',
      minify: false,
      sourcemap: true,
      rolldownOptions: {
        external: notBundled,
        output: {
          format: 'cjs',
          entryFileNames: `${mode}.cjs`,
          // a third of some libraries is their own reference, which every start would read over
          comments: { legal: true, annotation: false, jsdoc: false },
          // what main loads only when it is needed lies beside it, so that opening the window does not read it
          ...(mode === 'main' ? { chunkFileNames: 'main-[name].cjs' } : { codeSplitting: false }),
        },
      },
    },
  };
}

/**
 * The HPKE library asks for Node's `crypto` where the global one is missing, which never happens in a window. It gets
 * that global: without this Vite warns and puts an empty module in its place.
 */
const webCrypto: Plugin = {
  name: 'web-crypto',
  enforce: 'pre',
  resolveId: (id) => (id === 'crypto' ? '\0web-crypto' : undefined),
  load: (id) => (id === '\0web-crypto' ? 'export const webcrypto = globalThis.crypto;' : undefined),
};

/** The window: ES modules under `app://office`, screens split off so that the first one opens fast. */
const windowSide: UserConfig = {
  root: path.join(import.meta.dirname, 'renderer'),
  base: '/',
  publicDir: false,
  plugins: [react(), webCrypto],
  worker: { format: 'es' },
  // read as a string and parsed when it runs, which takes a third of the time that an object literal does
  json: { stringify: true, namedExports: false },
  server: { host: '127.0.0.1' },
  build: {
    outDir: '../out/renderer',
    emptyOutDir: true,
    target: ['es2022', 'chrome114'],
    sourcemap: true,
    // the policy allows neither inline scripts nor fonts or workers as data: everything is a file
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // all that every start needs is one file: each further one is another question to the main process
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'start', tags: ['$initial'] }] } } },
    // kB; read from the disk, not from a network
    chunkSizeWarningLimit: 800,
  },
};

export default defineConfig(({ mode }) => {
  const entry = mainSideEntries.find(({ name }) => name === mode);
  return entry === undefined ? windowSide : mainSide(mode, entry.source);
});
