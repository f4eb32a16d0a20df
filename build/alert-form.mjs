// The offline alert form: one HTML file with everything inside it, for browsers that are not ours.
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { root } from './project.mjs';

const source = path.join(root, 'renderer', 'alert-form');
/** Browsers of 2020: WebCrypto with P-256 is older. */
const TARGET = ['es2020', 'chrome80', 'edge80', 'firefox78', 'safari14'];
const LANGUAGES = ['es', 'en', 'fr'];

/**
 * Builds the form into one file, without an office in it: the app puts that in when it hands out a copy.
 * @param {string} folder absolute; must exist
 * @returns {Promise<void>}
 */
export async function buildAlertForm(folder) {
  const script = await bundleScript();
  const style = fs.readFileSync(path.join(source, 'alert-form.css'), 'utf8');
  const words = LANGUAGES.map((language) => textsOf(language));
  // the policy allows this one script and this one style, and no connection whatever
  const policy = [
    `default-src 'none'`,
    `script-src '${hashOf(script)}'`,
    `style-src '${hashOf(style)}'`,
    `base-uri 'none'`,
    `form-action 'none'`,
  ].join('; ');
  const fallback = words.map((texts, i) => `<p lang="${LANGUAGES[i]}">${texts['alertForm.noSealing']}</p>`).join('');
  const page = fs
    .readFileSync(path.join(source, 'alert-form.html'), 'utf8')
    .replace('%policy%', () => policy)
    .replace('%title%', () => words[0]?.['alertForm.title'] ?? '')
    .replace('%fallback%', () => fallback)
    // hashed to the byte: no space may come between the tags and what they hold
    .replace(/\s*%style%\s*/, () => style)
    .replace(/\s*%script%\s*/, () => script);
  fs.writeFileSync(path.join(folder, 'alert-form.html'), page);
}

/** @returns {Promise<string>} a classic script: a page opened from a file may load no module */
async function bundleScript() {
  const { build } = await import('vite');
  const built = await build({
    root,
    configFile: false,
    // libraries that also run on Node ask for its modules where there are none; vite warns of each
    logLevel: 'error',
    publicDir: false,
    build: {
      write: false,
      target: TARGET,
      modulePreload: false,
      rolldownOptions: { input: path.join(source, 'main.ts'), output: { format: 'iife' } },
    },
  });
  // it watches nothing, so this is no watcher
  const outputs = /** @type {import('vite').Rolldown.RolldownOutput[]} */ ([built].flat());
  const [chunk, ...more] = outputs.flatMap(({ output }) => output);
  if (chunk?.type !== 'chunk' || more.length > 0) throw new Error('the alert form is not one script');
  return chunk.code.replaceAll('</script', '<\\/script').replaceAll('<!--', '<\\!--');
}

/**
 * @param {string} language
 * @returns {Record<string, string>}
 */
function textsOf(language) {
  const file = path.join(root, 'renderer', 'text', language, 'alert-form.json');
  return JSON.parse(fs.readFileSync(file, 'utf8'));
}

/** @param {string} text */
function hashOf(text) {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
