import { equalBytes } from '../kernel/bytes.ts';
import type { Certificate } from './certificate.ts';
import { isSignedBy } from './chain.ts';
import { findRevocation, type Crl } from './crl.ts';
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
  readonly now: Date;
}

/**
 * Judges a chain by the lists of its issuers (EN 319 102-1 sections 5.2.6 and 5.3.4). What was revoked by the time it
 * signed is refused, whoever tells that time. Before it, only a trusted time stamp proves that it was before: without
 * one nothing can be concluded, for whoever has a stolen key also sets the clock.
 */
export async function judgeRevocation({ path, crls, at, proven, now }: RevocationInput): Promise<Reason[]> {
  const time = at.toISOString();
  const today = now.toISOString();
  for (const [i, certificate] of path.entries()) {
    const issuer = path[i + 1];
    const list = issuer && (await newestList(crls, issuer));
    const revocation = list && findRevocation(list, certificate.serial);
    if (!revocation) continue;
    const detail = {
      holder: certificate.subject.commonName ?? certificate.subject.text,
      revokedAt: revocation.at,
      revocation: revocation.reason,
    };
    if (time >= revocation.at) return [{ code: 'certificate-revoked', detail }];
    return [{ code: proven ? 'revoked-later' : 'revoked-without-proof', detail }];
  }
  const [signer, issuer] = path;
  const list = issuer && (await newestList(crls, issuer));
  if (!signer || !list) return [{ code: 'revocation-unknown' }];
  // a list from after a time that is proven says all there is to say of it, however old it is today
  const isFinal = proven && time <= list.thisUpdate;
  const isPast = list.nextUpdate === undefined ? time > list.thisUpdate : today > list.nextUpdate;
  return isPast && !isFinal ? [{ code: 'revocation-stale', detail: { thisUpdate: list.thisUpdate } }] : [];
}

async function newestList(crls: readonly Crl[], issuer: Certificate): Promise<Crl | undefined> {
  const { keyUsages, isAuthority, subject } = issuer;
  if (!isAuthority || (keyUsages !== undefined && !keyUsages.includes('cRLSign'))) return undefined;
  const candidates = crls
    .filter((crl) => equalBytes(crl.issuer.der, subject.der))
    .sort((a, b) => (a.thisUpdate < b.thisUpdate ? 1 : -1));
  for (const crl of candidates) if (await isSignedBy(crl, issuer)) return crl;
  return undefined;
}
