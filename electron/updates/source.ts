import type { Bytes } from '../../shared/kernel/bytes.ts';
import type { Result } from '../../shared/kernel/result.ts';

/** Where an update comes from: a folder, or a folder of a web server. */
export interface UpdateSource {
  /**
   * Reads a small file; undefined when it is not there.
   * @param name a plain name
   * @returns `update/not-signed` when it is larger than `most` bytes, as nothing that long was ever signed, `update/gone`, `update/unreachable`
   */
  readonly read: (name: string, most: number) => Promise<Result<Bytes | undefined>>;
  /**
   * Opens the installer. Its bytes are worth nothing until they were checked (copy-verified.ts).
   * @returns pieces; a source that fails on the way throws `UpdateRefused`
   */
  readonly open: (name: string, signal: AbortSignal) => AsyncIterable<Uint8Array>;
}
