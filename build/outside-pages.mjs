// Pages for browsers that are not ours: each is one HTML file with everything inside it.
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { root } from './project.mjs';

const LANGUAGES = ['es', 'en', 'fr'];

/**
 * What a page is made of.
 * @typedef {object} OutsidePage
 * @property {string} name of its folder under `renderer/`, its HTML, style and texts, and of what is built
 * @property {string[]} target the oldest browsers it runs in
 * @property {string} title key of its title
 * @property {string} fallback key of what it says where its script does not run
 * @property {readonly string[]} [workers] paths under `renderer/` of workers that it carries as text, each where its HTML
 *   has its name between percent signs
 */

/** @type {readonly OutsidePage[]} */
const pages = [
  {
    name: 'alert-form',
    // browsers of 2020: WebCrypto with P-256 is older
    target: ['es2020', 'chrome80', 'edge80', 'firefox78', 'safari14'],
    title: 'alertForm.title',
    fallback: 'alertForm.noSealing',
  },
  {
    name: 'verifier-page',
    // the youngest thing it needs is DecompressionStream, in Firefox since 113 and in Safari since 16.4
    target: ['es2022', 'chrome103', 'edge103', 'firefox113', 'safari16.4'],
    title: 'verifierPage.title',
    fallback: 'verifierPage.needsBrowser',
    workers: ['signature/verify-worker.ts', 'verifier-page/sealed-worker.ts'],
  },
];

/**
 * Builds the pages, without an office in them: what belongs to one office the app puts in when it hands out a copy.
 * @param {string} folder absolute; must exist
 * @param {(page: string) => import('vite').Plugin} lookOn made for each page, looks on while it is bundled
 * @returns {Promise<void>}
 */
export async function buildOutsidePages(folder, lookOn) {
  for (const page of pages)
    fs.writeFileSync(path.join(folder, `${page.name}.html`), await buildPage(page, [lookOn(page.name)]));
}

/**
 * @param {OutsidePage} page
 * @param {import('vite').Plugin[]} plugins
 * @returns {Promise<string>}
 */
async function buildPage({ name, target, title, fallback, workers = [] }, plugins) {
  const source = path.join(root, 'renderer', name);
  const script = await bundleScript(path.join(source, 'main.ts'), target, plugins);
  const style = [path.join(root, 'renderer', 'outside', 'outside.css'), path.join(source, `${name}.css`)]
    .map((file) => fs.readFileSync(file, 'utf8'))
    .join('');
  const words = LANGUAGES.map((language) => textsOf(name, language));
  /** @type {[string, string][]} */
  const carried = [];
  for (const worker of workers) {
    const code = await bundleScript(path.join(root, 'renderer', worker), target, plugins);
    carried.push([path.basename(worker, '.ts'), code]);
  }
  // the policy allows this one script and this one style, and no connection whatever
  const policy = [
    `default-src 'none'`,
    `script-src '${hashOf(script)}'`,
    ...(carried.length === 0 ? [] : [`worker-src blob:`]),
    `style-src '${hashOf(style)}'`,
    `base-uri 'none'`,
    `form-action 'none'`,
  ].join('; ');
  const told = words.map((texts, i) => `<p lang="${LANGUAGES[i]}">${texts[fallback]}</p>`).join('');
  const html = fs
    .readFileSync(path.join(source, `${name}.html`), 'utf8')
    .replace('%policy%', () => policy)
    .replace('%title%', () => words[0]?.[title] ?? '')
    .replace('%fallback%', () => told)
    // hashed to the byte: no space may come between the tags and what they hold
    .replace(/\s*%style%\s*/, () => style)
    .replace(/\s*%script%\s*/, () => script);
  return carried.reduce((text, [worker, code]) => text.replace(new RegExp(`\\s*%${worker}%\\s*`), () => code), html);
}

/**
 * @param {string} input absolute path
 * @param {string[]} target
 * @param {import('vite').Plugin[]} plugins
 * @returns {Promise<string>} a classic script: a page opened from a file may load no module
 */
async function bundleScript(input, target, plugins) {
  const { build } = await import('vite');
  const built = await build({
    root,
    configFile: false,
    // libraries that also run on Node ask for its modules where there are none; vite warns of each
    logLevel: 'error',
    publicDir: false,
    plugins,
    build: {
      write: false,
      target,
      modulePreload: false,
      rolldownOptions: { input, output: { format: 'iife' } },
    },
  });
  // it watches nothing, so this is no watcher
  const outputs = /** @type {import('vite').Rolldown.RolldownOutput[]} */ ([built].flat());
  const [chunk, ...more] = outputs.flatMap(({ output }) => output);
  if (chunk?.type !== 'chunk' || more.length > 0) throw new Error(`${input} is not one script`);
  return chunk.code.replaceAll('</script', '<\\/script').replaceAll('<!--', '<\\!--');
}

/**
 * @param {string} name
 * @param {string} language
 * @returns {Record<string, string>}
 */
function textsOf(name, language) {
  return JSON.parse(fs.readFileSync(path.join(root, 'renderer', 'text', language, `${name}.json`), 'utf8'));
}

/** @param {string} text */
function hashOf(text) {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
