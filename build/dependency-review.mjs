// docs/dependencies.md: each package of which some part ships, with what a reviewer asks. Run after `npm run build`:
//   node build/dependency-review.mjs             writes the page anew from docs/dependencies.json and what is in out/
//   node build/dependency-review.mjs --refresh   first asks the package registry about what nobody has looked at
//   node build/dependency-review.mjs --all       first asks it about everything, before a release
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { root, say, stop } from './project.mjs';
import { shippedPackages } from './shipped-packages.mjs';

/**
 * @typedef {object} Facts of one package, as the registry told them
 * @property {string} version that ships
 * @property {string} released its date, YYYY-MM-DD
 * @property {string} newest version and date of the newest release
 * @property {string} source who wrote it, and the repository it says it comes from
 * @property {readonly string[]} [publishers] accounts that may publish, where the registry told them
 */

/**
 * @typedef {object} Review
 * @property {string} asked when the registry was asked last, YYYY-MM-DD
 * @property {Record<string, string>} why each package that this project names itself, and what it is for
 * @property {Record<string, Facts>} facts by `name@version`
 */

/** @typedef {Pick<import('./shipped-packages.mjs').ShippedPackage, 'name' | 'version' | 'licence' | 'parts' | 'dependencies'>} Shipped */

const REVIEW = 'docs/dependencies.json';
const PAGE = 'docs/dependencies.md';

/** @returns {Review} */
export function readReview() {
  return JSON.parse(fs.readFileSync(path.join(root, REVIEW), 'utf8'));
}

/** @returns {readonly Shipped[]} what is in out/, and the runtime around it */
export function reviewedPackages() {
  const { version } = JSON.parse(fs.readFileSync(path.join(root, 'node_modules/electron/package.json'), 'utf8'));
  const runtime = { name: 'electron', version, licence: 'MIT', parts: ['everything'], dependencies: [] };
  return [runtime, ...shippedPackages()];
}

/**
 * The page's tables.
 * @param {readonly Shipped[]} packages
 * @param {Review} review
 * @returns {string} Markdown
 * @throws when one of them was not looked at
 */
export function renderReview(packages, review) {
  const named = packages.filter(({ name }) => review.why[name] !== undefined);
  const brought = packages.filter((shipped) => !named.includes(shipped));
  const head = ['package', 'version', 'licence', 'released', 'newest', 'written by', 'runs in'];
  return [
    `Asked on ${review.asked}; ${packages.length} packages.`,
    '',
    '### Named by this project',
    '',
    ...table(
      [...head, 'what for'],
      named.map((shipped) => [...cells(shipped, review), review.why[shipped.name] ?? '']),
    ),
    '',
    '### Brought along by those',
    '',
    ...table(
      [...head, 'brought by'],
      brought.map((shipped) => [...cells(shipped, review), dependents(shipped.name, packages).join(', ')]),
    ),
  ].join('\n');
}

/**
 * @param {Shipped} shipped
 * @param {Review} review
 */
function cells({ name, version, licence, parts }, review) {
  const facts = review.facts[`${name}@${version}`];
  if (facts === undefined)
    throw new Error(`nobody has looked at ${name} ${version}: node build/dependency-review.mjs --refresh`);
  const publishers = facts.publishers ?? [];
  const who = [facts.source, ...(publishers.length > 0 ? [`published by ${publishers.join(', ')}`] : [])].join('; ');
  return [`\`${name}\``, version, licence, facts.released, facts.newest, who, parts.join(', ')];
}

/**
 * @param {string} name
 * @param {readonly Shipped[]} packages
 * @returns {string[]}
 */
function dependents(name, packages) {
  return [
    ...new Set(packages.filter(({ dependencies }) => dependencies.includes(name)).map((shipped) => shipped.name)),
  ];
}

/**
 * @param {readonly string[]} head
 * @param {readonly (readonly string[])[]} rows
 */
function table(head, rows) {
  const line = (/** @type {readonly string[]} */ row) => `| ${row.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)];
}

/**
 * The page with its tables exchanged; what people wrote around them stays.
 * @param {string} page
 * @param {string} tables
 * @returns {string}
 */
export function putTables(page, tables) {
  const parts = /^([^]*<!-- tables -->\n\n)[^]*(\n\n<!-- end of tables -->[^]*)$/.exec(page);
  if (parts === null) throw new Error(`${PAGE} has lost the marks around its tables`);
  return `${parts[1]}${tables}${parts[2]}`;
}

/**
 * @param {readonly Shipped[]} packages
 * @param {Review} review
 * @param {boolean} all also what was asked about before
 * @returns {Review}
 */
function refresh(packages, review, all) {
  const facts = all ? {} : { ...review.facts };
  for (const shipped of packages) {
    const key = `${shipped.name}@${shipped.version}`;
    facts[key] ??= ask(shipped);
  }
  return { ...review, asked: new Date().toISOString().slice(0, 10), facts };
}

/**
 * @param {Shipped} shipped
 * @returns {Facts}
 */
function ask({ name, version }) {
  const fields = ['time', 'maintainers', 'dist-tags', 'author', 'repository.url'];
  const run = spawnSync('npm', ['view', `${name}@${version}`, ...fields, '--json'], { encoding: 'utf8' });
  if (run.status !== 0) throw new Error(`the registry says nothing of ${name}`);
  /** @type {Record<string, any>} */
  const told = JSON.parse(run.stdout);
  const { latest } = told['dist-tags'];
  const day = (/** @type {string} */ release) => told['time'][release]?.slice(0, 10) ?? 'unknown';
  // names only: addresses of people are no part of this
  const plain = (/** @type {unknown} */ person) => String(person ?? '').replace(/\s*[<(].*/, '');
  const publishers = [told['maintainers'] ?? []].flat().map(plain);
  const repository = /([\w.-]+\/[\w.-]+?)(\.git)?$/.exec(told['repository.url'] ?? '')?.[1];
  const author = plain(typeof told['author'] === 'object' ? told['author'].name : told['author']);
  return {
    version,
    released: day(version),
    newest: `${latest}, ${day(latest)}`,
    source: [author, repository].filter(Boolean).join(', '),
    ...(publishers.length > 0 ? { publishers } : {}),
  };
}

if (process.argv[1] !== undefined && path.resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  try {
    const packages = reviewedPackages();
    let review = readReview();
    const all = process.argv.includes('--all');
    if (all || process.argv.includes('--refresh')) {
      review = refresh(packages, review, all);
      fs.writeFileSync(path.join(root, REVIEW), `${JSON.stringify(review, undefined, 2)}\n`);
    }
    const page = fs.readFileSync(path.join(root, PAGE), 'utf8');
    fs.writeFileSync(path.join(root, PAGE), putTables(page, renderReview(packages, review)));
    say(`wrote ${PAGE}: ${packages.length} packages`);
  } catch (error) {
    stop(error instanceof Error ? error.message : String(error));
  }
}
