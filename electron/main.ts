import './web-crypto.ts';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { app, dialog, Menu, powerMonitor, safeStorage, session } from 'electron';
import { endOnBug } from './crash.ts';
import { createDialogs } from './dialogs.ts';
import { writeAtomically } from './disk/atomic-write.ts';
import { createLastFolder } from './disk/last-folder.ts';
import { createLog, PlainError } from './disk/log.ts';
import { userDataFolder } from './disk/paths.ts';
import { createDocumentProcess } from './documents/client.ts';
import { followOffice } from './documents/follow-office.ts';
import { forkDocumentProcess } from './documents/fork.ts';
import { silenceChromium } from './guard/network.ts';
import { checkEngine, pinEngine } from './guard/engine.ts';
import { APP_ORIGIN, documentUrl, isOurFrame } from './guard/origin.ts';
import { registerAppScheme, serveApp } from './guard/protocol.ts';
import { guardContents, guardSession } from './guard/session.ts';
import { createAppHandlers } from './host/app.ts';
import { createDocumentHandlers } from './host/documents.ts';
import { createFileHandlers } from './host/files.ts';
import { watchGoingOut } from './host/going-out.ts';
import { createJournalHandlers } from './host/journal.ts';
import { createKeyHandlers } from './host/keys.ts';
import { createPreviewHandlers, createPreviews } from './host/preview.ts';
import { createPrintHandlers } from './host/print.ts';
import { serve, tell } from './host/serve.ts';
import { createSignHandlers } from './host/sign.ts';
import { watchIdleness } from './idle-lock.ts';
import { Ledger } from './journal/ledger.ts';
import { DEFAULT_KDF } from './vault/argon.ts';
import { createDeriver } from './vault/deriver.ts';
import { openDevice } from './vault/device.ts';
import { createSystemSafe } from './vault/safe-storage.ts';
import { Vault } from './vault/vault.ts';
import { endCalmly } from './quit.ts';
import { clearRestored, findRestored, isRestored, resumeRestore } from './snapshots/restore.ts';
import { scheduleSnapshots } from './snapshots/schedule.ts';
import { createSnapshotWorker } from './snapshots/snapshot-work.ts';
import { Snapshots } from './snapshots/snapshots.ts';
import { text } from './text.ts';
import type { Act } from '../shared/access/acts.ts';
import { ok, type Result } from '../shared/kernel/result.ts';
import { finishDecommission } from './decommission-sweep.ts';
import { createDecommissionHandlers } from './host/decommission.ts';
import { createExtractHandlers } from './host/sign-extract.ts';
import { createSnapshotHandlers } from './host/snapshots.ts';
import { OpenedSnapshots } from './snapshots/opened-snapshots.ts';
import { LAYOUT } from '../shared/journal/write.ts';
import { createWindow, openStartPage, reopenWhenGone, showAgain } from './window.ts';

const clock = { now: () => Date.now() };
/** Milliseconds since the start, whatever becomes of the clock. */
const uptime = (): number => performance.now();
/** How long a lock waits for the window to keep its last keystrokes; a frozen window gets no longer. */
const LAST_WORDS_MS = 2500;
/** How long closing the app may wait for a snapshot. */
const SNAPSHOT_AT_QUIT_MS = 20_000;
const fromSource = !app.isPackaged;
const windowFolder = path.join(__dirname, '../renderer');
const bundle = (name: string): string => path.join(__dirname, `${name}.cjs`);

// Before Electron is ready: where data lives, what may be loaded, and that this is the only app on that data.
if (!app.commandLine.hasSwitch('user-data-dir')) {
  const { platform, env } = process;
  const places = { platform, appData: app.getPath('appData'), localAppData: env['LOCALAPPDATA'] };
  app.setPath('userData', userDataFolder(places));
}
registerAppScheme();
silenceChromium(app);
pinEngine(app);
// as root Chromium runs only without its sandbox; asking for it nevertheless kills every child process
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
app.setAppUserModelId('org.atalaya.office');
app.on('web-contents-created', (_event, contents) => guardContents(contents));
app.on('window-all-closed', () => app.quit());

