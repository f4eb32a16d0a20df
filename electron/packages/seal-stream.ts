import { Encrypter } from 'age-encryption';
import { SCRYPT_LOG_N } from '../../shared/bundle/age-header.ts';

/** How something is sealed: to public keys of one kind (`shared/referral/age-key.ts`), or under words. */
export type Sealing =
  { readonly kind: 'keys'; readonly keys: readonly string[] } | { readonly kind: 'words'; readonly words: string };

/**
 * Seals a stream as an age v1 file, as fast as it is read.
 * @param source bytes in order; drawn only as fast as they are taken
 * @throws for keys that were not checked before
 */
export async function sealStream(
  source: AsyncIterable<unknown>,
  sealing: Sealing,
): Promise<ReadableStream<Uint8Array>> {
  const encrypter = new Encrypter();
  if (sealing.kind === 'keys') for (const key of sealing.keys) encrypter.addRecipient(key);
  else {
    encrypter.setScryptWorkFactor(SCRYPT_LOG_N);
    encrypter.setPassphrase(sealing.words);
  }
  return await encrypter.encrypt(asWebStream(source));
}

/** Bytes that sealing may make of so many: the header, and 16 more for each 64 KiB. */
export function mostSealedBytes(plain: number, recipients: number): number {
  return plain + 16 * (Math.ceil(plain / 65_536) + 1) + 1024 + 2048 * recipients;
}

/** A stream that age reads from, drawn from the archive only as fast as it is sealed and written. */
function asWebStream(source: AsyncIterable<unknown>): ReadableStream<Uint8Array> {
  const pieces = source[Symbol.asyncIterator]();
  return new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      const next = await pieces.next();
      if (next.done === true) controller.close();
      else controller.enqueue(next.value as Uint8Array);
    },
  });
}
