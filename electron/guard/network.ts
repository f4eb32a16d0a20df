import type { App, Session } from 'electron';
import { isAppUrl } from './origin.ts';

/** Chromium's own PDF viewer: an extension inside the browser that loads nothing from outside. */
export const PDF_VIEWER = 'chrome-extension://mhjfbmdgcfjbbpaeojofohoefgiehjai/';

/**
 * True for what may be loaded at all. The app works without a network, so nothing that needs one is on the list.
 * @param url of any request of the window's session
 * @param developerTools lets the developer tools load their own pages
 */
export function mayLoad(url: string, developerTools: boolean): boolean {
  if (url.startsWith('data:')) return true;
  if (url.startsWith('blob:')) return isAppUrl(url.slice('blob:'.length)) || url.startsWith(`blob:${PDF_VIEWER}`);
  if (url.startsWith(PDF_VIEWER) || url.startsWith('chrome://resources/')) return true;
  if (developerTools && url.startsWith('devtools://')) return true;
  return isAppUrl(url);
}

/**
 * Switches that keep Chromium itself from talking to anybody, whoever asks. Before Electron is ready.
 * No name can be resolved, and every connection would have to pass a proxy that does not exist. WebRTC, which
 * neither a content policy nor a request filter governs, is bound to that proxy too (`guardContents`).
 */
export function silenceChromium({ commandLine }: App): void {
  commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND');
  commandLine.appendSwitch('proxy-server', 'http://nowhere.invalid:9');
  commandLine.appendSwitch('proxy-bypass-list', '<-loopback>');
  commandLine.appendSwitch('disable-background-networking');
  commandLine.appendSwitch('disable-component-update');
  commandLine.appendSwitch('disable-domain-reliability');
  commandLine.appendSwitch('no-pings');
}

/**
 * Refuses every request that is not on the list.
 * @param session where the window lives
 * @param developerTools see `mayLoad`
 */
export function silenceSession(session: Session, developerTools: boolean): void {
  session.webRequest.onBeforeRequest(({ url }, answer) => {
    answer({ cancel: !mayLoad(url, developerTools) });
  });
}
