// The list of what is inside, as CycloneDX 1.5: Electron and every package of which some part is in out/.
import fs from 'node:fs';
import path from 'node:path';
import { root } from './project.mjs';

/** @typedef {import('./shipped-packages.mjs').ShippedPackage} ShippedPackage */

/**
 * Without a date and a random number, which the standard leaves open: the same source gives the same list.
 * @param {readonly ShippedPackage[]} packages
 * @returns {object}
 */
export function makeSbom(packages) {
  const { name, version, description, license } = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8'));
  const own = { 'bom-ref': `${name}@${version}`, name, version };
  const electron = electronComponent();
  const references = new Map(packages.map((shipped) => [shipped.place, referenceOf(shipped)]));
  return {
    $schema: 'http://cyclonedx.org/schema/bom-1.5.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.5',
    version: 1,
    metadata: { component: { ...own, type: 'application', description, licenses: [{ license: { id: license } }] } },
    components: [electron, ...packages.map(component)],
    dependencies: [
      { ref: own['bom-ref'], dependsOn: [electron['bom-ref'], ...references.values()] },
      { ref: electron['bom-ref'], dependsOn: [] },
      ...packages.map((shipped) => ({
        ref: referenceOf(shipped),
        dependsOn: shipped.dependencies.flatMap((name) => findDependency(shipped.place, name, references)),
      })),
    ],
  };
}

/** @param {ShippedPackage} shipped */
function component(shipped) {
  const { name, version, licence, author, integrity, parts } = shipped;
  const [group, short] = name.startsWith('@') ? name.split('/') : [undefined, name];
  return {
    'bom-ref': referenceOf(shipped),
    type: 'library',
    ...(group === undefined ? {} : { group }),
    name: short,
    version,
    ...(author === '' ? {} : { author }),
    scope: 'required',
    purl: `pkg:npm/${name.replace('@', '%40')}@${version}`,
    licenses: licence.includes(' ') ? [{ expression: licence }] : [{ license: { id: licence } }],
    hashes: [{ alg: 'SHA-512', content: Buffer.from(integrity.replace('sha512-', ''), 'base64').toString('hex') }],
    properties: parts.map((part) => ({ name: 'atalaya:bundle', value: part })),
  };
}

/** Chromium and Node come inside it; their own lists are LICENSES.chromium.html beside the program. */
function electronComponent() {
  const { version } = JSON.parse(fs.readFileSync(path.join(root, 'node_modules/electron/package.json'), 'utf8'));
  return {
    'bom-ref': `electron@${version}`,
    type: 'framework',
    name: 'electron',
    version,
    scope: 'required',
    purl: `pkg:npm/electron@${version}`,
    licenses: [{ license: { id: 'MIT' } }],
  };
}

/** @param {Pick<ShippedPackage, 'name' | 'version' | 'place'>} shipped unique: one version may lie in two places */
function referenceOf({ name, version, place }) {
  return place === `node_modules/${name}` ? `${name}@${version}` : `${name}@${version}|${place}`;
}

/**
 * The package that a name means to a package in its place, as Node finds it: in its own folder first, then further out.
 * @param {string} place
 * @param {string} name
 * @param {ReadonlyMap<string, string>} references
 * @returns {string[]} empty where nothing of it is in out/
 */
function findDependency(place, name, references) {
  for (let folder = place; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
    const found = references.get(folder === '' ? `node_modules/${name}` : `${folder}/node_modules/${name}`);
    if (found !== undefined) return [found];
    if (folder === '') return [];
  }
}
