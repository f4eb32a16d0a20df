import './web-crypto.ts';
import path from 'node:path';
import { app, Menu, powerMonitor, session } from 'electron';
import { endOnBug } from './crash.ts';
import { createDialogs } from './dialogs.ts';
import { writeAtomically } from './disk/atomic-write.ts';
import { createLastFolder } from './disk/last-folder.ts';
import { createLog } from './disk/log.ts';
import { userDataFolder } from './disk/paths.ts';
import { createDocumentProcess } from './documents/client.ts';
import { followOffice } from './documents/follow-office.ts';
import { forkDocumentProcess } from './documents/fork.ts';
import { silenceChromium } from './guard/network.ts';
import { documentUrl, isOurFrame } from './guard/origin.ts';
import { registerAppScheme, serveApp } from './guard/protocol.ts';
import { guardContents, guardSession } from './guard/session.ts';
import { createAppHandlers } from './host/app.ts';
import { createDocumentHandlers } from './host/documents.ts';
import { createFileHandlers } from './host/files.ts';
import { createKeyHandlers } from './host/keys.ts';
import { createPreviewHandlers, createPreviews } from './host/preview.ts';
import { createPrintHandlers } from './host/print.ts';
import { serve, tell } from './host/serve.ts';
import { createSignHandlers } from './host/sign.ts';
import { DEFAULT_KDF } from './vault/argon.ts';
import { createDeriver } from './vault/deriver.ts';
import { Vault } from './vault/vault.ts';
import { createWindow, openStartPage, reopenWhenGone, showAgain } from './window.ts';

const clock = { now: () => Date.now() };
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
// as root Chromium runs only without its sandbox; asking for it nevertheless kills every child process
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
app.setAppUserModelId('org.atalaya.office');
app.on('web-contents-created', (_event, contents) => guardContents(contents));
app.on('window-all-closed', () => app.quit());

// two processes on one database would break it: a second start only brings the first one's window to the front
if (app.requestSingleInstanceLock()) {
  const userData = app.getPath('userData');
  // the disk answers while Electron gets ready, so that the window need not wait for it
  const vault = Vault.load({
    folder: path.join(userData, 'vault'),
    clock,
    derive: createDeriver(bundle('derive')),
    kdf: kdf(),
  });
  // a bug in it comes out where `start` awaits it: only then is there a log, and a way to tell the person
  vault.catch(() => undefined);
  void app.whenReady().then(() => start(userData, vault));
} else app.exit(0);

/**
 * Opens the window and everything behind it.
 * @param userData absolute path of the folder where the app keeps its data
 * @param loading the vault of that folder, on its way
 */
async function start(userData: string, loading: Promise<Vault>): Promise<void> {
  const log = createLog({ folder: path.join(userData, 'logs'), clock });
  endOnBug(log);
  Menu.setApplicationMenu(null);
  guardSession(session.defaultSession, fromSource);

  const vault = await loading;
  const documents = createDocumentProcess(() => forkDocumentProcess(bundle('documents')));
  const previews = createPreviews();
  const window = createWindow({ preload: bundle('preload'), developerTools: fromSource });
  const lastFolder = createLastFolder(path.join(userData, 'last-folder.txt'), app.getPath('documents'));
  const dialogs = createDialogs(window, lastFolder);

  serve({
    contents: window.webContents,
    isOurFrame,
    log,
    checksOutputs: fromSource,
    handlers: {
      ...createAppHandlers(
        { version: app.getVersion(), electron: process.versions.electron, chrome: process.versions.chrome },
        () => vault.officeState(),
      ),
      ...followOffice(createKeyHandlers({ vault }), documents),
      ...createSignHandlers({
        vault,
        credentialsFolder: path.join(userData, 'vault', 'credentials'),
        clock,
        dialogs,
        prepare: documents.prepare,
      }),
      ...createDocumentHandlers(documents),
      ...createPreviewHandlers(previews, documentUrl),
      ...createFileHandlers({ askWhere: dialogs.askWhereToSaveDocument, lastFolder, write: writeAtomically }),
      ...createPrintHandlers(previews, documentUrl, process.versions.electron),
    },
  });
  serveApp(session.defaultSession, windowFolder, previews.find);

  // whatever the page held is gone when it starts anew or dies, so the keys go too
  const forget = (): void => {
    previews.closeAll();
    documents.stop();
    void vault.lock();
  };
  const lock = (): void => {
    forget();
    tell(window.webContents, 'locked', {});
  };
  window.webContents.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
    if (isMainFrame && !isSameDocument) forget();
  });
  reopenWhenGone(window, forget);
  powerMonitor.on('suspend', lock);
  powerMonitor.on('lock-screen', lock);
  app.on('second-instance', () => showAgain(window));
  app.on('will-quit', () => documents.stop());
  await openStartPage(window);
}

/** How costly a guessed passphrase is. Tests run from source and may make it cheap; the packaged app never listens. */
function kdf(): typeof DEFAULT_KDF {
  const memoryKiB = Number(process.env['ATALAYA_KDF_MEMORY_KIB']);
  return fromSource && memoryKiB > 0 ? { ...DEFAULT_KDF, memoryKiB } : DEFAULT_KDF;
}
