import path from 'node:path';
import { isAppUrl } from './origin.ts';

/** Kinds of file that the window is made of. Anything else is not served, whatever lies in the folder. */
const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
  '.wasm': 'application/wasm',
  // only runs from source have source maps
  '.map': 'application/json; charset=utf-8',
};

/** A file of the window. */
export interface Asset {
  readonly file: string;
  readonly contentType: string;
}

/**
 * The file that a URL of ours stands for; only from the window's own folder.
 * @param folder absolute path of the built window
 * @param url as requested
 * @returns undefined when the URL is foreign, malformed, leads outside or names a kind of file that is not served
 */
export function findAsset(folder: string, url: string): Asset | undefined {
  if (!isAppUrl(url)) return undefined;
  const name = decodedPath(url);
  // a backslash separates folders on Windows, a colon names a drive or a stream there, NUL ends a path
  if (name === undefined || /[\\:\0]/.test(name)) return undefined;
  const file = path.join(folder, name === '/' ? '/index.html' : name);
  if (!file.startsWith(folder + path.sep)) return undefined;
  const contentType = contentTypes[path.extname(file).toLowerCase()];
  return contentType === undefined ? undefined : { file, contentType };
}

function decodedPath(url: string): string | undefined {
  try {
    return decodeURIComponent(new URL(url).pathname);
  } catch {
    return undefined;
  }
}
