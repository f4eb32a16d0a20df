import type { Session, WebContents } from 'electron';
import { PDF_VIEWER, silenceSession } from './network.ts';
import { documentToken, isAppUrl, isStartPage } from './origin.ts';

/** The one thing the app asks for: that Chromium does not clear its database when the disk fills up. */
const GRANTED = 'persistent-storage';

/**
 * Denies what a session grants by default (Electron approves every permission) and silences its network.
 * @param session where the window lives
 * @param developerTools see `mayLoad`
 */
export function guardSession(session: Session, developerTools: boolean): void {
  // the types lag behind: `persistent-storage` is asked for under its own name, but not listed
  const isGranted = (permission: string, url: string): boolean => permission === GRANTED && isAppUrl(url);
  session.setPermissionRequestHandler((_contents, permission, answer, { requestingUrl }) => {
    answer(isGranted(permission, requestingUrl));
  });
  session.setPermissionCheckHandler((_contents, permission, origin) => isGranted(permission, origin));
  session.setDevicePermissionHandler(() => false);
  session.on('will-download', (event) => event.preventDefault());
  silenceSession(session, developerTools);
}

/**
 * Keeps a page where it is: no other page, no further window, no embedded page but a document in a frame.
 * @param contents any web contents, as soon as it exists
 */
export function guardContents(contents: WebContents): void {
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-navigate', (event) => {
    if (!mayNavigate(event.url, true)) event.preventDefault();
  });
  contents.on('will-frame-navigate', (event) => {
    if (!mayNavigate(event.url, event.isMainFrame)) event.preventDefault();
  });
}

/**
 * Where a page may send a frame: the window only to its own start, a frame only to a document, which Chromium then
 * hands to its PDF viewer.
 * @param url where to
 * @param isMainFrame whether the whole window would go there
 */
export function mayNavigate(url: string, isMainFrame: boolean): boolean {
  if (isMainFrame) return isStartPage(url);
  return documentToken(url) !== undefined || url.startsWith(PDF_VIEWER);
}
