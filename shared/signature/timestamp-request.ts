import { equalBytes, randomBytes, sha256, type Bytes } from '../kernel/bytes.ts';
import { readCertificate } from './certificate.ts';
import { readCms } from './cms-read.ts';
import { child, DerError, expectTag, readDer, smallInteger } from './der-read.ts';
import { tags } from './der-tags.ts';
import { integer, nullElement, octetString, oid, sequence, tlv } from './der-write.ts';
import { oids } from './oids.ts';
import { checkTimestamp, type HashStamped } from './timestamp.ts';

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

/**
 * Whether the authority of a time stamp is known: without that, a stamp is worth no more than the computer's clock.
 * @param token DER
 * @param stamped what it should be a stamp of
 * @param roots certificates whose word counts, DER
 */
export async function isStampVouchedFor(token: Bytes, stamped: Bytes, roots: readonly Bytes[]): Promise<boolean> {
  const read = await Promise.all(roots.map(readCertificate));
  const known = read.flatMap((one) => (one.ok ? [one.value] : []));
  return (await checkTimestamp(token, hashOf(stamped), known)).kind === 'trusted';
}

function hashOf(stamped: Bytes): HashStamped {
  return async (hash) => new Uint8Array(await crypto.subtle.digest(hash, stamped));
}
