import type { App } from 'electron';

/**
 * Whether the app runs from source, where it listens to its environment for tests. Electron calls an app packaged by the
 * name of its program, which anybody can change; what was shipped is an archive under whatever name.
 */
export function isFromSource(app: Pick<App, 'isPackaged' | 'getAppPath'>): boolean {
  return !app.isPackaged && !/\.asar[\\/]*$/i.test(app.getAppPath());
}
