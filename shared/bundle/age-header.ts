import { latin1, type Bytes } from '../kernel/bytes.ts';
import { fail, ok, type Result } from '../kernel/result.ts';
import { bundleLimits } from './limits.ts';

/** How much of a sealed file has to be looked at before anything opens it: 64 recipients of 1.6 kB each fit. Bytes. */
export const AGE_HEADER_BYTES = 128 * 1024;
/** What `age` itself takes for a passphrase, and opens without being told to; about a second of work and 256 MiB. */
export const SCRYPT_LOG_N = 18;
const MAGIC = 'age-encryption.org/v1\n';
/** The line that ends a header: three dashes and its MAC, 32 bytes in base64. */
const LAST_LINE = /\n--- [A-Za-z0-9+/]{43}\n/;

/** What a sealed file is opened with: the key of an office, or words. */
export type AgeOpening = 'keys' | 'words';

/**
 * Looks at the start of a sealed file before the library of age does, which reads headers of any length, with any number of
 * recipients and any work for a passphrase (C2SP age.md).
 * @param head the first {@link AGE_HEADER_BYTES} of the file, or all of it
 * @returns what opens it; `bundle/not-a-bundle`
 */
export function readAgeHeader(head: Bytes): Result<{ readonly opening: AgeOpening; readonly length: number }> {
  const text = latin1(head.subarray(0, AGE_HEADER_BYTES));
  const last = LAST_LINE.exec(text);
  if (!text.startsWith(MAGIC) || last === null) return fail('bundle/not-a-bundle');
  const kinds = [...text.slice(0, last.index + 1).matchAll(/^->(?: ([^ \n]*))?/gm)].map((match) => match[1] ?? '');
  if (kinds.length === 0 || kinds.length > bundleLimits.recipients) return fail('bundle/not-a-bundle');
  const length = last.index + last[0].length;
  if (kinds.every((kind) => kind === 'mlkem768x25519')) return ok({ opening: 'keys', length });
  return kinds.length === 1 && kinds[0] === 'scrypt' ? ok({ opening: 'words', length }) : fail('bundle/not-a-bundle');
}

/**
 * Whether words can be tried on a file: more work than we ask for would be somebody's way of stopping this computer.
 * @param header of a file that opens with words
 */
export function isWordsWorkFair(header: Bytes): boolean {
  const [, factor = ''] = /\n-> scrypt [^ \n]+ (\d+)\n/.exec(latin1(header)) ?? [];
  return Number(factor || Infinity) <= SCRYPT_LOG_N;
}
