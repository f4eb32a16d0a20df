import { Decrypter } from 'age-encryption';
import { createBundleReader, type BundleEvent, type BundleSummary } from '../../shared/bundle/read-bundle.ts';
import { fromBase64, ownBytes, type Bytes } from '../../shared/kernel/bytes.ts';
import { fail, type Result } from '../../shared/kernel/result.ts';
import { acceptTrustList } from '../../shared/roster/accept-trust.ts';
import { standingOf } from '../../shared/roster/standing.ts';
import { isInstallation } from '../../shared/roster/trust-list.ts';
import { knownCertificates } from './known-certificates.ts';
import type { UnpackEvent, UnpackQuestion } from './unpack-message.ts';

/** What the reader takes at once: more would unfold into more than belongs into memory. */
const SLICE = 65_536;

/**
 * Decrypts a bundle and checks it as it comes.
 * @param sealed the sealed file, piece by piece
 * @param onEvent told what came out, in order; nothing of it counts before the whole is good
 * @returns a summary when all of it is good; faults of `createBundleReader`, `bundle/cut-short`
 */
export async function unpack(
  { key, now, ownKeys, list, known }: UnpackQuestion,
  sealed: ReadableStream<Uint8Array>,
  onEvent: (event: UnpackEvent) => void,
): Promise<Result<BundleSummary>> {
  const certificates = await knownCertificates(list);
  const before = new Set(known);
  let newest = list;
  const check = { list, knownEnvelope: (one: string) => before.has(one), now };
  const reader = createBundleReader({
    now,
    ownKeys,
    certificateOf: certificates.of,
    // a newly certified office is known by the list that comes with its cases
    onTrust: async (incoming, signature) => {
      const accepted = await acceptTrustList(list, { list: incoming, signature }, fromBase64(list.raiz), now);
      if (!accepted.ok || accepted.value.kind !== 'newer') return;
      newest = accepted.value.list;
      await certificates.addList(newest);
    },
    maySendSettings: (office) => newest.central === office,
    checkSender: async (envelope, certificate, identity) => {
      // what it brings lies under its id, beside the series of computers
      if (isInstallation(list, envelope.id)) return fail('bundle/envelope', { part: 'id' });
      const standing = await standingOf(check, envelope, identity, certificate);
      if (standing.ok) await certificates.add(envelope.emisor.oficina, certificate);
      return standing;
    },
  });
  const decrypter = new Decrypter();
  decrypter.addIdentity({ unwrapFileKey: () => ownBytes(key) });
  const plain = await opened(decrypter, sealed);
  if (plain === undefined) return fail('bundle/not-for-us');
  for (;;) {
    const next = await read(plain);
    if (next === undefined) return fail('bundle/cut-short');
    if (next.done) return await reader.end();
    const bytes = ownBytes(next.value);
    for (let at = 0; at < bytes.length; at += SLICE) {
      const fed = await reader.feed(bytes.subarray(at, at + SLICE));
      if (!fed.ok) return fed;
      fed.value.map(sendable).forEach(onEvent);
    }
  }
}

type PlainReader = ReadableStreamDefaultReader<Uint8Array>;

/** Undefined when the key does not belong to the file. The library says why in words only. */
async function opened(decrypter: Decrypter, sealed: ReadableStream<Uint8Array>): Promise<PlainReader | undefined> {
  try {
    return (await decrypter.decrypt(sealed)).getReader();
  } catch {
    return undefined;
  }
}

/** Undefined where what comes is not what was sealed, or less. */
async function read(plain: PlainReader): Promise<ReadableStreamReadResult<Uint8Array> | undefined> {
  try {
    return await plain.read();
  } catch {
    return undefined;
  }
}

function sendable(event: BundleEvent): UnpackEvent {
  if (event.kind === 'file-bytes') return { ...event, bytes: ownBytes(event.bytes) satisfies Bytes };
  if (event.kind !== 'envelope') return event;
  const { kind, envelope, identity, standing } = event;
  return { kind, envelope, identity, standing };
}
