import { equalBytes, sha256, toHex, type Bytes } from '../../shared/kernel/bytes.ts';
import { instantFrom, type Clock, type Instant } from '../../shared/kernel/clock.ts';
import { ok, type Result } from '../../shared/kernel/result.ts';
import { buildCms } from '../../shared/signature/cms.ts';
import { embedSignature } from '../../shared/signature/embed.ts';
import type { PreparedSignature, SignerKey } from '../../shared/signature/signer.ts';
import { PlainError } from '../disk/log.ts';
import type { RoomRequest } from '../documents/protocol.ts';

/** Makes room for a signature. Faults `sign/no-free-field`, `pdf/unreadable`, `pdf/engine`. */
export type Prepare = (pdf: Bytes, room: RoomRequest) => Promise<Result<PreparedSignature>>;

/** A key that is ready to sign, and how its owner is called on paper. */
export interface Signer {
  readonly key: SignerKey;
  readonly name: string;
  readonly position: string;
  readonly serial: string;
}

/** A document that was signed a moment ago. */
export interface SignedPdf {
  readonly pdf: Bytes;
  readonly signer: string;
  /** by this computer's clock */
  readonly signedAt: Instant;
  /** lower-case hexadecimal SHA-256 of the signed bytes */
  readonly sha256: string;
}

/**
 * Signs a document in one of its empty fields. Faults: those of {@link Prepare}.
 * @param what.reason and where, as the signature shows them
 */
export async function signPdf(
  { prepare, clock }: { readonly prepare: Prepare; readonly clock: Clock },
  signer: Signer,
  { pdf, field, reason, place }: { pdf: Bytes; field: string; reason: string; place: string },
): Promise<Result<SignedPdf>> {
  const signedAt = instantFrom(clock.now());
  const { name, position, serial, key } = signer;
  const room = { field, signer: name, position, reason, place, when: signedAt, serial, certify: true };
  const prepared = await prepare(pdf, room);
  if (!prepared.ok) return prepared;
  await assertSameDocument(pdf, prepared.value);
  const signed = embedSignature(prepared.value, await buildCms(prepared.value.digest, key));
  return ok({ pdf: signed, signer: name.slice(0, 200), signedAt, sha256: toHex(await sha256(signed)) });
}

/**
 * What is signed is what was asked to be signed: the room was made in another process, which reads files from
 * anywhere, so its answer is checked before a key touches it.
 * @throws when the answer is not the given document with an addition
 */
async function assertSameDocument(pdf: Bytes, { pdf: whole, gap, digest }: PreparedSignature): Promise<void> {
  const [start, end] = gap;
  const isAddition = whole.length > pdf.length && Buffer.compare(whole.subarray(0, pdf.length), pdf) === 0;
  if (!isAddition || start < pdf.length || end <= start || end > whole.length) {
    throw new PlainError('the prepared document is not the one that was given');
  }
  if (!equalBytes(await sha256(whole.subarray(0, start), whole.subarray(end)), digest)) {
    throw new PlainError('the prepared digest is not the digest of the document');
  }
}
