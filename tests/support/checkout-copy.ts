// The checkout once more, elsewhere on the disk: its sources copied, its packages linked file by file.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../..');
const SOURCES = [
  ...['build', 'electron', 'renderer', 'shared', 'electron-builder.yml', 'package.json', 'package-lock.json'],
  ...['tsconfig.base.json', 'tsconfig.json', 'vite.config.ts'],
];

/**
 * @param folder absolute, on the disk of the checkout; made here
 */
export function copyCheckout(folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const name of SOURCES) cpSync(path.join(root, name), path.join(folder, name), { recursive: true });
  // as links to the folder its packages would lie outside the copy, and bundlers go by where files really are
  execFileSync('cp', ['-alL', path.join(root, 'node_modules'), path.join(folder, 'node_modules')]);
}
