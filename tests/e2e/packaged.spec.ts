// The app as people get it: its locks are closed, and it opens.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { copyFile, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { listPackage } from '@electron/asar';
import { _electron } from '@playwright/test';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { executable, expect, newUserData, test, withoutSandbox } from '../support/electron-app.ts';
import { contentsOf } from '../support/pdf-contents.ts';

const shipped = process.env['ATALAYA_SHIPPED'] ?? '';
const unlocked = process.env['ATALAYA_EXECUTABLE'] ?? '';
const root = path.resolve(import.meta.dirname, '../..');

function profileArguments(userData: string): string[] {
  return [...(withoutSandbox ? ['--no-sandbox'] : []), `--user-data-dir=${userData}`];
}

test('runs out of its archive, under its own name', async ({ app, page }) => {
  await expect(page).toHaveTitle(/Atalaya/);
  const facts = await app.evaluate(({ app: main }) => ({
    packaged: main.isPackaged,
    folder: main.getAppPath(),
    name: main.name,
  }));
  expect(facts).toMatchObject({ packaged: true, name: 'Atalaya' });
  expect(path.basename(facts.folder)).toBe('app.asar');
  expect(await readdir(path.dirname(facts.folder))).not.toContain('default_app.asar');
});

test('holds the bundles and nothing else', () => {
  const entries = listPackage(path.join(path.dirname(shipped), 'resources/app.asar'), { isPack: false });
  expect(entries).toContain('/out/main/main.cjs');
  expect(entries).toContain('/out/renderer/index.html');
  expect(entries.filter((entry) => !/^\/(out(\/|$)|package\.json$)/.test(entry))).toEqual([]);
  expect(entries.filter((entry) => /\.(map|tsx?)$|node_modules/.test(entry))).toEqual([]);
});

test('has what others wrote, and under which terms, beside it', async () => {
  expect(await readdir(path.dirname(shipped))).toEqual(
    expect.arrayContaining(['THIRD-PARTY-NOTICES.txt', 'sbom.cdx.json']),
  );
});

test('marked as portable: keeps everything beside itself', async () => {
  const packaged = executable();
  const stick = await mkdtemp(path.join(tmpdir(), 'atalaya-stick-'));
  for (const name of await readdir(path.dirname(packaged)))
    if (name !== path.basename(packaged))
      await symlink(path.join(path.dirname(packaged), name), path.join(stick, name));
  // a program is where it really lies, not where a link to it does
  const program = path.join(stick, path.basename(packaged));
  await copyFile(packaged, program);
  await writeFile(path.join(stick, 'atalaya-portable'), '');
  const app = await _electron.launch({
    executablePath: program,
    chromiumSandbox: !withoutSandbox,
    args: withoutSandbox ? ['--no-sandbox'] : [],
  });
  try {
    const page = await app.firstWindow();
    await expect(page).toHaveTitle(/Atalaya/);
    expect(await app.evaluate(({ app: main }) => main.getPath('userData'))).toBe(path.join(stick, 'datos'));
    expect(await app.evaluate(({ app: main }) => main.getPath('sessionData'))).toBe(path.join(stick, 'datos'));
    // written while the page loads
    await expect.poll(() => readdir(path.join(stick, 'datos'))).toContain('engine.json');
  } finally {
    await app.close();
    await rm(stick, { recursive: true, force: true, maxRetries: 5 });
  }
});

test('has no developer tools', async ({ app, page }) => {
  await page.waitForLoadState();
  const opened = await app.evaluate(({ BrowserWindow }) => {
    const { webContents } = BrowserWindow.getAllWindows()[0]!;
    webContents.openDevTools();
    return webContents.isDevToolsOpened();
  });
  expect(opened).toBe(false);
});

test('as shipped: every fuse is as electron-builder.yml says', async () => {
  const wire = (await getCurrentFuseWire(shipped)) as unknown as Readonly<Record<number, number>>;
  const enabled = (fuse: FuseV1Options): boolean => wire[fuse] === FuseState.ENABLE;
  expect({
    runAsNode: enabled(FuseV1Options.RunAsNode),
    nodeOptions: enabled(FuseV1Options.EnableNodeOptionsEnvironmentVariable),
    inspect: enabled(FuseV1Options.EnableNodeCliInspectArguments),
    cookieEncryption: enabled(FuseV1Options.EnableCookieEncryption),
    asarIntegrity: enabled(FuseV1Options.EnableEmbeddedAsarIntegrityValidation),
    onlyAsar: enabled(FuseV1Options.OnlyLoadAppFromAsar),
    ownSnapshot: enabled(FuseV1Options.LoadBrowserProcessSpecificV8Snapshot),
  }).toEqual({
    runAsNode: false,
    nodeOptions: false,
    inspect: false,
    cookieEncryption: true,
    asarIntegrity: true,
    onlyAsar: true,
    ownSnapshot: false,
  });
});

