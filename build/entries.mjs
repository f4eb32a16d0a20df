/**
 * What runs outside the window. `name` is the Vite mode and the bundle's name: out/main/<name>.cjs.
 * @type {readonly { readonly name: string, readonly source: string }[]}
 */
export const mainSideEntries = [
  { name: 'main', source: 'electron/main.ts' },
  { name: 'preload', source: 'electron/preload.ts' },
  { name: 'documents', source: 'electron/documents/documents-process.ts' },
  { name: 'derive', source: 'electron/vault/derive-worker.ts' },
  { name: 'snapshots', source: 'electron/snapshots/snapshot-worker.ts' },
  { name: 'packages', source: 'electron/packages/package-worker.ts' },
  { name: 'bundles', source: 'electron/exchange/bundle-worker.ts' },
];
