import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import { executable, withoutSandbox } from './electron-app.ts';

/**
 * A browser that knows nothing of the app: a window without preload or Node, which saves what it downloads and writes down
 * whatever a page asks of a network.
 */
const browser = `
const { app, BrowserWindow, session } = require('electron');
const path = require('node:path');
globalThis.asked = [];
app.whenReady().then(() => {
  session.defaultSession.on('will-download', (event, item) => item.setSavePath(path.join(__dirname, item.getFilename())));
  session.defaultSession.webRequest.onBeforeRequest((details, answer) => {
    if (!details.url.startsWith('file:')) globalThis.asked.push(details.url);
    answer({});
  });
  const window = new BrowserWindow({ width: 420, height: 900, webPreferences: { sandbox: true, contextIsolation: true } });
  void window.loadFile(process.argv.at(-1));
});
app.on('window-all-closed', () => app.quit());
`;

/**
 * Opens a page from a file in a browser of its own.
 * @param folder where the browser keeps itself and what it downloads
 * @returns the page, and what it asked of a network so far
 */
export async function openPlainPage(
  folder: string,
  file: string,
): Promise<{ readonly browser: ElectronApplication; readonly page: Page; readonly asked: () => Promise<string[]> }> {
  const script = path.join(folder, 'browser.cjs');
  writeFileSync(script, browser);
  const running = await _electron.launch({
    executablePath: executable(),
    chromiumSandbox: !withoutSandbox,
    args: [
      ...(withoutSandbox ? ['--no-sandbox'] : []),
      `--user-data-dir=${path.join(folder, 'browser')}`,
      script,
      file,
    ],
  });
  const asked = (): Promise<string[]> => running.evaluate(() => (globalThis as unknown as { asked: string[] }).asked);
  return { browser: running, page: await running.firstWindow(), asked };
}
