import { app, BrowserWindow, dialog, nativeTheme, type NavigationHistory } from 'electron';
import { createCloseGuard } from './close-guard.ts';
import { PlainError } from './disk/log.ts';
import { isStartPage, START_URL } from './guard/origin.ts';
import { text } from './text.ts';
import { zoomLevelAfter } from './zoom.ts';

/** The colours of the page's background, so that opening does not flash (renderer/ui/tokens.css). */
const BACKGROUND = { light: '#f5f2ea', dark: '#11191b' } as const;

/** Of no site, so that neither a page before it nor one after it may share its process. */
const EMPTY_URL = 'data:text/html,';

/** A load that gave way to another one. */
const ERR_ABORTED = -3;

/**
 * Makes the one window. It cannot do more than show pages of `app://office` and call what the preload exposes.
 * It shows at once, in the colour of the page, and is drawn as soon as there is something; call `openStartPage` when
 * everything is wired.
 * @param options.preload absolute path of the preload script
 * @param options.developerTools whether Ctrl+Shift+I opens them
 */
export function createWindow(options: { readonly preload: string; readonly developerTools: boolean }): BrowserWindow {
  const window = new BrowserWindow({
    title: text.appName,
    width: 1366,
    height: 768,
    minWidth: 960,
    minHeight: 600,
    // Chromium draws a hidden window late; in the page's own colour an empty one does not flash
    show: true,
    backgroundColor: nativeTheme.shouldUseDarkColors ? BACKGROUND.dark : BACKGROUND.light,
    webPreferences: {
      preload: options.preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      // the spell checker would fetch dictionaries
      spellcheck: false,
      navigateOnDragDrop: false,
      devTools: options.developerTools,
      // middle clicks would open windows; files are chosen in dialogs of the main process
      disableBlinkFeatures: 'Auxclick,FileSystemAccessLocal',
    },
  });
  answerKeys(window, options.developerTools);
  askBeforeLosing(window);
  failLoudly(window);
  // of an empty page, which it is started anew from; of `about:blank`, which the guards cannot keep it from going to
  window.webContents.on('did-navigate', (_event, url) => {
    // nothing to go back to by a button of the mouse, and nothing kept of what stood in the fields of a page before
    if (isStartPage(url)) forgetHistory(window);
    else void openStartPage(window);
  });
  window.webContents.on('will-navigate', (event) => {
    if (!isStartPage(event.url)) return;
    event.preventDefault();
    renewPage(window);
  });
  return window;
}

/**
 * Loads the first page. The promise of `loadURL` also rejects when the app quits meanwhile, which is no failure;
 * real ones arrive at `did-fail-load`. A window that was closed while the app was still starting loads nothing.
 */
export async function openStartPage(window: BrowserWindow): Promise<void> {
  if (window.isDestroyed()) return;
  await window.loadURL(START_URL).catch(() => undefined);
}

/**
 * Starts the page anew in a process of its own: JavaScript cannot wipe what it held, and the system wipes the memory of a
 * process that has ended. A page that follows one of the same site would get its process, so an empty one, which belongs to
 * none, comes between; it gives way to the first page at once. Not `about:blank`, which belongs to the page before it: it
 * would stay in the process of the first page of a run (`firstPageHeaders`).
 */
export function renewPage(window: BrowserWindow): void {
  if (!window.isDestroyed()) void window.loadURL(EMPTY_URL).catch(() => undefined);
}

/** What the oldest runtime has, which has no `navigationHistory`. */
interface OlderContents {
  readonly navigationHistory?: NavigationHistory;
  readonly clearHistory: () => void;
}

function forgetHistory({ webContents }: BrowserWindow): void {
  const contents: OlderContents = webContents;
  if (contents.navigationHistory === undefined) contents.clearHistory();
  else contents.navigationHistory.clear();
}

/** A page of our own that does not load is a bug, or a damaged installation: `endOnBug` tells the person. */
function failLoudly({ webContents }: BrowserWindow): void {
  webContents.on('did-fail-load', (...[, code, description, , isMainFrame]) => {
    if (isMainFrame && code !== ERR_ABORTED) throw new PlainError(`the page did not load: ${description}`);
  });
}

/** Text that is on no disk yet holds the window open while it is written; when it cannot be, the person decides. */
function askBeforeLosing(window: BrowserWindow): void {
  const guard = createCloseGuard({
    closeAgain: () => {
      if (!window.isDestroyed()) window.close();
    },
    ask: () =>
      dialog.showMessageBoxSync(window, {
        type: 'warning',
        title: text.appName,
        message: text.unkept,
        detail: text.unkeptDetail,
        buttons: [text.goBack, text.closeAnyway],
        defaultId: 0,
        cancelId: 0,
        noLink: true,
      }) === 1,
    wait: setTimeout,
  });
  window.on('close', guard.onClose);
  window.webContents.on('will-prevent-unload', (event) => {
    // to prevent the preventing is to let it go
    if (guard.mayLeave()) event.preventDefault();
  });
}

/** Zoom, and for developers their tools: what the missing menu would have done. */
function answerKeys({ webContents }: BrowserWindow, developerTools: boolean): void {
  webContents.on('before-input-event', (event, input) => {
    const level = zoomLevelAfter(input, webContents.getZoomLevel());
    if (level !== undefined) {
      event.preventDefault();
      webContents.setZoomLevel(level);
    } else if (developerTools && input.type === 'keyDown' && input.control && input.shift && input.key === 'I') {
      webContents.toggleDevTools();
    }
  });
}

/**
 * When the page's process dies, says so and opens the page again; the person decides, so it cannot loop.
 * @param window the one window
 * @param onGone called at once, with Chromium's word for why: what the page held is gone, so the office must be locked
 */
export function reopenWhenGone(window: BrowserWindow, onGone: (reason: string) => void): void {
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    onGone(reason);
    if (reason === 'clean-exit' || window.isDestroyed()) return;
    void dialog
      .showMessageBox(window, {
        type: 'error',
        title: text.appName,
        message: text.windowGone,
        detail: text.windowGoneDetail,
        buttons: [text.reopen, text.close],
        defaultId: 0,
        cancelId: 1,
        noLink: true,
      })
      .then(({ response }) => {
        if (response === 0) return openStartPage(window);
        app.quit();
        return undefined;
      });
  });
}

/** Brings the window to the front, whatever became of it. */
export function showAgain(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}
