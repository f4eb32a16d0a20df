// The whole way from source to a signed Windows installer, on Linux: only what electron-builder would download is stood in
// for (tests/support/windows-stubs.ts). That the installer runs, only Windows can show: docs/verified.md.
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { getRawHeader, listPackage } from '@electron/asar';
import { load } from 'js-yaml';
import { NtExecutable, NtExecutableResource, Resource } from 'resedit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkSignatures } from '../../build/check-signatures.mjs';
import type * as DependencyReview from '../../build/dependency-review.mjs';
import type * as ShippedPackages from '../../build/shipped-packages.mjs';
import { putTables, readReview, renderReview } from '../../build/dependency-review.mjs';
import { isAllowedLicence } from '../../build/licence-rules.mjs';
import { copyCheckout } from '../support/checkout-copy.ts';
import { Publisher } from '../support/update-builder.ts';
import { codeSigner, fuseWire, stubElectron, windowsTools } from '../support/windows-stubs.ts';

const root = path.resolve(import.meta.dirname, '../..');
const PUBLISHER = 'Proyecto Atalaya';
const ELECTRON = '45.4.1';
const MANIFEST = 24;
const KEYS = 'electron/updates/publisher-keys.json';

const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string };
let folder = '';
let first = '';
let second = '';
let certificate = '';
let environment: NodeJS.ProcessEnv = {};
const released = (...names: string[]): string => path.join(first, 'release/windows', ...names);
const unpacked = (...names: string[]): string => released('win-unpacked', ...names);
const installer = (): string => released(`Atalaya-Setup-${version}.exe`);
const sha256 = (file: string): string => createHash('sha256').update(readFileSync(file)).digest('hex');

