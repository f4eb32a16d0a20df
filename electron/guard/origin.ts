/** The scheme and host that the window is served from. IndexedDB hangs on them: frozen, see docs/decisions. */
export const APP_SCHEME = 'app';
const APP_HOST = 'office';

/** `app://office`, the one origin there is. */
export const APP_ORIGIN = `${APP_SCHEME}://${APP_HOST}`;

/** What the window opens with. */
export const START_URL = `${APP_ORIGIN}/`;

const DOCUMENT_PATH = /^\/document\/([0-9a-f]{32})\.pdf$/;

/**
 * The address under which a frame shows a document.
 * @param token 32 lower-case hexadecimal digits
 */
export function documentUrl(token: string): string {
  return `${APP_ORIGIN}/document/${token}.pdf`;
}

/** A URL of ours taken apart; undefined for any other URL, or for text that is none. */
function appUrl(url: string): URL | undefined {
  try {
    const parsed = new URL(url);
    // `origin` of a scheme that Node does not know is 'null', hence the comparison of parts
    const ours =
      parsed.protocol === `${APP_SCHEME}:` &&
      parsed.host === APP_HOST &&
      parsed.username === '' &&
      parsed.password === '';
    return ours ? parsed : undefined;
  } catch {
    return undefined;
  }
}

/** True for anything at `app://office`. */
export function isAppUrl(url: string): boolean {
  return appUrl(url) !== undefined;
}

/** True for the page that the window opens with, whatever its fragment: it may load itself anew. */
export function isStartPage(url: string): boolean {
  const parsed = appUrl(url);
  return parsed?.pathname === '/' && parsed.search === '';
}

/** The token in a document's address; undefined when the URL is not one. */
export function documentToken(url: string): string | undefined {
  return DOCUMENT_PATH.exec(appUrl(url)?.pathname ?? '')?.[1];
}

/** What is asked of a frame; Electron's `WebFrameMain` has it. */
export interface FrameLike {
  readonly url: string;
  readonly parent: unknown;
}

/**
 * True when a message comes from the app's own page: a top frame at our origin that is not a document.
 * @param frame null when the frame went away or navigated meanwhile: counts as foreign
 */
export function isOurFrame(frame: FrameLike | null | undefined): boolean {
  if (frame?.parent !== null) return false;
  const url = appUrl(frame.url);
  return url !== undefined && !url.pathname.startsWith('/document/');
}
