import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { ownBytes, type Bytes } from '../../shared/kernel/bytes.ts';

/** What is asked of an address outside. */
export interface Question {
  /** sent as it is; without it the address is only read */
  readonly body?: { readonly bytes: Bytes; readonly type: string };
  /** an answer that is longer is none */
  readonly maxBytes: number;
  /** milliseconds after which there is no answer */
  readonly patienceMs: number;
}

/**
 * Asks one address once: no redirections, no cookies, nothing kept. Undefined for whatever goes wrong on the way: signing
 * never fails for want of a network.
 */
export function askOutside(url: string, { body, maxBytes, patienceMs }: Question): Promise<Bytes | undefined> {
  const address = addressOf(url);
  if (address === undefined) return Promise.resolve(undefined);
  return new Promise((resolve) => {
    const nothing = (): void => resolve(undefined);
    const send = address.protocol === 'https:' ? requestHttps : requestHttp;
    const request = send(
      address,
      {
        method: body === undefined ? 'GET' : 'POST',
        ...(body && { headers: { 'content-type': body.type, 'content-length': body.bytes.length } }),
        signal: AbortSignal.timeout(patienceMs),
        agent: false,
      },
      (response) => {
        const chunks: Buffer[] = [];
        let size = 0;
        response.on('data', (chunk: Buffer) => {
          size += chunk.length;
          if (size > maxBytes) response.destroy();
          else chunks.push(chunk);
        });
        response.on('end', () => resolve(response.statusCode === 200 ? ownBytes(Buffer.concat(chunks)) : undefined));
        response.on('close', nothing);
        response.on('error', nothing);
      },
    );
    request.on('error', nothing);
    request.end(body?.bytes);
  });
}

/** An address as it can be asked; undefined for what is none (`URL.canParse` is newer than Node 18). */
function addressOf(url: string): URL | undefined {
  try {
    return new URL(url);
  } catch {
    return undefined;
  }
}
