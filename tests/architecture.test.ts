import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '..');

/** Folders of shared/ and what each may import beside itself. The order is the order of the arrows. */
const sharedMay: Readonly<Record<string, readonly string[]>> = {
  kernel: [],
  catalog: ['kernel'],
  record: ['kernel', 'catalog'],
  deadline: ['kernel', 'catalog'],
  procedure: ['kernel', 'catalog', 'access'],
  phrase: ['kernel', 'catalog', 'record'],
  spelling: ['kernel'],
  calculator: ['kernel', 'catalog'],
  screening: ['kernel', 'catalog', 'record'],
  htcds: ['kernel', 'catalog', 'record', 'screening', 'search'],
  evidence: ['kernel', 'record'],
  report: ['kernel', 'catalog', 'record', 'deadline', 'calculator', 'evidence', 'procedure', 'referral', 'diagnosis'],
  diagnosis: ['kernel'],
  'follow-up': ['kernel', 'catalog', 'record'],
  referral: ['kernel', 'evidence', 'alert'],
  bundle: ['kernel', 'record', 'referral', 'signature', 'alert'],
  pdf: ['kernel', 'report'],
  sample: ['kernel', 'catalog', 'record', 'calculator', 'report'],
  signature: ['kernel'],
  search: ['kernel'],
  roster: ['kernel', 'signature', 'vault', 'referral'],
  vault: ['kernel'],
  update: ['kernel'],
  alert: ['kernel', 'catalog', 'vault', 'search'],
  access: ['kernel', 'journal'],
  journal: ['kernel', 'vault', 'access'],
  ipc: ['kernel', 'report', 'access', 'update', 'diagnosis'],
  merge: ['kernel', 'record', 'report', 'bundle'],
};

/** Folders of renderer/ likewise; `shared` is open to all but ui. */
const rendererMay: Readonly<Record<string, readonly string[]>> = {
  ui: [],
  text: [],
  form: ['ui', 'text'],
  db: [],
  signature: [],
  spelling: [],
  codes: [],
  pictures: [],
  // reads other offices' bundles in a worker
  exchange: [],
  // pages of their own, outside the app, and what they share
  outside: [],
  'alert-form': ['text', 'outside'],
  'verifier-page': ['text', 'outside', 'signature', 'exchange'],
  parts: ['ui', 'form', 'db', 'signature', 'spelling', 'codes', 'pictures', 'text', '.'],
  features: ['ui', 'form', 'db', 'signature', 'exchange', 'codes', 'text', 'parts', '.'],
  shell: ['ui', 'text', 'parts', 'features', '.'],
  '.': ['ui', 'form', 'db', 'signature', 'text', 'parts', 'features', 'shell'],
};

const electronMay: Readonly<Record<string, readonly string[]>> = {
  disk: [],
  guard: [],
  vault: ['disk'],
  // the journal takes the keys that the vault opened, as types only
  journal: ['disk', 'vault'],
  // the worker thread polyfills WebCrypto as every entry of the main side does
  snapshots: ['disk', 'journal', 'evidence', '.'],
  evidence: ['disk'],
  documents: ['.'],
  packages: ['disk'],
  exchange: ['disk', 'packages'],
  tokens: [],
  updates: ['disk'],
  // looks at every other folder of the profile, and changes none
  diagnosis: ['disk', 'guard', 'vault', 'journal', 'snapshots', 'evidence', 'documents'],
  host: [
    'disk',
    'vault',
    'journal',
    'snapshots',
    'evidence',
    'documents',
    'packages',
    'exchange',
    'tokens',
    'updates',
    '.',
  ],
  '.': [
    ...['disk', 'guard', 'vault', 'journal', 'snapshots', 'evidence', 'host', 'documents', 'packages', 'exchange'],
    ...['updates', 'diagnosis'],
  ],
};

