import { request as requestHttp, type IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';
import { ownBytes } from '../../shared/kernel/bytes.ts';
import { fault } from '../../shared/kernel/fault.ts';
import { fail, ok } from '../../shared/kernel/result.ts';
import { UpdateRefused } from './refused.ts';
import type { UpdateSource } from './source.ts';

/** A server that says nothing for so long will not any more, milliseconds. */
const PATIENCE_MS = 20_000;
/** All of a small file must be here by then, however the server trickles. */
const SMALL_FILE_MS = 30_000;

/**
 * A folder of a web server as the source of an update. Beside time stamps this is the only place where the app reaches out
 * of this computer, and only while somebody asked for it. Nothing about the office goes out: no cookie, no header beyond
 * the host's name, no name of a version. Redirections are not followed, so that nobody but that host is ever asked.
 * @param address of the folder, http or https; what is read is signed, so http is as good as https for its truth
 * @param smallFileMs tests wait less
 */
export function webSource(address: string, smallFileMs = SMALL_FILE_MS): UpdateSource {
  const base = new URL(address);
  base.search = base.hash = '';
  if (!base.pathname.endsWith('/')) base.pathname += '/';
  return {
    read: async (name, most) => {
      try {
        const response = await get(fileUrl(base, name), AbortSignal.timeout(smallFileMs));
        if (response === undefined) return ok(undefined);
        const pieces: Uint8Array[] = [];
        let size = 0;
        for await (const piece of response) {
          size += (piece as Uint8Array).length;
          if (size > most) {
            response.destroy();
            return fail('update/not-signed');
          }
          pieces.push(piece as Uint8Array);
        }
        return ok(ownBytes(Buffer.concat(pieces)));
      } catch {
        return fail('update/unreachable');
      }
    },
    open: (name, signal) => download(fileUrl(base, name), signal),
  };
}

function fileUrl(base: URL, name: string): URL {
  return new URL(encodeURIComponent(name), base);
}

async function* download(url: URL, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  try {
    const response = await get(url, signal);
    if (response === undefined) throw new UpdateRefused(fault('update/unreachable'));
    for await (const piece of response) yield piece as Uint8Array;
  } catch (error) {
    signal.throwIfAborted();
    throw error instanceof UpdateRefused ? error : new UpdateRefused(fault('update/unreachable'));
  }
}

/**
 * Asks for a file; undefined when the server says that there is none.
 * @throws for whatever else is no file
 */
function get(url: URL, signal: AbortSignal): Promise<IncomingMessage | undefined> {
  return new Promise((resolve, reject) => {
    const send = url.protocol === 'https:' ? requestHttps : requestHttp;
    const options = { method: 'GET', agent: false, timeout: PATIENCE_MS, signal };
    const request = send(url, options, (response) => {
      if (response.statusCode === 200) {
        resolve(response);
        return;
      }
      response.resume();
      response.destroy();
      if (response.statusCode === 404) resolve(undefined);
      else reject(new Error('no file'));
    });
    request.on('timeout', () => request.destroy(new Error('silent')));
    request.on('error', reject);
    request.end();
  });
}
