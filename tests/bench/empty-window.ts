// Electron's main process: the least an application can be, a window with one field and nothing behind it.
import { app, BrowserWindow } from 'electron';

const page = `data:text/html,${encodeURIComponent('<!doctype html><title>.</title><input autofocus>')}`;

void app.whenReady().then(() => {
  const window = new BrowserWindow({
    // as ours does: waiting for `ready-to-show` would measure another way of opening, not a smaller application
    show: true,
    width: 1366,
    height: 768,
    webPreferences: { sandbox: true, contextIsolation: true },
  });
  return window.loadURL(page);
});
