// The packages of others that are in out/, with what must be told of them. Read after a build.
import fs from 'node:fs';
import path from 'node:path';
import { root } from './project.mjs';

/**
 * @typedef {object} ShippedPackage
 * @property {string} name
 * @property {string} version
 * @property {string} licence an SPDX expression
 * @property {string} author
 * @property {string} integrity `sha512-...` of the archive it was installed from
 * @property {string} place its folder, relative to the checkout
 * @property {readonly string[]} parts of the app that hold some of it: names of bundles
 * @property {readonly string[]} dependencies names of the packages that it asks for
 * @property {string} texts its licence, and its notices if it has some
 */

const TEXTS = /^(licen[cs]e|copying|notice)([._-].*)?$/i;
/** Packages whose package.json names no licence; what their text says. */
const UNNAMED = new Map([['png-js', 'MIT']]);

/**
 * Every package of which some part is in out/, by name and version.
 * @returns {readonly ShippedPackage[]}
 * @throws when one names no licence: then somebody must look
 */
export function shippedPackages() {
  const parts = /** @type {Record<string, string[]>} */ (readJson('out/packages.json'));
  const { packages } = /** @type {{ packages: Record<string, { integrity?: string }> }} */ (
    readJson('package-lock.json')
  );
  return Object.entries(parts)
    .map(([place, inParts]) => describe(place, inParts, packages[place]?.integrity ?? ''))
    .sort((a, b) => compare(a.name, b.name) || compare(a.version, b.version));
}

/**
 * @param {string} place
 * @param {readonly string[]} parts
 * @param {string} integrity
 * @returns {ShippedPackage}
 */
function describe(place, parts, integrity) {
  const manifest = /** @type {Record<string, any>} */ (readJson(`${place}/package.json`));
  const { name, version, dependencies = {}, author = '' } = manifest;
  const licence = manifest['license'] ?? UNNAMED.get(name);
  if (typeof licence !== 'string') throw new Error(`${name} ${version} names no licence`);
  const folder = path.join(root, place);
  const told = fs
    .readdirSync(folder)
    .filter((file) => TEXTS.test(file))
    .sort()
    .map((file) => fs.readFileSync(path.join(folder, file), 'utf8').trim().replaceAll('\r\n', '\n'));
  const writer = typeof author === 'string' ? author : String(author.name);
  return {
    name,
    version,
    licence: licence.replace(/^\((.*)\)$/, '$1'),
    author: writer,
    integrity,
    place,
    parts,
    dependencies: Object.keys(dependencies),
    texts: told.length > 0 ? told.join('\n\n') : standardText(name, licence, writer),
  };
}

/**
 * For packages that say which licence it is and bring no text along.
 * @param {string} name
 * @param {string} licence
 * @param {string} author
 */
function standardText(name, licence, author) {
  const file = path.join(root, 'build/licences', `${licence}.txt`);
  if (!fs.existsSync(file)) throw new Error(`${name} brings no text of its licence, ${licence}`);
  return fs
    .readFileSync(file, 'utf8')
    .trim()
    .replace('{author}', () => author.replace(/\s*<.*/, '') || `authors of ${name}`);
}

/** @param {string} file relative to the checkout */
function readJson(file) {
  return /** @type {unknown} */ (JSON.parse(fs.readFileSync(path.join(root, file), 'utf8')));
}

/**
 * @param {string} a
 * @param {string} b
 */
function compare(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}
