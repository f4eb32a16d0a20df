import { equalBytes } from '../kernel/bytes.ts';
import type { Certificate } from './certificate.ts';
import { isSignedBy } from './chain.ts';
import { findRevocation, tellsOf, type Crl, type Revocation, type RevocationReason } from './crl.ts';
import type { Reason } from './verdict.ts';

/** A chain of certificates, and what is known to judge whether one of them was revoked. */
export interface RevocationInput {
  /** the signer first, each followed by its issuer */
  readonly path: readonly Certificate[];
  /** lists from anywhere; only those that the issuer signed count */
  readonly crls: readonly Crl[];
  /** when it was signed: by a trusted time stamp when `proven`, else by the signer's own word */
  readonly at: Date;
  readonly proven: boolean;
  /** by when a trusted time stamp over it proves that it existed */
  readonly existedBy?: Date | undefined;
  readonly now: Date;
}

/** The gravest first: of several certificates of a chain, one is told. */
const GRAVITY = ['certificate-revoked', 'revoked-without-proof', 'revoked-later', 'certificate-retired-later'] as const;

/** What ends the use of a key that nobody else has: its owner renews the certificate, or leaves. */
const RETIREMENTS: ReadonlySet<RevocationReason> = new Set(['superseded', 'affiliation-changed', 'cessation']);

/**
 * Judges a chain by the lists of its issuers (EN 319 102-1 sections 5.2.6 and 5.3.4). What was revoked by the time it
 * signed is refused, whoever tells that time. Before it, only a trusted time stamp proves that it was before: without
 * one nothing can be concluded, for whoever has a stolen key also sets the clock. Each certificate of the chain is judged by
 * itself, so that what a stamp proves of one says nothing of another. Here the standard is left in one
 * point: a signer's certificate that was only renewed, or whose owner left, is no reason to doubt what says to be older.
 */
export async function judgeRevocation(input: RevocationInput): Promise<Reason[]> {
  const { path, crls, at, proven, existedBy, now } = input;
  const time = at.toISOString();
  const existed = proven ? time : existedBy?.toISOString();
  const today = now.toISOString();
  const found: (Reason & { readonly code: (typeof GRAVITY)[number] })[] = [];
  for (const [i, certificate] of path.entries()) {
    const issuer = path[i + 1];
    const revocation = issuer && unionOf(await listsOf(crls, certificate, issuer), certificate.serial);
    if (!revocation) continue;
    const detail = {
      holder: certificate.subject.commonName ?? certificate.subject.text,
      revokedAt: revocation.at,
      revocation: revocation.reason,
    };
    const isRetired = i === 0 && RETIREMENTS.has(revocation.reason);
    if (time >= revocation.at) found.push({ code: 'certificate-revoked', detail });
    else if (existed !== undefined && existed < revocation.at) found.push({ code: 'revoked-later', detail });
    else found.push({ code: isRetired ? 'certificate-retired-later' : 'revoked-without-proof', detail });
  }
  const [gravest] = found.sort((a, b) => GRAVITY.indexOf(a.code) - GRAVITY.indexOf(b.code));
  if (gravest) return [gravest];
  const [signer, issuer] = path;
  const newest = signer && issuer && (await listsOf(crls, signer, issuer))[0];
  if (!newest) return [{ code: 'revocation-unknown' }];
  // a list from after a time that is proven says all there is to say of it, however old it is today
  const isFinal = existed !== undefined && existed <= newest.thisUpdate;
  const isPast = newest.nextUpdate === undefined ? time > newest.thisUpdate : today > newest.nextUpdate;
  return isPast && !isFinal ? [{ code: 'revocation-stale', detail: { thisUpdate: newest.thisUpdate } }] : [];
}

/**
 * What all lists together say of a certificate: the earliest date, the gravest reason. Who was revoked stays so, also
 * when an issuer that was put back from a copy signs a newer list without the name. Only a hold may be lifted again.
 * @param lists newest first
 */
function unionOf(lists: readonly Crl[], serial: string): Revocation | undefined {
  const entries = lists.flatMap((list, i) => {
    const entry = findRevocation(list, serial);
    return entry === undefined || (entry.reason === 'hold' && i > 0) ? [] : [entry];
  });
  const [earliest] = [...entries].sort((a, b) => (a.at < b.at ? -1 : 1));
  if (earliest === undefined) return undefined;
  const reasons = entries.map(({ reason }) => reason);
  const gravest =
    reasons.find((reason) => reason === 'key-compromise') ?? reasons.find((reason) => !RETIREMENTS.has(reason));
  return { at: earliest.at, reason: gravest ?? earliest.reason };
}

/** The lists that an issuer signed and that tell of a certificate, newest first. */
export async function listsOf(
  crls: readonly Crl[],
  certificate: Certificate,
  issuer: Certificate,
): Promise<readonly Crl[]> {
  const { keyUsages, isAuthority, subject } = issuer;
  if (!isAuthority || (keyUsages !== undefined && !keyUsages.includes('cRLSign'))) return [];
  const signed: Crl[] = [];
  for (const crl of crls) {
    const isIts = equalBytes(crl.issuer.der, subject.der) && tellsOf(crl, certificate);
    if (isIts && (await isSignedBy(crl, issuer))) signed.push(crl);
  }
  return signed.sort((a, b) => (a.thisUpdate < b.thisUpdate ? 1 : -1));
}
