import { readAgeHeader } from '../../shared/bundle/age-header.ts';
import { ownBytes, type Bytes } from '../../shared/kernel/bytes.ts';
import { fail, ok, type Result } from '../../shared/kernel/result.ts';

/** The library is large, and most days nobody exchanges anything. */
const loadAge = () => import('age-encryption');

/**
 * The public half of a hybrid identity. Nothing of this touches WebCrypto's X25519, which runtimes have in different
 * ways or not at all: the hybrid keys are computed by the library itself.
 * @param identity `AGE-SECRET-KEY-PQ-1...`
 * @returns `age1pq1...`
 */
export async function recipientOf(identity: string): Promise<string> {
  const { identityToRecipient } = await loadAge();
  return identityToRecipient(identity);
}

/**
 * Opens the header of a sealed file: the key of this one file, which opens nothing else.
 * @param header the start of the file, its whole header at least; hostile input
 * @param identities hybrid ones, in the order in which they are tried
 * @returns 16 bytes, which the caller wipes; `bundle/not-for-us`; `bundle/not-a-bundle` for a header that is none, or has
 *   more in it than any honest one
 */
export async function openFileKey(header: Bytes, identities: readonly string[]): Promise<Result<Bytes>> {
  const read = readAgeHeader(header);
  if (!read.ok || read.value.opening !== 'keys') return fail('bundle/not-a-bundle');
  const { Decrypter } = await loadAge();
  const decrypter = new Decrypter();
  for (const identity of identities) decrypter.addIdentity(identity);
  try {
    return ok(ownBytes(await decrypter.decryptHeader(header.slice(0, read.value.length))));
  } catch (error) {
    // the library's only way to say it; whatever else it says, the header is none that we write
    const isOther = error instanceof Error && error.message.startsWith('no identity matched');
    return fail(isOther ? 'bundle/not-for-us' : 'bundle/not-a-bundle');
  }
}
