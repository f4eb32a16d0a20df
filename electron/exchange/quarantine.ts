import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { mkdir, open, rm } from 'node:fs/promises';
import path from 'node:path';
import { AGE_HEADER_BYTES, readAgeHeader } from '../../shared/bundle/age-header.ts';
import type { Bytes } from '../../shared/kernel/bytes.ts';
import { fail, ok, type Result } from '../../shared/kernel/result.ts';
import { PRIVATE, systemCode } from '../disk/atomic-write.ts';
import { readAt, readPieces, writeAt } from '../disk/disk-reading.ts';
import type { FoundBundle } from './find-bundles.ts';

/** Folder of the profile where copies of foreign bundles lie while they are read, sealed as they came. */
export const QUARANTINE_FOLDER = 'cuarentena';

/** Windows has no such flag. */
const { O_NOFOLLOW: noFollow } = constants as { readonly O_NOFOLLOW?: number };

/** A bundle of which there is a copy here: what happens to the stick does not matter any more. */
export interface Quarantined {
  /** absolute path of the copy, one file whatever it was */
  readonly file: string;
  readonly size: number;
  /** of the sealed file, lower-case hexadecimal */
  readonly sha256: string;
  readonly header: Bytes;
  readonly forWords: boolean;
}

/**
 * Copies a bundle from a stick, and looks at its head before and never past it.
 * @param to absolute path that is free; its folder is made
 * @returns the copy; `bundle/copy-failed` (`reason`) when the stick or this disk gave up on it; `bundle/not-a-bundle`
 */
export async function quarantine(
  bundle: FoundBundle,
  to: string,
  onBytes: (bytes: number) => void = () => undefined,
): Promise<Result<Quarantined>> {
  try {
    await mkdir(path.dirname(to), { recursive: true, mode: 0o700 });
    const target = await open(to, 'wx+', PRIVATE);
    const hash = createHash('sha256');
    let size = 0;
    try {
      for (const part of bundle.parts) {
        // a link that took the file's place meanwhile is not followed
        const source = await open(part, constants.O_RDONLY | (noFollow ?? 0));
        try {
          for await (const piece of readPieces(source, { at: 0, length: bundle.size - size })) {
            hash.update(piece);
            size = await writeAt(target, piece, size);
            onBytes(piece.length);
          }
        } finally {
          await source.close();
        }
      }
      await target.sync();
      if (size !== bundle.size) return await refuse(to, fail('bundle/copy-failed', { reason: 'EIO' }));
      const head = await readAt(target, 0, Math.min(size, AGE_HEADER_BYTES));
      const header = readAgeHeader(head);
      if (!header.ok) return await refuse(to, header);
      const { opening, length } = header.value;
      const facts = { header: head.slice(0, length), forWords: opening === 'words' };
      return ok({ file: to, size, sha256: hash.digest('hex'), ...facts });
    } finally {
      await target.close();
    }
  } catch (error) {
    const reason = systemCode(error);
    if (reason === undefined) throw error;
    return await refuse(to, reason === 'ENOSPC' ? fail('file/disk-full') : fail('bundle/copy-failed', { reason }));
  }
}

async function refuse(file: string, fault: Result<never>): Promise<Result<never>> {
  await rm(file, { force: true }).catch(() => undefined);
  return fault;
}
