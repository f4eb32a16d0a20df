import type { Bytes } from '../../shared/kernel/bytes.ts';
import { readTimestampAnswer, timestampRequest } from '../../shared/signature/timestamp-request.ts';
import { askOutside } from './ask-outside.ts';

/** An answer is a few kilobytes; anything near this is something else. */
const MAX_ANSWER_BYTES = 64 * 1024;

/** Asks an authority for a time stamp over some bytes; undefined when there is no good answer in time. */
export type AskTimestamp = (url: string, stamped: Bytes) => Promise<Bytes | undefined>;

/**
 * With the lists about that authority (`prove-authority.ts`) and looking for updates (electron/updates/web-source.ts) the
 * only place where the app reaches out of this computer: while somebody signs, in an office that switched it on. What goes
 * out is a hash, and nothing but a stamp for this very question is believed.
 * @param patienceMs after which there is no answer
 */
export function createAskTimestamp(patienceMs: number): AskTimestamp {
  return async (url, stamped) => {
    const asked = await timestampRequest(stamped);
    const body = { bytes: asked.der, type: 'application/timestamp-query' };
    const answer = await askOutside(url, { body, maxBytes: MAX_ANSWER_BYTES, patienceMs });
    return answer && readTimestampAnswer(answer, asked);
  };
}
