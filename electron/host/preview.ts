import type { Handlers } from '../../shared/ipc/contract.ts';
import type { Bytes } from '../../shared/kernel/bytes.ts';
import { randomBytes, toHex } from '../../shared/kernel/bytes.ts';
import { ok } from '../../shared/kernel/result.ts';

/** A window shows one or two documents; more open ones mean that somebody forgot to close them. */
const MOST_OPEN = 8;

/** Documents that a frame may ask for, in memory only: none is ever written to disk to be looked at. */
export interface Previews {
  /** @returns the token under which the bytes can be fetched until it is closed */
  readonly open: (pdf: Bytes) => string;
  readonly close: (token: string) => void;
  readonly find: (token: string) => Bytes | undefined;
  /** Forgets all; on lock and when the window is loaded anew. */
  readonly closeAll: () => void;
}

/** Makes the store of open previews. The oldest gives way when there are too many. */
export function createPreviews(): Previews {
  const open = new Map<string, Bytes>();
  return {
    open: (pdf) => {
      const token = toHex(randomBytes(16));
      open.set(token, pdf);
      for (const oldest of open.keys()) {
        if (open.size <= MOST_OPEN) break;
        open.delete(oldest);
      }
      return token;
    },
    close: (token) => void open.delete(token),
    find: (token) => open.get(token),
    closeAll: () => {
      open.clear();
    },
  };
}

/**
 * Shows documents in a frame of the window.
 * @param previews the store that the protocol serves from
 * @param urlOf the address of a token
 */
export function createPreviewHandlers(
  previews: Previews,
  urlOf: (token: string) => string,
): Pick<Handlers, 'openPreview' | 'closePreview'> {
  return {
    openPreview: ({ pdf }) => {
      const token = previews.open(pdf);
      return Promise.resolve(ok({ token, url: urlOf(token) }));
    },
    closePreview: ({ token }) => {
      previews.close(token);
      return Promise.resolve(ok({}));
    },
  };
}
