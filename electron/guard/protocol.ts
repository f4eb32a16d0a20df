import { readFile } from 'node:fs/promises';
import { protocol, type Session } from 'electron';
import type { Bytes } from '../../shared/kernel/bytes.ts';
import { findAsset } from './asset-path.ts';
import { appHeaders, documentHeaders, firstPageHeaders } from './content-policy.ts';
import { APP_SCHEME, documentToken, isStartPage } from './origin.ts';

/** Makes `app:` a secure origin with storage and WebCrypto. Once, before Electron is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: APP_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
}

/**
 * Answers every request for `app:`: files of the window, and documents by token.
 * @param session where the window lives
 * @param windowFolder absolute path of the built window
 * @param findDocument bytes of an open preview; undefined when its token is unknown
 */
export function serveApp(
  session: Session,
  windowFolder: string,
  findDocument: (token: string) => Bytes | undefined,
): void {
  let isFirstPage = true;
  session.protocol.handle(APP_SCHEME, async ({ url, method }) => {
    if (method !== 'GET' && method !== 'HEAD') return refusal(405);
    const token = documentToken(url);
    if (token !== undefined) {
      const pdf = findDocument(token);
      return pdf === undefined ? refusal(404) : new Response(pdf, { headers: documentHeaders });
    }
    const asset = findAsset(windowFolder, url);
    if (asset === undefined) return refusal(404);
    try {
      const headers = isFirstPage && isStartPage(url) ? firstPageHeaders : appHeaders;
      isFirstPage &&= headers === appHeaders;
      const bytes = await readFile(asset.file);
      return new Response(bytes, { headers: { ...headers, 'content-type': asset.contentType } });
    } catch {
      return refusal(404);
    }
  });
}

/** An answer without content; the policy holds for it too, as it may end up in a frame. */
function refusal(status: number): Response {
  return new Response(null, { status, headers: appHeaders });
}