/** A package and the only places that may import it. */
const onlyIn: readonly (readonly [RegExp, RegExp])[] = [
  [/^pdfmake(\/|$)/, /^shared\/pdf\/(render\.ts|engine\/)/],
  [/^dexie$/, /^renderer\/db\//],
  [/^jsqr$/, /^renderer\/codes\//],
  [/^big\.js$/, /^shared\/calculator\/decimal\.ts$/],
  [/^valibot$/, /^(shared|electron|renderer)\//],
  [/^react(-dom|-aria-components)?(\/|$)/, /^renderer\//],
  [/^(node:|electron$)/, /^(electron|build|tests)\/|^(vite|vitest|playwright)\.config/],
];

interface Import {
  readonly from: string;
  readonly to: string;
}

function sourceFiles(folder: string): string[] {
  return readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => path.posix.join(folder, name.replaceAll(path.sep, '/')))
    .filter((name) => /\.(ts|tsx|mts|css)$/.test(name) && !name.endsWith('.d.ts'));
}

/** What a file does, without what its comments say. */
function codeOf(file: string): string {
  return readFileSync(path.join(root, file), 'utf8')
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/(^|\s)\/\/.*$/gm, '$1');
}

function importsOf(file: string): Import[] {
  const text = codeOf(file);
  const found = [
    ...text.matchAll(/(?:^|\n)\s*(?:import|export)\s[^'";]*?from\s*['"]([^'"]+)['"]/g),
    ...text.matchAll(/(?:^|\n)\s*import\s*['"]([^'"]+)['"]/g),
    ...text.matchAll(/\bimport\(\s*['"]([^'"]+)['"]/g),
    ...text.matchAll(/\bnew URL\(\s*['"](\.[^'"]+)['"]/g),
    ...text.matchAll(/@import\s+['"]([^'"]+)['"]/g),
  ].map((match) => match[1] ?? '');
  return found.map((to) => ({
    from: file,
    to: to.startsWith('.') ? path.posix.join(path.posix.dirname(file), to) : to,
  }));
}

const sources = ['shared', 'electron', 'renderer'].flatMap(sourceFiles);
const imports = sources.flatMap(importsOf);

/** The part of a path that the tables above speak of: `shared/kernel/x.ts` is `kernel`, `electron/main.ts` is `.`. */
function part(file: string): string {
  const parts = file.split('/');
  return parts.length > 2 ? (parts[1] ?? '.') : '.';
}

function breaches(
  top: string,
  may: Readonly<Record<string, readonly string[]>>,
  among: readonly Import[] = imports,
): string[] {
  return among
    .filter(({ from, to }) => from.startsWith(`${top}/`) && to.startsWith(`${top}/`))
    .filter(({ from, to }) => part(from) !== part(to) && !may[part(from)]?.includes(part(to)))
    .map(({ from, to }) => `${from} -> ${to}`);
}

test('the source was found', () => {
  expect(sources.length).toBeGreaterThan(20);
  expect(imports.length).toBeGreaterThan(20);
});

test('a forbidden import is noticed', () => {
  const planted = [
    { from: 'shared/kernel/bytes.ts', to: 'shared/record/draft.ts' },
    { from: 'shared/report/acta.ts', to: 'shared/pdf/render.ts' },
    { from: 'shared/pdf/render.ts', to: 'shared/report/report.ts' },
  ];
  expect(breaches('shared', sharedMay, planted)).toEqual([
    'shared/kernel/bytes.ts -> shared/record/draft.ts',
    'shared/report/acta.ts -> shared/pdf/render.ts',
  ]);
  expect(
    breaches('renderer', rendererMay, [{ from: 'renderer/ui/button.tsx', to: 'renderer/db/open.ts' }]),
  ).toHaveLength(1);
  expect(
    breaches('electron', electronMay, [{ from: 'electron/guard/origin.ts', to: 'electron/vault/vault.ts' }]),
  ).toHaveLength(1);
});

test('shared folders import only those to their left', () => {
  expect(breaches('shared', sharedMay)).toEqual([]);
});

test('renderer folders keep to their arrows', () => {
  expect(breaches('renderer', rendererMay)).toEqual([]);
});

test('electron folders keep to their arrows', () => {
  expect(breaches('electron', electronMay)).toEqual([]);
});

test('processes meet only in shared', () => {
  const wrong = imports.filter(
    ({ from, to }) =>
      (from.startsWith('shared/') && /^(electron|renderer)\//.test(to)) ||
      (from.startsWith('electron/') && to.startsWith('renderer/')) ||
      (from.startsWith('renderer/') && to.startsWith('electron/')) ||
      (/^(shared|electron|renderer)\//.test(from) && /^(tests|build)\/.*\.(ts|mjs)$/.test(to)),
  );
  expect(wrong).toEqual([]);
});

test('features do not import each other', () => {
  const feature = (file: string): string | undefined => /^renderer\/features\/([^/]+)\//.exec(file)?.[1];
  const wrong = imports.filter(({ from, to }) => feature(from) && feature(to) && feature(from) !== feature(to));
  expect(wrong).toEqual([]);
});

test('ui knows nothing of ours', () => {
  const wrong = imports.filter(
    ({ from, to }) => from.startsWith('renderer/ui/') && /^(shared|renderer\/(?!ui\/))/.test(to),
  );
  expect(wrong).toEqual([]);
});

test('a library is imported only where it may be', () => {
  const wrong = imports.filter(({ from, to }) => onlyIn.some(([name, home]) => name.test(to) && !home.test(from)));
  expect(wrong.map(({ from, to }) => `${from} -> ${to}`)).toEqual([]);
});

test('ipcMain and webContents.ipc are used only in host/serve.ts, window.host only in renderer/host.ts', () => {
  const users = (pattern: RegExp): string[] => sources.filter((file) => pattern.test(codeOf(file)));
  expect(users(/\bipcMain\b|\.ipc\.handle/)).toEqual(['electron/host/serve.ts']);
  expect(users(/\bwindow\.host\b/)).toEqual(['renderer/host.ts']);
});
