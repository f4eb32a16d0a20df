import './web-crypto.ts';
import { mkdtempSync, rmSync } from 'node:fs';
import { url as debuggerUrl } from 'node:inspector';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { app, dialog, Menu, session } from 'electron';
import { endOnBug, watchChildren } from './crash.ts';
import { createLog, describeError } from './disk/log.ts';
import { userDataFolder } from './disk/paths.ts';
import { dataPlace } from './disk/portable.ts';
import { checkWritable } from './disk/writable.ts';
import { openEndings, SETTLED_AFTER_MS, type Endings } from './endings.ts';
import { checkEngine, pinEngine } from './guard/engine.ts';
import { isFromSource } from './guard/from-source.ts';
import { silenceChromium } from './guard/network.ts';
import { isOurFrame } from './guard/origin.ts';
import { registerAppScheme, serveApp } from './guard/protocol.ts';
import { guardContents, guardSession } from './guard/session.ts';
import { refusedSwitch } from './guard/switches.ts';
import { createPreviews } from './host/preview.ts';
import { isLeftHalfWay } from './disk/left-half-way.ts';
import { endCalmly } from './quit.ts';
import type { Services } from './services.ts';
import { text } from './text.ts';
import { createWindow, openStartPage, reopenWhenGone, showAgain } from './window.ts';

const clock = { now: () => Date.now() };
/** Milliseconds since the start, whatever becomes of the clock. */
const uptime = (): number => performance.now();
const fromSource = isFromSource(app);
/** looks at the computer and ends; no window is shown */
const isSelfTest = app.commandLine.hasSwitch('self-test');
const windowFolder = path.join(__dirname, '../renderer');
const bundle = (name: string): string => path.join(__dirname, `${name}.cjs`);
// What answers the first screen, read while Chromium makes the page's process.
const loadDoor = () => import('./door.ts');
// Keys, journal, papers: nine tenths of the program, read when the first screen stands.
const loadBehind = () => import('./behind-window.ts');

// Before Electron is ready: where data lives, what may be loaded, and that this is the only app on that data.
const { platform, env, execPath } = process;
const installed = userDataFolder({ platform, appData: app.getPath('appData'), localAppData: env['LOCALAPPDATA'] });
const asked = app.commandLine.hasSwitch('user-data-dir') ? app.getPath('userData') : undefined;
const place = dataPlace(execPath, asked, installed);
if (asked === undefined) app.setPath('userData', place.folder);
const nodeDebugged = debuggerUrl() !== undefined;
const refused = refusedSwitch({
  hasSwitch: (name) => app.commandLine.hasSwitch(name),
  packaged: !fromSource,
  nodeDebugged,
  root: process.getuid?.() === 0,
});
if (refused !== undefined) {
  dialog.showErrorBox(text.appName, text.switchRefused(refused));
  process.exit(1);
}
registerAppScheme();
silenceChromium(app);
pinEngine(app, fromSource || nodeDebugged);
// as root Chromium runs only without its sandbox; asking for it nevertheless kills every child process
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
app.setAppUserModelId('org.atalaya.office');
// before Electron is ready: it would make a menu of its own first
Menu.setApplicationMenu(null);
app.on('web-contents-created', (_event, contents) => guardContents(contents));
app.on('window-all-closed', () => {
  // the one that printers are asked for through is gone before the page is drawn
  if (!isSelfTest) app.quit();
});

if (isSelfTest) void lookAtItself(app.getPath('userData'));
// two processes on one database would break it: a second start only brings the first one's window to the front
else if (app.requestSingleInstanceLock()) {
  const userData = app.getPath('userData');
  const endings = openEndings(userData, clock, `${app.getVersion()}/${process.versions.electron}`);
  // what crashes at every start is a driver more often than anything else
  if (endings.safeStart) {
    app.disableHardwareAcceleration();
    app.commandLine.appendSwitch('disable-gpu');
  }
  void app.whenReady().then(() => start(userData, endings));
} else void app.whenReady().then(() => endUnlocked(app.getPath('userData')));

/**
 * Ends a start that did not get the profile: quietly when the app runs there already and has come to the front, with a
 * sentence when the folder takes no files, which would otherwise look as if the app did nothing at all.
 */
async function endUnlocked(userData: string): Promise<void> {
  const writable = await checkWritable(userData);
  if (!writable.ok) {
    const isFull = writable.fault.code === 'file/disk-full';
    dialog.showErrorBox(text.appName, isFull ? text.profileFull(userData) : text.profileReadOnly(userData));
  }
  app.exit(writable.ok ? 0 : 1);
}

