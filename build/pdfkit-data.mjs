// A Vite plugin for the document process: pdfkit reads its font metrics and colour profile from files beside its
// own module. A bundle has no such files, so their bytes are put into the code.
import fs from 'node:fs';
import path from 'node:path';

const PDFKIT = /[\\/]pdfkit[\\/]js[\\/]pdfkit[\w.]*\.m?js$/;
/** `fs.readFileSync(__dirname + '/data/Helvetica.afm', 'utf8')` and the same with a template string */
const READ = /fs\.readFileSync\((?:__dirname \+ '|`\$\{__dirname\})\/data\/([\w.-]+)['`](, 'utf8')?\)/g;
/** the way of newer versions: `const ICC_PROFILE_PATH = new URL('./data/x.icc', import.meta.url).href` */
const LEFT_OVER = /__dirname|new URL\('\.\/data\//;

/**
 * Replaces reads of pdfkit's own data files by their contents.
 * @param {string} code a module of pdfkit
 * @param {string} folder the module's folder
 * @returns {string}
 * @throws when the module reads a data file in a way this function does not know: better no bundle than a broken one
 */
export function inlinePdfkitData(code, folder) {
  const inlined = code.replaceAll(
    READ,
    (_call, /** @type {string} */ name, /** @type {string | undefined} */ asText) => {
      const bytes = fs.readFileSync(path.join(folder, 'data', name));
      return asText === undefined
        ? `Buffer.from('${bytes.toString('base64')}', 'base64')`
        : JSON.stringify(bytes.toString('utf8'));
    },
  );
  if (LEFT_OVER.test(inlined)) throw new Error('pdfkit reads its data files in a new way; mend build/pdfkit-data.mjs');
  return inlined;
}

/** @returns {import('vite').Plugin} */
export function pdfkitData() {
  return {
    name: 'pdfkit-data',
    transform(code, id) {
      return PDFKIT.test(id) ? { code: inlinePdfkitData(code, path.dirname(id)), map: null } : undefined;
    },
  };
}
