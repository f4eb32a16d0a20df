import { Decrypter } from 'age-encryption';
import { fromUtf8, ownBytes, type Bytes } from '../../shared/kernel/bytes.ts';
import { fail, ok, type Result } from '../../shared/kernel/result.ts';
import { SCRYPT_LOG_N } from '../packages/seal-stream.ts';

/**
 * The key of a file that is sealed under words; takes about a second and 256 MiB for what is made here.
 * @returns 16 bytes; `bundle/wrong-words`
 */
export async function unwrapWithWords(header: Bytes, words: string): Promise<Result<Bytes>> {
  // more work than we ask for would be somebody's way of stopping this computer
  const [, factor = ''] = /\n-> scrypt [^ \n]+ (\d+)\n/.exec(fromUtf8(header)) ?? [];
  if (!(Number(factor) <= SCRYPT_LOG_N)) return fail('bundle/not-a-bundle');
  const decrypter = new Decrypter();
  decrypter.addPassphrase(words);
  try {
    return ok(ownBytes(await decrypter.decryptHeader(header)));
  } catch {
    // the library says only in words which it was: nobody can tell wrong words from a changed header
    return fail('bundle/wrong-words');
  }
}
