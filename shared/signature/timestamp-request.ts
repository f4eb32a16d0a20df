import { equalBytes, randomBytes, sha256, type Bytes } from '../kernel/bytes.ts';
import { certificatesOf } from './certificate.ts';
import { followChain, mayStampTime } from './chain.ts';
import { readCms } from './cms-read.ts';
import { child, DerError, expectTag, readDer, smallInteger } from './der-read.ts';
import { tags } from './der-tags.ts';
import { integer, nullElement, octetString, oid, sequence, tlv } from './der-write.ts';
import { isDoubt, judgeAuthority } from './judge-authority.ts';
import { oids } from './oids.ts';
import { crlsOf } from './proof-store.ts';
import { checkTimestamp, type HashStamped } from './timestamp.ts';
import type { ValidationData } from './validation-data.ts';

/** A question to a time-stamping authority, and what its answer must repeat. */
export interface TimestampRequest {
  /** DER, as it is sent */
  readonly der: Bytes;
  /** INTEGER, DER */
  readonly nonce: Bytes;
  /** what is to be stamped */
  readonly stamped: Bytes;
}

/** More than any token with its certificates; the room of a signature has to hold it as well. */
const MAX_TOKEN_BYTES = 7 * 1024;

/**
 * Asks for a time stamp (RFC 3161 section 2.4.1). The authority learns a hash and nothing else.
 * @param stamped the value of a signature
 */
export async function timestampRequest(stamped: Bytes): Promise<TimestampRequest> {
  const nonce = integer(randomBytes(8));
  const imprint = sequence(sequence(oid(oids.sha256), nullElement()), octetString(await sha256(stamped)));
  const wantsCertificates = tlv(tags.boolean, Uint8Array.of(0xff));
  return { der: sequence(integer(1), imprint, nonce, wantsCertificates), nonce, stamped };
}

/**
 * Reads the answer and holds it to the question: granted, for these bytes, for this very request, and signed by the
 * certificate that comes with it. Whether anybody vouches for that certificate: {@link isStampVouchedFor}.
 * @param answer as it came from outside
 * @returns the token, DER; undefined when the answer is none
 */
export async function readTimestampAnswer(answer: Bytes, request: TimestampRequest): Promise<Bytes | undefined> {
  try {
    const root = expectTag(readDer(answer), tags.sequence);
    const status = smallInteger(child(child(root, 0, tags.sequence), 0, tags.integer));
    const token = root.children[1]?.raw.slice();
    // 0 granted, 1 granted with changes
    if (status > 1 || token === undefined || token.length > MAX_TOKEN_BYTES) return undefined;
    const { content } = await readCms(token, oids.tstInfo);
    if (content === undefined) return undefined;
    const nonce = readDer(content.slice())
      .children.slice(5)
      .find(({ tag }) => tag === tags.integer);
    if (nonce === undefined || !equalBytes(nonce.raw, request.nonce)) return undefined;
    return (await checkTimestamp(token, hashOf(request.stamped), [])).kind === 'wrong' ? undefined : token;
  } catch (error) {
    if (error instanceof DerError) return undefined;
    throw error;
  }
}

/** What a stamp is worth here. */
export interface StampWorth {
  /** a root vouches for its authority, which is neither revoked nor at its end: without that it is worth no more than the computer's clock */
  readonly known: boolean;
  /** the lists at hand say of each certificate below the root that it was not revoked */
  readonly proven: boolean;
}

/**
 * Judges a stamp that was just made.
 * @param token DER
 * @param stamped what it should be a stamp of
 * @param trust.roots certificates whose word counts, DER
 * @param trust.proof what is embedded beside it
 */
export async function judgeStamp(
  token: Bytes,
  stamped: Bytes,
  {
    roots,
    proof,
    now,
  }: { readonly roots: readonly Bytes[]; readonly proof?: ValidationData | undefined; readonly now: Date },
): Promise<StampWorth> {
  const [known, pool] = [await certificatesOf(roots), await certificatesOf(proof?.certificates ?? [])];
  const stamp = await checkTimestamp(token, hashOf(stamped), known, pool);
  if (stamp.kind !== 'trusted') return { known: false, proven: false };
  const reasons = await judgeAuthority({ ...stamp, crls: crlsOf(proof?.revocationLists ?? []), now });
  return { known: !reasons.some(isDoubt), proven: reasons.some(({ code }) => code === 'authority-proven') };
}

/**
 * The certificates from the authority of a token up to the root that vouches for it; none when nobody does.
 * @param token DER
 */
export async function authorityOf(token: Bytes, roots: readonly Bytes[]): Promise<readonly Bytes[]> {
  const { signer, certificates } = await readCms(token, oids.tstInfo);
  if (signer === undefined || !mayStampTime(signer)) return [];
  const chain = await followChain(signer, certificates, await certificatesOf(roots));
  return chain.kind === 'trusted' ? chain.path.map(({ der }) => der) : [];
}

function hashOf(stamped: Bytes): HashStamped {
  return async (hash) => new Uint8Array(await crypto.subtle.digest(hash, stamped));
}
