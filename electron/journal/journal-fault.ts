import { fail, type Result } from '../../shared/kernel/result.ts';
import { systemCode } from '../disk/atomic-write.ts';

const FULL = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

/**
 * What the file system threw while the journal was written, as a fault: `journal/disk-full`, or `journal/not-written`
 * with the system's `reason` (EACCES, EIO ...).
 * @throws what was thrown when it did not come from the file system: that is a bug
 */
export function journalFault(error: unknown): Result<never> {
  const code = systemCode(error);
  if (code === undefined) throw error;
  return FULL.has(code) ? fail('journal/disk-full') : fail('journal/not-written', { reason: code });
}

/**
 * What the file system threw while the journal was only read: `journal/not-read` with the system's `reason`.
 * @throws what was thrown when it did not come from the file system: that is a bug
 */
export function readingFault(error: unknown): Result<never> {
  const code = systemCode(error);
  if (code === undefined) throw error;
  return fail('journal/not-read', { reason: code });
}
