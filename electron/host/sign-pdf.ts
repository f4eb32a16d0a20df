import { equalBytes, sha256, toHex, type Bytes } from '../../shared/kernel/bytes.ts';
import { instantFrom, type Clock, type Instant } from '../../shared/kernel/clock.ts';
import { ok, type Result } from '../../shared/kernel/result.ts';
import { buildCms } from '../../shared/signature/cms.ts';
import { embedSignature } from '../../shared/signature/embed.ts';
import { SigningFailed, type PreparedSignature } from '../../shared/signature/signer.ts';
import { judgeStamp, type StampWorth } from '../../shared/signature/timestamp-request.ts';
import { mergeProofs } from '../../shared/signature/validation-data.ts';
import { PlainError } from '../disk/log.ts';
import type { RoomRequest } from '../documents/protocol.ts';
import type { Signer } from '../vault/signer.ts';
import type { Stamping } from './prove-authority.ts';

/** Makes room for a signature. Faults `sign/no-free-field`, `pdf/unreadable`, `pdf/engine`. */
export type Prepare = (pdf: Bytes, room: RoomRequest) => Promise<Result<PreparedSignature>>;

/** What signing a document runs on. */
export interface SigningTools extends Stamping {
  readonly prepare: Prepare;
  readonly clock: Clock;
}

/** A document that was signed a moment ago. */
export interface SignedPdf {
  readonly pdf: Bytes;
  readonly signer: string;
  /** by this computer's clock */
  readonly signedAt: Instant;
  /** lower-case hexadecimal SHA-256 of the signed bytes */
  readonly sha256: string;
  /** what such a signature is called */
  readonly kind: string;
  /**
   * `off`: nobody was asked; `unanswered`: there was no good answer in time, so it bears the computer's time alone;
   * `stamped-unknown`: it bears a stamp of an authority that no root of this office vouches for, or that was revoked;
   * `stamped-proven`: one whose authority is proven by lists in the document not to have been revoked
   */
  readonly timestamp: 'off' | 'stamped' | 'stamped-proven' | 'stamped-unknown' | 'unanswered';
  /** certificates and revocation lists of the signer are in the document */
  readonly proven: boolean;
}

/**
 * Signs a document in one of its empty fields: PAdES baseline B-B, with a time stamp (B-T) where the office asks for one
 * and gets it, with the validation data that there are of the signer and of who stamps (B-LT). A signature fails for want of neither. Faults: those
 * of {@link Prepare}, and those of a key on a token.
 * @param what.reason and where, as the signature shows them
 */
export async function signPdf(
  { prepare, askTimestamp, proveAuthority, clock }: SigningTools,
  signer: Signer,
  { pdf, field, reason, place }: { pdf: Bytes; field: string; reason: string; place: string },
): Promise<Result<SignedPdf>> {
  const signedAt = instantFrom(clock.now());
  const { name, position, serial, key, kind, timestampUrl: url, roots, lists } = signer;
  const authority = url === undefined ? undefined : await proveAuthority({ url, roots, lists, stamped: [] });
  const proof = mergeProofs(signer.proof, authority);
  const room: RoomRequest = {
    field,
    signer: name,
    position,
    reason,
    place,
    when: signedAt,
    serial,
    certify: true,
    kind,
    proof: proof.certificates.length > 0 ? proof : undefined,
  };
  const prepared = await prepare(pdf, room);
  if (!prepared.ok) return prepared;
  await assertSameDocument(pdf, prepared.value);
  let timestamp: SignedPdf['timestamp'] = url === undefined ? 'off' : 'unanswered';
  const stamp = async (signature: Bytes): Promise<Bytes | undefined> => {
    // who did not answer a moment ago is not waited for a second time
    const token = url === undefined || authority === undefined ? undefined : await askTimestamp(url, signature);
    const embedded = prepared.value.proven ? proof : undefined;
    const now = new Date(clock.now());
    if (token) timestamp = called(await judgeStamp(token, signature, { roots, proof: embedded, now }));
    return token;
  };
  const cms = await unlessRefused(() => buildCms(prepared.value.digest, key, { stamp }));
  if (!cms.ok) return cms;
  const signed = embedSignature(prepared.value, cms.value);
  return ok({
    pdf: signed,
    signer: name.slice(0, 200),
    signedAt,
    sha256: toHex(await sha256(signed)),
    kind,
    timestamp,
    proven: prepared.value.proven && signer.proof !== undefined,
  });
}

function called({ known, proven }: StampWorth): SignedPdf['timestamp'] {
  if (!known) return 'stamped-unknown';
  return proven ? 'stamped-proven' : 'stamped';
}

/** A token may be gone, or be given a wrong PIN: that is an answer and no bug. */
async function unlessRefused(sign: () => Promise<Bytes>): Promise<Result<Bytes>> {
  try {
    return ok(await sign());
  } catch (error) {
    if (error instanceof SigningFailed) return { ok: false, fault: error.fault };
    throw error;
  }
}

function startsWith(longer: Bytes, pdf: Bytes): boolean {
  return longer.length > pdf.length && Buffer.compare(longer.subarray(0, pdf.length), pdf) === 0;
}

/**
 * What is signed is what was asked to be signed: the room was made in another process, which reads files from
 * anywhere, so its answer is checked before a key touches it.
 * @throws when the answer is not the given document with an addition
 */
export async function assertSameDocument(pdf: Bytes, { pdf: whole, gap, digest }: PreparedSignature): Promise<void> {
  const [start, end] = gap;
  if (!startsWith(whole, pdf) || start < pdf.length || end <= start || end > whole.length) {
    throw new PlainError('the prepared document is not the one that was given');
  }
  if (!equalBytes(await sha256(whole.subarray(0, start), whole.subarray(end)), digest)) {
    throw new PlainError('the prepared digest is not the digest of the document');
  }
}
