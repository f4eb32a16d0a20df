// What lies beside the program for whoever must approve it: the list of what is inside, and the licences of others.
import fs from 'node:fs';
import path from 'node:path';
import { root } from './project.mjs';
import { makeSbom } from './sbom.mjs';
import { shippedPackages } from './shipped-packages.mjs';

/** @typedef {import('./shipped-packages.mjs').ShippedPackage} ShippedPackage */

const LINE = '='.repeat(80);

/**
 * Writes the papers to .cache/papers, from where electron-builder takes them. Needs a build.
 * @returns {string} the folder
 */
export function writePapers() {
  const folder = path.join(root, '.cache/papers');
  const packages = shippedPackages();
  fs.rmSync(folder, { recursive: true, force: true });
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(path.join(folder, 'THIRD-PARTY-NOTICES.txt'), makeNotices(packages));
  fs.writeFileSync(path.join(folder, 'sbom.cdx.json'), `${JSON.stringify(makeSbom(packages), undefined, 2)}\n`);
  return folder;
}

/**
 * Name, version, licence and its text, for each package.
 * @param {readonly ShippedPackage[]} packages
 * @returns {string}
 */
export function makeNotices(packages) {
  const head = [
    'Atalaya contiene obras de otras personas. Aquí están, con sus licencias.',
    'Atalaya contains works of others. Here they are, with their licences.',
    '',
    'Electron: LICENSE.electron.txt. Chromium, Node.js, FFmpeg: LICENSES.chromium.html.',
    '',
  ];
  const entries = packages.map(
    ({ name, version, licence, texts }) => `${LINE}\n${name} ${version}\n${licence}\n${LINE}\n\n${texts}\n`,
  );
  return [...head, ...entries].join('\n');
}
