import { Decrypter } from 'age-encryption';
import { fromUtf8, latin1, ownBytes, type Bytes } from '../../shared/kernel/bytes.ts';
import { fail, ok, type Result } from '../../shared/kernel/result.ts';

/** age itself reads a header of any length into memory, and tries any number of stanzas. */
export const MOST_HEADER_BYTES = 64 * 1024;
const MOST_STANZAS = 64;
const BEGIN = 'age-encryption.org/v1\n';
const MAC_LINE = /\n--- [A-Za-z0-9+/]{43}\n/;

/** The head of an age file: who it is sealed for. */
export interface AgeHeader {
  /** with its last line and the authentication in it */
  readonly bytes: Bytes;
  /** sealed under words and not for keys */
  readonly forWords: boolean;
}

/**
 * Finds the header of an age v1 file in its first bytes, before any library sees it.
 * @param start the first 64 KiB, or all when there is less
 * @returns the header; `bundle/not-a-bundle` for anything else, a header that does not end, or too many stanzas
 */
export function findAgeHeader(start: Bytes): Result<AgeHeader> {
  const text = latin1(start.subarray(0, MOST_HEADER_BYTES));
  const end = MAC_LINE.exec(text);
  if (!text.startsWith(BEGIN) || end === null) return fail('bundle/not-a-bundle');
  const bytes = ownBytes(start.subarray(0, end.index + end[0].length));
  const stanzas = text
    .slice(0, end.index)
    .split('\n')
    .filter((line) => line.startsWith('-> '));
  if (stanzas.length === 0 || stanzas.length > MOST_STANZAS) return fail('bundle/not-a-bundle');
  // one stanza of words stands alone: with others beside it any of them could have sealed another file
  const ofWords = stanzas.filter((line) => line.startsWith('-> scrypt '));
  if (ofWords.length > 0 && stanzas.length > 1) return fail('bundle/not-a-bundle');
  return ok({ bytes, forWords: ofWords.length > 0 });
}

/**
 * The key of a file that is sealed under words; takes about a second and 256 MiB for what is made here.
 * @returns 16 bytes; `bundle/wrong-words`
 */
export async function unwrapWithWords(header: Bytes, words: string): Promise<Result<Bytes>> {
  // more work than we ask for would be somebody's way of stopping this computer
  const [, factor = ''] = /\n-> scrypt [^ \n]+ (\d+)\n/.exec(fromUtf8(header)) ?? [];
  if (!(Number(factor) <= MOST_SCRYPT_LOG_N)) return fail('bundle/not-a-bundle');
  const decrypter = new Decrypter();
  decrypter.addPassphrase(words);
  try {
    return ok(ownBytes(await decrypter.decryptHeader(header)));
  } catch {
    // the library says only in words which it was: nobody can tell wrong words from a changed header
    return fail('bundle/wrong-words');
  }
}

const MOST_SCRYPT_LOG_N = 18;