test('as shipped: looks at itself without a window, and draws its page', async () => {
  const userData = await newUserData();
  const page = path.join(userData, 'pagina.pdf');
  const looked = spawnSync(shipped, [...profileArguments(userData), '--self-test', `--self-test-page=${page}`], {
    encoding: 'utf8',
    timeout: 60_000,
  });
  expect(looked.stdout).toMatch(/^BIEN +Letras y papeles: /m);
  expect(looked.stdout).toMatch(/^BIEN +Llaves: Aquí no hay ninguna oficina todavía\.$/m);
  expect(looked.stdout).toMatch(/^BIEN +Motor de la base de datos: /m);
  expect(looked.stdout).toMatch(/^BIEN +Permiso de escritura: /m);
  expect(looked.status).toBe(0);
  expect(await contentsOf(new Uint8Array(await readFile(page)))).toContain('Página de prueba');
});

test('as shipped: opens its window', async () => {
  const userData = await newUserData();
  const app = spawn(shipped, profileArguments(userData), { stdio: 'ignore' });
  const ended = new Promise((resolve) => app.once('exit', resolve));
  try {
    // laid by the window's own page, once it has asked and was answered
    await expect.poll(() => existsSync(path.join(userData, 'engine.json')), { timeout: 30_000 }).toBe(true);
    // a start whose page does not load ends by itself
    const outcome = await Promise.race([ended, pause(3000, 'open')]);
    expect(outcome).toBe('open');
    const log = await readFile(path.join(userData, 'logs', 'atalaya.log'), 'utf8').catch(() => '');
    expect(log).not.toContain('"fault"');
  } finally {
    app.kill('SIGTERM');
    await Promise.race([ended, pause(5000)]);
    app.kill('SIGKILL');
  }
  expect(JSON.parse(await readFile(path.join(userData, 'endings.json'), 'utf8'))).toMatchObject({ endings: [] });
});

test('as shipped: does not start with a debugger of Chromium', async () => {
  for (const given of [
    '--remote-debugging-port=0',
    '--remote-debugging-pipe',
    '--load-extension=/tmp',
    '--disable-gpu-sandbox',
  ]) {
    const userData = await newUserData();
    const tried = spawnSync(shipped, [...profileArguments(userData), given], { encoding: 'utf8', timeout: 20_000 });
    expect(tried.status, given).toBe(1);
    expect(tried.stderr).not.toContain('DevTools listening');
    expect(await readdir(userData)).not.toContain('engine.json');
  }
});

test('as shipped: is no Node, takes no NODE_OPTIONS and no debugger', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'atalaya-locks-'));
  const writeMark = async (name: string): Promise<string> => {
    const script = path.join(folder, `${name}.cjs`);
    await writeFile(script, `require('node:fs').writeFileSync(${JSON.stringify(path.join(folder, name))}, '1')`);
    return script;
  };
  const ran = (name: string): boolean => existsSync(path.join(folder, name));
  const run = (program: string, args: readonly string[], env: Record<string, string>): string =>
    spawnSync(program, args, { encoding: 'utf8', timeout: 4000, env: { ...process.env, ...env } }).stderr;
  const profile = profileArguments(await newUserData());

  // each attempt has a control: the same on a runtime with open locks must succeed, or it would prove nothing
  run(unlocked, [await writeMark('control-node')], { ELECTRON_RUN_AS_NODE: '1' });
  expect(ran('control-node')).toBe(true);
  run(shipped, [...profile, await writeMark('node')], { ELECTRON_RUN_AS_NODE: '1' });
  expect(ran('node')).toBe(false);

  run(unlocked, [...profile, root], { NODE_OPTIONS: `--require ${await writeMark('control-options')}` });
  expect(ran('control-options')).toBe(true);
  const said = run(shipped, [...profile, '--inspect=0'], { NODE_OPTIONS: `--require ${await writeMark('options')}` });
  expect(ran('options')).toBe(false);
  expect(said).not.toContain('Debugger listening');
  expect(executable()).not.toBe(shipped);
});