// two processes on one database would break it: a second start only brings the first one's window to the front
if (app.requestSingleInstanceLock()) {
  const userData = app.getPath('userData');
  // the disk answers while Electron gets ready, so that the window need not wait for it
  const vault = loadVault(userData);
  // a bug in it comes out where `start` awaits it: only then is there a log, and a way to tell the person
  vault.catch(() => undefined);
  void app.whenReady().then(() => start(userData, vault));
} else app.exit(0);

/** What was left half-way is finished before anybody looks at what lies there. */
async function loadVault(userData: string): Promise<Vault> {
  const destroyed = await finishDecommission(userData);
  // an office that should be gone must not be half-opened; the next start tries again
  if (!destroyed.ok) throw new PlainError('an office that is to be destroyed is still there');
  await resumeRestore(userData);
  const folder = path.join(userData, 'vault');
  return Vault.load({
    folder,
    clock,
    derive: createDeriver(bundle('derive')),
    kdf: kdf(),
    device: openDevice(folder, createSystemSafe(safeStorage, process.platform)),
  });
}

/**
 * Opens the window and everything behind it.
 * @param userData absolute path of the folder where the app keeps its data
 * @param loading the vault of that folder, on its way
 */
async function start(userData: string, loading: Promise<Vault>): Promise<void> {
  const log = createLog({ folder: path.join(userData, 'logs'), clock });
  endOnBug(log);
  Menu.setApplicationMenu(null);

  // Chromium's profile is touched only afterwards: an office that is being destroyed may still lie in it
  const vault = await loading;
  guardSession(session.defaultSession, fromSource);
  // a runtime that would destroy the database must not get to see it
  const { electron, chrome } = process.versions;
  const engine = await checkEngine({ userData, electron, chrome }, writeAtomically);
  if (!engine.ok) {
    dialog.showErrorBox(text.appName, engine.fault.code === 'engine/older' ? text.engineOlder : text.engineOther);
    app.exit(1);
    return;
  }
  const copies = createSnapshotWorker(bundle('snapshots'));
  const ledger: Ledger = new Ledger({
    folder: path.join(userData, 'journal'),
    clock,
    log,
    findFrame: (seq) => snapshots.findFrame(seq),
    anchorFile: path.join(userData, 'vault', 'anchor.json'),
  });
  const record = (act: Act): Promise<Result<unknown>> => ledger.record(act);
  const snapshots = await Snapshots.open({
    userData,
    clock,
    log,
    appVersion: app.getVersion(),
    layout: LAYOUT,
    work: copies.work,
    ledger,
    record,
  });
  /** the office was put back from a snapshot and the window's database may still be the one before */
  let justRestored = await isRestored(userData);
  const isUpgrade = await snapshots.isUpgrade();

  // from here on nothing is waited for until the page is asked for: an empty window is not for looking at
  const documents = createDocumentProcess(() => forkDocumentProcess(bundle('documents')));
  const previews = createPreviews();
  const window = createWindow({ preload: bundle('preload'), developerTools: fromSource });
  const lastFolder = createLastFolder(path.join(userData, 'last-folder.txt'), app.getPath('documents'));
  const dialogs = createDialogs(window, lastFolder);
  const schedule = scheduleSnapshots({
    snapshots,
    compact: () => snapshots.compactJournal(),
    log,
    now: uptime,
    every: setInterval,
    wait: pause,
  });
  const goingOut = watchGoingOut({
    roles: () => {
      const office = vault.openOffice();
      return office.ok ? ok(office.value.person.roles) : office;
    },
    record,
  });
  const signDeps = {
    vault,
    ledger,
    credentialsFolder: path.join(userData, 'vault', 'credentials'),
    clock,
    dialogs,
    prepare: documents.prepare,
  };
  const opened = new OpenedSnapshots({ userData, work: copies.work, ledger });
  /** its keys are gone: nothing may be opened any more in this run */
  let isDestroyed = false;
  const startAnew = async (): Promise<void> => {
    await resumeRestore(userData);
    await vault.reload();
    justRestored = await isRestored(userData);
    await openStartPage(window);
  };
  const keys = createKeyHandlers({
    vault,
    ledger,
    findRestored: () => findRestored(userData),
    onSignedOut: () => tell(window.webContents, 'locked', {}),
  });
  const copyHandlers = createSnapshotHandlers({
    userData,
    clock,
    ledger,
    engine: engine.value,
    log,
    vault,
    snapshots,
    opened,
    work: copies.work,
    acts: { record },
    dialogs,
    leave: async () => {
      await keys.lock({});
    },
    restart: () => void startAnew(),
  });
  const noteActivity = watchIdleness({
    limitSeconds: () => {
      const office = vault.openOffice();
      // while the recovery sheets of a new office are being copied nobody may be shut out of them
      return office.ok && office.value.keyring.ready ? office.value.keyring.policy.idleMinutes * 60 : undefined;
    },
    systemIdleSeconds: () => powerMonitor.getSystemIdleTime(),
    now: uptime,
    lock: () => lock(),
    every: setInterval,
  });

  serve({
    contents: window.webContents,
    isOurFrame,
    log,
    checksOutputs: fromSource,
    handlers: {
      ...createAppHandlers({ version: app.getVersion(), electron, chrome }, () => vault.officeState()),
      noteActivity: () => {
        noteActivity();
        return Promise.resolve(ok({}));
      },
      ...followOffice(keys, documents),
      ...createJournalHandlers({
        ledger,
        clearDatabase: () => session.defaultSession.clearStorageData({ origin: APP_ORIGIN, storages: ['indexdb'] }),
        onWritten: async () => {
          if (justRestored) await clearRestored(userData);
          justRestored = false;
        },
      }),
      ...copyHandlers,
      ...createDecommissionHandlers({
        ...signDeps,
        userData,
        safetyFacts: () => copyHandlers.safetyFacts({}),
        render: documents.render,
        askWhere: async (name) => dialogs.askWhereToSaveDocument(path.join(await lastFolder.find(), name)),
        write: writeAtomically,
        onDestroyed: () => {
          isDestroyed = true;
        },
      }),
      ...createSignHandlers(signDeps),
      ...createExtractHandlers(signDeps),
      ...createDocumentHandlers(documents),
      ...createPreviewHandlers(previews, documentUrl),
      ...createFileHandlers({ askWhere: dialogs.askWhereToSaveDocument, lastFolder, write: writeAtomically, goingOut }),
      ...createPrintHandlers(previews, documentUrl, electron, goingOut),
    },
  });
  serveApp(session.defaultSession, windowFolder, previews.find);

  // whatever the page held is gone when it starts anew or dies, so the keys go too
  const forget = (): void => {
    previews.closeAll();
    opened.closeAll();
    documents.stop();
    if (!vault.openOffice().ok) return;
    void keys.lock({}).then(schedule.onLock);
  };
  let deadline: NodeJS.Timeout | undefined;
  /** The window first: it has last keystrokes to keep, for which the journal must still be open. Then it starts anew. */
  const lock = (): void => {
    tell(window.webContents, 'locked', {});
    const office = vault.openOffice();
    if (office.ok && !office.value.keyring.ready) {
      // An office whose sheets are still being handed out must not come to count meanwhile. Its page stays: it has no
      // last words, and says that the sheets are void.
      forget();
      return;
    }
    // a window that is frozen, or does not want to, is not asked twice
    deadline ??= setTimeout(() => {
      forget();
      void openStartPage(window);
    }, LAST_WORDS_MS);
  };
  window.webContents.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
    if (!isMainFrame || isSameDocument) return;
    clearTimeout(deadline);
    deadline = undefined;
    if (isDestroyed) app.quit();
    else forget();
  });
  reopenWhenGone(window, forget);
  powerMonitor.on('suspend', lock);
  powerMonitor.on('lock-screen', lock);
  app.on('second-instance', () => showAgain(window));
  endCalmly(async () => {
    documents.stop();
    await keys.lock({});
    await schedule.beforeQuit(SNAPSHOT_AT_QUIT_MS);
    await copies.stop();
  });
  // the one thing that an empty window may wait for: it can take long, and nothing may be stored before it
  if (isUpgrade) await schedule.beforeUpgrade();
  await openStartPage(window);
}

/** How costly a guessed passphrase is. Tests run from source and may make it cheap; the packaged app never listens. */
function kdf(): typeof DEFAULT_KDF {
  const memoryKiB = Number(process.env['ATALAYA_KDF_MEMORY_KIB']);
  return fromSource && memoryKiB > 0 ? { ...DEFAULT_KDF, memoryKiB } : DEFAULT_KDF;
}
