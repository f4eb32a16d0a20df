import { Decrypter } from 'age-encryption';
import { isWordsWorkFair } from '../../shared/bundle/age-header.ts';
import { ownBytes, type Bytes } from '../../shared/kernel/bytes.ts';
import { fail, ok, type Result } from '../../shared/kernel/result.ts';

/**
 * The key of a file that is sealed under words; takes about a second and 256 MiB for what is made here.
 * @returns 16 bytes; `bundle/wrong-words`
 */
export async function unwrapWithWords(header: Bytes, words: string): Promise<Result<Bytes>> {
  if (!isWordsWorkFair(header)) return fail('bundle/not-a-bundle');
  const decrypter = new Decrypter();
  decrypter.addPassphrase(words);
  try {
    return ok(ownBytes(await decrypter.decryptHeader(header)));
  } catch {
    // the library says only in words which it was: nobody can tell wrong words from a changed header
    return fail('bundle/wrong-words');
  }
}
