// Runs electron-builder with a configuration of ours.
import fs from 'node:fs';
import path from 'node:path';
import { build } from 'electron-builder';
import { load } from 'js-yaml';
import { writePapers } from './papers.mjs';
import { root } from './project.mjs';

/** @typedef {import('./package-config.mjs').BuilderConfig} BuilderConfig */

/** @returns {BuilderConfig} what electron-builder.yml says */
export function builderConfig() {
  return /** @type {BuilderConfig} */ (load(fs.readFileSync(path.join(root, 'electron-builder.yml'), 'utf8')));
}

/**
 * Packs what is in out/.
 * @param {BuilderConfig} config
 * @param {import('electron-builder').CliOptions['targets']} targets
 * @returns {Promise<void>}
 */
export async function pack(config, targets) {
  writePapers();
  // handed over as a file: an object would be merged into electron-builder.yml, and a merge cannot take a fuse away
  const file = path.join(root, '.cache', `electron-builder-${process.pid}.json`);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, JSON.stringify(config));
  try {
    await build({ ...(targets === undefined ? {} : { targets }), config: file, projectDir: root, publish: 'never' });
  } finally {
    fs.rmSync(file, { force: true });
  }
}
