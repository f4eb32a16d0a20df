import { equalBytes, type Bytes } from '../kernel/bytes.ts';
import type { Certificate } from './certificate.ts';
import { followChain, mayStampTime } from './chain.ts';
import { readCms, type CmsSignature } from './cms-read.ts';
import { child, DerError, expectTag, readDer, type DerNode } from './der-read.ts';
import { tags } from './der-tags.ts';
import { oids } from './oids.ts';
import { checkSignature, readDigestAlgorithm, type HashName } from './signature-algorithm.ts';

/** What a time-stamp token (RFC 3161) proves. */
export type Timestamp =
  /** the stamped bytes existed at this time, says an authority that a root vouches for: `path` leads to it, revoked or not */
  | {
      readonly kind: 'trusted';
      readonly at: Date;
      readonly authority: Certificate;
      readonly path: readonly Certificate[];
    }
  /** the same, says an authority that nobody here vouches for */
  | { readonly kind: 'untrusted'; readonly at: Date; readonly authority: Certificate }
  /** altered, or a stamp of something else */
  | { readonly kind: 'wrong' };

/** Hashes what should have been stamped, with the algorithm that the stamp uses. */
export type HashStamped = (hash: HashName) => Promise<Bytes>;

/**
 * Checks a time-stamp token.
 * @param token the token, DER
 * @param roots certificates that vouch for time-stamping authorities
 * @param pool certificates that came with the file or were given; believed only as far as a root vouches
 */
export async function checkTimestamp(
  token: Bytes,
  hashStamped: HashStamped,
  roots: readonly Certificate[],
  pool: readonly Certificate[] = [],
): Promise<Timestamp> {
  try {
    const cms = await readCms(token, oids.tstInfo);
    const { signer, content } = cms;
    if (!signer || !content || !(await isIntact(cms, signer, content))) return { kind: 'wrong' };
    const info = expectTag(readDer(content.slice()), tags.sequence);
    const imprint = child(info, 2, tags.sequence);
    const hash = readDigestAlgorithm(child(imprint, 0));
    if (typeof hash !== 'string' || hash === 'SHA-1') return { kind: 'wrong' };
    if (!equalBytes(child(imprint, 1, tags.octetString).body, await hashStamped(hash))) return { kind: 'wrong' };
    const at = readGeneralizedTime(child(info, 4, tags.generalizedTime));
    const path = await trustedPathAt(cms, signer, { at, roots, pool });
    if (path === undefined) return { kind: 'untrusted', at, authority: signer };
    return { kind: 'trusted', at, authority: signer, path };
  } catch (error) {
    if (error instanceof DerError) return { kind: 'wrong' };
    throw error;
  }
}

async function isIntact(cms: CmsSignature, signer: Certificate, content: Bytes): Promise<boolean> {
  if (typeof cms.digestAlgorithm !== 'string' || cms.digestAlgorithm === 'SHA-1') return false;
  const digest = new Uint8Array(await crypto.subtle.digest(cms.digestAlgorithm, content.slice()));
  if (!equalBytes(digest, cms.messageDigest)) return false;
  const check = await checkSignature(cms.signatureAlgorithm, signer.publicKey, cms.signature, cms.signedAttributes);
  return check === 'right';
}

async function trustedPathAt(
  cms: CmsSignature,
  signer: Certificate,
  { at, roots, pool }: Record<'roots' | 'pool', readonly Certificate[]> & { readonly at: Date },
): Promise<readonly Certificate[] | undefined> {
  if (!mayStampTime(signer)) return undefined;
  const { kind, path } = await followChain(signer, [...cms.certificates, ...pool], roots);
  const time = at.toISOString();
  const isValid = path.every(({ notBefore, notAfter }) => notBefore <= time && time <= notAfter);
  return kind === 'trusted' && isValid ? path : undefined;
}

/** GeneralizedTime in UTC, with or without fractions of a second (RFC 3161 section 2.4.2). */
function readGeneralizedTime(node: DerNode): Date {
  const text = String.fromCharCode(...node.body.subarray(0, 40));
  const match = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})(?:\.(\d{1,9}))?Z$/.exec(text);
  if (!match) throw new DerError('time');
  const [, year = '', month = '', day = '', hour = '', minute = '', second = '', fraction = ''] = match;
  const milliseconds = fraction.slice(0, 3).padEnd(3, '0');
  const time = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}.${milliseconds}Z`);
  if (Number.isNaN(time.getTime())) throw new DerError('time');
  return time;
}
