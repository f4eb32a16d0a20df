import { Decrypter, identityToRecipient } from 'age-encryption';
import { AGE_HEADER_BYTES, isWordsWorkFair, readAgeHeader } from '../../shared/bundle/age-header.ts';
import { bundleLimits } from '../../shared/bundle/limits.ts';
import { createBundleReader, type BundleEvent } from '../../shared/bundle/read-bundle.ts';
import { WORDS_KEY } from '../../shared/bundle/envelope.ts';
import { ownBytes } from '../../shared/kernel/bytes.ts';
import { fail, ok, type Result } from '../../shared/kernel/result.ts';
import { FileTaker, Gatherer } from './gather.ts';
import type { BundleContents, Opening, SealedQuestion } from './sealed-message.ts';
import { SenderTrust } from './sender-trust.ts';

/** What the reader takes at once: more would unfold into more than belongs into memory. */
const SLICE = 65_536;

/** All of a bundle when it was checked, or the one file that was asked for. */
export type SealedFound =
  { readonly kind: 'contents'; readonly contents: BundleContents } | { readonly kind: 'file'; readonly file: Blob };

/**
 * Decrypts a bundle and checks it as it comes, without keeping it: whoever wants a file of it has it read once more. Nothing is
 * told before the last byte was good; a file is taken out as soon as it is whole, under the envelope that was found good.
 * @param onProgress told how many bytes of the sealed file were read
 * @returns what was asked for; faults of `createBundleReader`, `bundle/not-a-bundle`, `wrong-words`, `not-for-us`, `cut-short`, `trust/*`
 */
export async function readSealed(
  { sealed, opening, roots, now, wanted }: SealedQuestion,
  onProgress: (bytes: number) => void,
): Promise<Result<SealedFound>> {
  const plain = await openSealed(sealed, opening, onProgress);
  if (!plain.ok) return plain;
  const stream = plain.value.stream.getReader();
  const trust = new SenderTrust(now, roots);
  const { checkSender, onTrust, certificateOf } = trust;
  const reader = createBundleReader({ now, ownKeys: plain.value.ownKeys, checkSender, onTrust, certificateOf });
  const gatherer = new Gatherer();
  const taker = wanted && new FileTaker(wanted);
  for (;;) {
    const next = await stream.read().catch(() => undefined);
    if (next === undefined) return fail('bundle/cut-short');
    if (next.done) break;
    const bytes = ownBytes(next.value);
    for (let at = 0; at < bytes.length; at += SLICE) {
      const fed = await reader.feed(bytes.subarray(at, at + SLICE));
      if (!fed.ok) return fed;
      const file = takeAll(fed.value, gatherer, taker);
      if (file === undefined) continue;
      void stream.cancel().catch(() => undefined);
      return file.ok ? ok({ kind: 'file', file: file.value }) : file;
    }
  }
  const whole = await reader.end();
  if (!whole.ok) return whole;
  if (trust.voucher === undefined) return fail('bundle/unknown-sender');
  const rest = taker?.end();
  if (rest !== undefined) return ok({ kind: 'file', file: rest });
  return ok({ kind: 'contents', contents: gatherer.contents(trust.voucher) });
}

/** Gives what comes to whom it concerns. @returns a file when it is whole, or that it is another one's; undefined to read on */
function takeAll(
  events: readonly BundleEvent[],
  gatherer: Gatherer,
  taker: FileTaker | undefined,
): Result<Blob> | undefined {
  for (const event of events) {
    gatherer.take(event);
    const file = taker?.take(event);
    if (file !== undefined) return file;
  }
  return undefined;
}

interface Opened {
  readonly stream: ReadableStream<Uint8Array>;
  readonly ownKeys: readonly string[] | typeof WORDS_KEY;
}

async function openSealed(
  sealed: Blob,
  opening: Opening,
  onProgress: (bytes: number) => void,
): Promise<Result<Opened>> {
  if (sealed.size > bundleLimits.total) return fail('bundle/too-large', { part: '.age' });
  const head = ownBytes(new Uint8Array(await sealed.slice(0, AGE_HEADER_BYTES).arrayBuffer()));
  const header = readAgeHeader(head);
  if (!header.ok) return header;
  if ((header.value.opening === 'words') !== (opening.kind === 'words')) return fail('bundle/not-for-us');
  const decrypter = new Decrypter();
  const wrong = opening.kind === 'words' ? 'bundle/wrong-words' : 'bundle/not-for-us';
  try {
    const ownKeys = opening.kind === 'words' ? WORDS_KEY : [await identityToRecipient(opening.identity)];
    if (opening.kind === 'key') decrypter.addIdentity(opening.identity);
    else if (!isWordsWorkFair(head)) return fail('bundle/not-a-bundle');
    else decrypter.addPassphrase(opening.words);
    return ok({ stream: await decrypter.decrypt(counted(sealed, onProgress)), ownKeys });
  } catch {
    // the library says only in words which it was: nobody can tell wrong words from a changed header
    return fail(wrong);
  }
}

/** The bytes of a file, told as they are read. */
function counted(sealed: Blob, onProgress: (bytes: number) => void): ReadableStream<Uint8Array> {
  let read = 0;
  return sealed.stream().pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform: (piece, controller) => {
        read += piece.length;
        onProgress(read);
        controller.enqueue(piece);
      },
    }),
  );
}
