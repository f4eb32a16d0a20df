import './web-crypto.ts';
import path from 'node:path';
import { app, Menu, session } from 'electron';
import { callNames } from '../shared/ipc/names.ts';
import { fail } from '../shared/kernel/result.ts';
import { createLog } from './disk/log.ts';
import { userDataFolder } from './disk/paths.ts';
import { silenceChromium } from './guard/network.ts';
import { documentUrl, isOurFrame, START_URL } from './guard/origin.ts';
import { registerAppScheme, serveApp } from './guard/protocol.ts';
import { guardContents, guardSession } from './guard/session.ts';
import { createAppHandlers } from './host/app.ts';
import { createPreviewHandlers, createPreviews } from './host/preview.ts';
import { serve } from './host/serve.ts';
import { createWindow, reopenWhenGone } from './window.ts';

const developerTools = !app.isPackaged;
const windowFolder = path.join(__dirname, '../renderer');
const preload = path.join(__dirname, 'preload.cjs');

if (!app.commandLine.hasSwitch('user-data-dir')) {
  const places = {
    platform: process.platform,
    appData: app.getPath('appData'),
    localAppData: process.env['LOCALAPPDATA'],
  };
  app.setPath('userData', userDataFolder(places));
}
registerAppScheme();
silenceChromium(app);
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
app.on('web-contents-created', (_event, contents) => guardContents(contents));
if (app.requestSingleInstanceLock()) void app.whenReady().then(start);
else app.exit(0);

function start(): void {
  Menu.setApplicationMenu(null);
  const log = createLog({ folder: path.join(app.getPath('userData'), 'logs'), clock: { now: Date.now } });
  const previews = createPreviews();
  guardSession(session.defaultSession, developerTools);
  serveApp(session.defaultSession, windowFolder, previews.find);
  const window = createWindow({ preload, developerTools });
  reopenWhenGone(window, previews.closeAll);
  serve({
    contents: window.webContents,
    isOurFrame,
    log,
    checksOutputs: !app.isPackaged,
    handlers: {
      ...Object.fromEntries(
        callNames.map((name) => [name, () => Promise.resolve(fail('host/unexpected', { incident: name }))]),
      ),
      ...createAppHandlers(
        { version: app.getVersion(), electron: process.versions.electron, chrome: process.versions.chrome },
        () => ({ office: 'new', officeName: '' }),
      ),
      ...createPreviewHandlers(previews, documentUrl),
    } as never,
  });
  void window.loadURL(START_URL);
}
app.on('window-all-closed', () => app.quit());