/**
 * Opens the window and everything behind it. The window waits for as little as can be: what is behind it is read while
 * Chromium makes the page's process, and what the page asks meanwhile waits for the services.
 * @param userData absolute path of the folder where the app keeps its data
 * @param endings of earlier runs; this one is written down, too
 */
async function start(userData: string, endings: Endings): Promise<void> {
  const log = createLog({ folder: path.join(userData, 'logs'), clock });
  endOnBug(log, endings);
  watchChildren(log);

  // Chromium's profile is touched only afterwards: an office that is being destroyed may still lie in it
  if (isLeftHalfWay(userData)) await (await loadBehind()).finishLeftHalfWay(userData);
  // a runtime that would destroy the database must not get to see it
  const { electron, chrome } = process.versions;
  const engine = checkEngine({ userData, electron, chrome });
  if (!engine.ok) {
    dialog.showErrorBox(text.appName, engine.fault.code === 'engine/older' ? text.engineOlder : text.engineOther);
    app.exit(1);
    return;
  }
  endings.begin();
  setTimeout(endings.settle, SETTLED_AFTER_MS).unref();
  guardSession(session.defaultSession, fromSource);
  const previews = createPreviews();
  serveApp(session.defaultSession, windowFolder, previews.find);

  // from here on nothing is waited for until the page is asked for: an empty window is not for looking at
  const window = createWindow({ preload: bundle('preload'), developerTools: fromSource });
  // kept: a window that is closed while the services start has none any more
  const contents = window.webContents;
  let services: Services | undefined;
  contents.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
    if (isMainFrame && !isSameDocument) services?.onNavigation();
  });
  reopenWhenGone(window, (reason) => {
    services?.forget();
    if (reason === 'clean-exit') return;
    log.write({ call: 'window', reason });
    endings.note({ kind: 'window', reason });
  });
  app.on('second-instance', () => showAgain(window));
  endCalmly(() => (services?.end() ?? Promise.resolve()).finally(endings.endWell));
  // Windows ends its session without asking the app to quit
  window.on('session-end', endings.endWell);

  // then the page is busy with itself, and asks for its program a little later
  const arrived = new Promise((resolve) => contents.once('did-navigate', resolve));
  const opened = openStartPage(window);
  await Promise.race([arrived, opened]);
  const { serve, openDoor } = await loadDoor();
  const { first, later, need } = openDoor({ userData, engine: engine.value, endings, opened });
  // reading what is behind the window holds a processor for a tenth of a second: two would feel it while the page draws
  // its first screen, which asks nothing of it
  const handlers = later.then(async () => {
    const { startBehind } = await loadBehind();
    services = await startBehind({
      place,
      fromSource,
      engine: engine.value.engine,
      ...{ userData, window, contents, previews, endings, log, clock, uptime, bundle },
      alertForm: path.join(__dirname, 'alert-form.html'),
      verifierPage: path.join(__dirname, 'verifier-page.html'),
    });
    return services.handlers;
  });
  await Promise.all([serve({ contents, isOurFrame, log, checksOutputs: fromSource, first, need, handlers }), opened]);
}

/**
 * `--self-test`, with `--self-test-page=FILE` for the page. Chromium gets a profile of its own for it, which nobody needs
 * afterwards: the one of the office may be in use, and must not be touched by a look.
 */
async function lookAtItself(userData: string): Promise<void> {
  const own = mkdtempSync(path.join(tmpdir(), 'atalaya-self-test-'));
  app.setPath('sessionData', own);
  const page = app.commandLine.getSwitchValue('self-test-page');
  await app.whenReady();
  const [{ selfTest }, { printsDocuments }] = await Promise.all([
    import('./diagnosis/self-test.ts'),
    import('./host/print.ts'),
  ]);
  const { electron, chrome, node } = process.versions;
  const code = await selfTest({
    userData,
    clock,
    versions: { app: app.getVersion(), electron, chrome, node },
    printsDocuments: printsDocuments(electron),
    documents: bundle('documents'),
    page: page === '' ? undefined : path.resolve(page),
  }).catch((error: unknown) => {
    process.stderr.write(`${JSON.stringify(describeError(error))}\n`);
    return 1;
  });
  // Chromium writes into it until the very end
  process.on('exit', () => rmSync(own, { recursive: true, force: true, maxRetries: 3 }));
  app.exit(code);
}