beforeAll(async () => {
  mkdirSync(path.join(root, '.cache'), { recursive: true });
  folder = mkdtempSync(path.join(root, '.cache/windows-'));
  first = path.join(folder, 'a');
  // of another length and depth: a path that gets into a bundle shows
  second = path.join(folder, 'another place/b');
  copyCheckout(first);
  copyCheckout(second);
  const keys = JSON.stringify([new Publisher().publicKey]);
  for (const copy of [first, second]) writeFileSync(path.join(copy, KEYS), keys);
  const electron = path.join(folder, 'electron');
  mkdirSync(electron);
  stubElectron(electron, ELECTRON);
  const signer = codeSigner(folder, PUBLISHER);
  certificate = signer.pem;
  environment = { ...process.env, ...windowsTools(path.join(folder, 'tools')), ATALAYA_WINDOWS_ELECTRON: electron };
  const signing = {
    WIN_CSC_LINK: signer.p12,
    WIN_CSC_KEY_PASSWORD: 'test',
    ATALAYA_PUBLISHER: PUBLISHER,
    ATALAYA_SIGN_AUTHORITIES: signer.pem,
  };
  await Promise.all([
    run(first, 'package.mjs', ['--windows', '--release'], { ...environment, ...signing }),
    run(second, 'build.mjs', [], { ...environment, NODE_ENV: 'development' }),
  ]);
}, 400_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('holds the application and nothing else', () => {
  expect(readdirSync(unpacked('resources')).sort()).toEqual(['app-update.yml', 'app.asar']);
  expect(readdirSync(unpacked('locales')).sort()).toEqual(['en-US.pak', 'es-419.pak', 'es.pak']);
  const entries = listPackage(unpacked('resources/app.asar'), { isPack: false });
  expect(entries).toContain('/out/main/main.cjs');
  expect(entries.filter((entry) => !/^\/(out(\/|$)|package\.json$)/.test(entry))).toEqual([]);
  expect(entries.filter((entry) => /\.(map|tsx?)$|node_modules|packages\.json/.test(entry))).toEqual([]);
});

test('locks the program and binds it to its archive', () => {
  const program = readFileSync(unpacked('Atalaya.exe'));
  // runAsNode, cookie encryption, NODE_OPTIONS, inspect, asar integrity, only the asar, own V8 snapshot, rights of file:
  expect(fuseWire(program)).toBe('01001100');
  const { entries } = NtExecutableResource.from(NtExecutable.from(program, { ignoreCert: true }));
  const integrity = entries.find(({ type }) => type === 'INTEGRITY');
  const value = createHash('sha256')
    .update(getRawHeader(unpacked('resources/app.asar')).headerString)
    .digest('hex');
  expect(JSON.parse(Buffer.from(integrity!.bin).toString())).toEqual([
    { file: 'resources\\app.asar', alg: 'SHA256', value },
  ]);
  const [info] = Resource.VersionInfo.fromEntries(entries);
  expect(info!.getStringValues(info!.getAllLanguagesForStringValues()[0]!)).toMatchObject({
    ProductName: 'Atalaya',
    FileDescription: 'Atalaya',
    CompanyName: 'Proyecto Atalaya',
    ProductVersion: expect.stringContaining(version) as string,
  });
});

test('installs for one person unless somebody raises it, in Spanish, and keeps the data', () => {
  const { entries } = NtExecutableResource.from(NtExecutable.from(readFileSync(installer()), { ignoreCert: true }));
  const manifest = Buffer.from(entries.find(({ type }) => type === MANIFEST)!.bin).toString();
  expect(manifest).toContain('asInvoker');
  expect(manifest).not.toContain('requireAdministrator');
  const script = readFileSync(released('builder-debug.yml'), 'utf8');
  expect(/insertmacro MUI_LANGUAGE "(\w+)"/.exec(script)?.[1]).toBe('SpanishInternational');
  expect(script).toContain('build/windows/installer.nsh');
  const settings = load(readFileSync(path.join(root, 'electron-builder.yml'), 'utf8')) as { nsis: object };
  expect(settings.nsis).toMatchObject({ oneClick: false, perMachine: false, deleteAppDataOnUninstall: false });
});

test('the installer holds the application, its uninstaller, and no helper that raises others', () => {
  const inside = execFileSync('7z', ['l', '-ba', installer()], { encoding: 'utf8' });
  expect(inside).toMatch(/app-64\.7z/);
  expect(inside).toMatch(/Uninstall Atalaya\.exe/);
  const place = path.join(folder, 'inside');
  execFileSync('7z', ['x', '-y', `-o${place}`, installer(), '-ir!app-64.7z'], { stdio: 'ignore' });
  const app = execFileSync('7z', ['l', '-ba', '-slt', path.join(place, '$PLUGINSDIR/app-64.7z')], { encoding: 'utf8' });
  const names = [...app.matchAll(/^Path = (.*)$/gm)].map(([, name]) => name);
  expect(names).toEqual(expect.arrayContaining(['Atalaya.exe', 'resources/app.asar', 'THIRD-PARTY-NOTICES.txt']));
  expect(names.filter((name) => /elevate|atalaya-portable/.test(name ?? ''))).toEqual([]);
});

test('keeps itself for going back, and takes only what it put there', () => {
  const include = readFileSync(path.join(root, 'build/windows/installer.nsh'), 'utf8');
  expect(include).toContain('\\Atalaya-installers"');
  // no folder is ever removed with what is in it
  expect(include).not.toMatch(/RMDir\s+\/r/i);
  const gone = [...include.matchAll(/^\s*Delete "([^"]+)"/gm)].map(([, name]) => name!.replace(/.*\\/, ''));
  const vouching = ['$R5', 'Atalaya-Setup-*.exe'].flatMap((name) => [`${name}.json`, `${name}.firma`]);
  expect([...new Set(gone)].sort()).toEqual(
    ['$R2', '$R2.new', '$R5', '${APP_INSTALLER_STORE_FILE}', 'Atalaya-Setup-*.exe', 'kept.ini', ...vouching].sort(),
  );
});

test('names its publisher to the updater', () => {
  expect(load(readFileSync(unpacked('resources/app-update.yml'), 'utf8'))).toMatchObject({
    publisherName: [PUBLISHER],
  });
  const latest = load(readFileSync(released('latest.yml'), 'utf8'));
  const sha512 = createHash('sha512').update(readFileSync(installer())).digest('base64');
  expect(latest).toMatchObject({ version, files: [{ url: path.basename(installer()), sha512 }] });
});

test('every program is signed by the publisher, the uninstaller too', () => {
  const place = path.join(folder, 'uninstaller');
  execFileSync('7z', ['x', '-y', `-o${place}`, installer(), '-ir!Uninstall Atalaya.exe'], { stdio: 'ignore' });
  const uninstaller = path.join(place, '$R0/Uninstall Atalaya.exe');
  const programs = [installer(), unpacked('Atalaya.exe'), unpacked('ffmpeg.dll'), uninstaller];
  const authorities = { authorities: certificate };
  expect(() => checkSignatures(programs, PUBLISHER, authorities)).not.toThrow();
  expect(() => checkSignatures(programs, 'Otra', authorities)).toThrow('is signed by Proyecto Atalaya, not by Otra');
  // nobody vouches for this signer
  expect(() => checkSignatures(programs, PUBLISHER)).toThrow('carries no valid signature');
  const touched = path.join(folder, 'touched.exe');
  const bytes = readFileSync(installer());
  bytes[bytes.length >> 1]! ^= 1;
  writeFileSync(touched, bytes);
  expect(() => checkSignatures([touched], PUBLISHER, authorities)).toThrow('touched.exe carries no valid signature');
});

test('a signing service signs by its command', () => {
  const program = path.join(folder, 'by service.dll');
  copyFileSync(path.join(folder, 'electron/ffmpeg.dll'), program);
  const service = [
    ...[
      'sh',
      '-c',
      'osslsigncode sign -key "$1" -certs "$2" -h sha256 -in "$3" -out "$3.signed" && mv "$3.signed" "$3"',
    ],
    ...['sign', path.join(folder, 'signer.key'), certificate, '{file}'],
  ];
  const hook = `import(${JSON.stringify(path.join(root, 'build/sign-by-command.mjs'))}).then(({ sign }) => sign({ path: ${JSON.stringify(program)} }))`;
  const signBy = (command: readonly string[]): number | null =>
    spawnSync(process.execPath, ['-e', hook], {
      env: { ...process.env, ATALAYA_SIGN_COMMAND: JSON.stringify(command) },
      stdio: 'ignore',
    }).status;
  expect(signBy(['false', '{file}'])).not.toBe(0);
  expect(signBy(['true'])).not.toBe(0);
  expect(() => checkSignatures([program], PUBLISHER, { authorities: certificate })).toThrow('no valid signature');
  expect(signBy(service)).toBe(0);
  expect(() => checkSignatures([program], PUBLISHER, { authorities: certificate })).not.toThrow();
});

test('an unsigned release is refused before anything is made', () => {
  const attempt = spawnSync(process.execPath, ['build/package.mjs', '--windows', '--release'], {
    cwd: second,
    encoding: 'utf8',
    env: environment,
  });
  expect(attempt.status).toBe(1);
  expect(attempt.stderr).toContain('a release is signed: set ATALAYA_PUBLISHER and one of');
  expect(existsSync(path.join(second, 'release'))).toBe(false);
});

test('a release that could never take an update is refused before anything is made', () => {
  const keys = readFileSync(path.join(second, KEYS), 'utf8');
  writeFileSync(path.join(second, KEYS), '[]');
  const attempt = spawnSync(process.execPath, ['build/package.mjs', '--windows', '--release'], {
    cwd: second,
    encoding: 'utf8',
    env: { ...environment, ATALAYA_PUBLISHER: PUBLISHER, ATALAYA_SIGN_COMMAND: '["true", "{file}"]' },
  });
  writeFileSync(path.join(second, KEYS), keys);
  expect(attempt.status).toBe(1);
  expect(attempt.stderr).toContain('takes no update ever');
  expect(existsSync(path.join(second, 'release'))).toBe(false);
});

test('the folder for a stick is the same program, marked', () => {
  const list = execFileSync('7z', ['l', '-ba', '-slt', released(`Atalaya-Portable-${version}.zip`)], {
    encoding: 'utf8',
  });
  const names = [...list.matchAll(/^Path = (.*)$/gm)].map(([, name]) => name);
  expect(names).toContain('atalaya-portable');
  expect(existsSync(unpacked('atalaya-portable'))).toBe(false);
  expect(existsSync(released('portable/win-unpacked/resources/app-update.yml'))).toBe(false);
  // packed twice, the archive is the same to the byte
  expect(sha256(released('portable/win-unpacked/resources/app.asar'))).toBe(sha256(unpacked('resources/app.asar')));
});

test('the same source in another place gives the same bytes', () => {
  const here = filesOf(path.join(first, 'out'));
  expect(Object.keys(here).length).toBeGreaterThan(100);
  expect(filesOf(path.join(second, 'out'))).toEqual(here);
});

test('the list of hashes is right and whole', () => {
  const check = spawnSync('sha256sum', ['--check', '--strict', 'SHA256SUMS'], { cwd: released(), encoding: 'utf8' });
  expect(check.status).toBe(0);
  for (const name of [installer(), 'sbom.cdx.json', 'THIRD-PARTY-NOTICES.txt', `Atalaya-Portable-${version}.zip`])
    expect(check.stdout).toContain(`${path.basename(name)}: OK`);
  // for the tool that signs updates
  expect(readFileSync(released('electron-version'), 'utf8')).toBe(`${ELECTRON}\n`);
  for (const name of ['LICENSE.electron.txt', 'LICENSES.chromium.html', 'THIRD-PARTY-NOTICES.txt', 'sbom.cdx.json'])
    expect(existsSync(unpacked(name))).toBe(true);
});

test('every package inside is told: in the notices with its text, in the list, with a licence that is allowed', async () => {
  const packages = await packagesInside();
  expect(packages.length).toBeGreaterThan(50);
  // of every part of the app that uses some, those that hold most
  expect([...new Set(packages.flatMap(({ parts }) => parts))]).toEqual(
    expect.arrayContaining(['main', 'window', 'documents', 'verifier-page']),
  );
  const notices = readFileSync(unpacked('THIRD-PARTY-NOTICES.txt'), 'utf8');
  const { components } = JSON.parse(readFileSync(unpacked('sbom.cdx.json'), 'utf8')) as Sbom;
  const listed = components.map(({ purl }) => decodeURIComponent(purl));
  for (const { name, version: release, licence, texts } of packages) {
    expect(notices).toContain(`${name} ${release}\n${licence}\n`);
    expect(notices).toContain(texts);
    expect(texts.length).toBeGreaterThan(400);
    expect(listed).toContain(`pkg:npm/${name}@${release}`);
    expect([name, isAllowedLicence(licence)]).toEqual([name, true]);
  }
  expect(listed).toHaveLength(packages.length + 1);
  expect(['GPL-3.0', 'MIT AND GPL-3.0', 'SEE LICENSE IN x'].filter(isAllowedLicence)).toEqual([]);
});

test('the list says of each package what npm says of it', () => {
  const ours = JSON.parse(readFileSync(unpacked('sbom.cdx.json'), 'utf8')) as Sbom;
  const theirs = JSON.parse(
    execFileSync('npm', ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only'], { cwd: root, encoding: 'utf8' }),
  ) as Sbom;
  const known = new Map(theirs.components.map((component) => [component.purl, component]));
  for (const { purl, version: release, hashes } of ours.components)
    expect(known.get(purl)).toMatchObject({ version: release, ...(hashes === undefined ? {} : { hashes }) });
  const references = [ours.metadata.component, ...ours.components].map((component) => component['bom-ref']);
  expect(new Set(references).size).toBe(references.length);
  expect(new Set(ours.dependencies.map(({ ref }) => ref))).toEqual(new Set(references));
  for (const { dependsOn } of ours.dependencies) expect(references).toEqual(expect.arrayContaining([...dependsOn]));
});

test('docs/dependencies.md tells of exactly what is inside: else node build/dependency-review.mjs', async () => {
  const { reviewedPackages } = await insideCopy('dependency-review.mjs');
  const packages = reviewedPackages();
  const page = readFileSync(path.join(root, 'docs/dependencies.md'), 'utf8');
  expect(page).toBe(putTables(page, renderReview(packages, readReview())));
  const { devDependencies } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
    devDependencies: object;
  };
  const named = packages.map(({ name }) => name).filter((name) => name in devDependencies);
  expect(named.filter((name) => readReview().why[name] === undefined)).toEqual([]);
});

interface Component {
  readonly 'bom-ref': string;
  readonly purl: string;
  readonly version: string;
  readonly hashes?: readonly object[];
}
interface Sbom {
  readonly metadata: { readonly component: Component };
  readonly components: readonly Component[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[];
}

/** A script of the copy, which tells of what was built there. */
function insideCopy(script: 'dependency-review.mjs'): Promise<typeof DependencyReview>;
function insideCopy(script: 'shipped-packages.mjs'): Promise<typeof ShippedPackages>;
function insideCopy(script: string): Promise<unknown> {
  return import(/* @vite-ignore */ path.join(first, 'build', script));
}

async function packagesInside(): Promise<readonly ShippedPackages.ShippedPackage[]> {
  return (await insideCopy('shipped-packages.mjs')).shippedPackages();
}

function filesOf(place: string): Record<string, string> {
  const names = readdirSync(place, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
  return Object.fromEntries(names.map((file) => [path.relative(place, file), sha256(file)] as const));
}

function run(checkout: string, script: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<void> {
  const child = spawn(process.execPath, [path.join('build', script), ...args], { cwd: checkout, env });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += String(chunk)));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => {
      if (code === 0) resolve();
      else reject(new Error(said));
    });
  });
}
