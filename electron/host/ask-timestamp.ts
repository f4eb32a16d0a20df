import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { ownBytes, type Bytes } from '../../shared/kernel/bytes.ts';
import { readTimestampAnswer, timestampRequest } from '../../shared/signature/timestamp-request.ts';

/** An answer is a few kilobytes; anything near this is something else. */
const MAX_ANSWER_BYTES = 64 * 1024;

/** Asks an authority for a time stamp over the value of a signature; undefined when there is no good answer in time. */
export type AskTimestamp = (url: string, signature: Bytes) => Promise<Bytes | undefined>;

/**
 * Beside looking for updates (electron/updates/web-source.ts) the only place where the app reaches out of this computer:
 * while somebody signs, in an office that switched it on. What goes out is a hash; redirections are not followed, and nothing but a stamp for this very signature is believed.
 * @param patienceMs after which there is no answer
 */
export function createAskTimestamp(patienceMs: number): AskTimestamp {
  return async (url, signature) => {
    const asked = await timestampRequest(signature);
    const answer = await post(new URL(url), asked.der, patienceMs);
    return answer && readTimestampAnswer(answer, asked);
  };
}

/** Sends the question; undefined for whatever goes wrong on the way: a signature never fails for want of a network. */
function post(url: URL, body: Bytes, patienceMs: number): Promise<Bytes | undefined> {
  return new Promise((resolve) => {
    const nothing = (): void => resolve(undefined);
    const send = url.protocol === 'https:' ? requestHttps : requestHttp;
    const request = send(
      url,
      {
        method: 'POST',
        headers: { 'content-type': 'application/timestamp-query', 'content-length': body.length },
        signal: AbortSignal.timeout(patienceMs),
        agent: false,
      },
      (response) => {
        const chunks: Buffer[] = [];
        let size = 0;
        response.on('data', (chunk: Buffer) => {
          size += chunk.length;
          if (size > MAX_ANSWER_BYTES) response.destroy();
          else chunks.push(chunk);
        });
        response.on('end', () => resolve(response.statusCode === 200 ? ownBytes(Buffer.concat(chunks)) : undefined));
        response.on('close', nothing);
        response.on('error', nothing);
      },
    );
    request.on('error', nothing);
    request.end(body);
  });
}
