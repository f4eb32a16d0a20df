import { linksOf } from './chain.ts';
import type { Certificate } from './certificate.ts';
import type { Crl } from './crl.ts';
import { judgeRevocation, listsOf } from './revocation.ts';
import type { Reason } from './verdict.ts';

/** A time-stamping authority that a root vouches for, and what is known to judge it. */
export interface AuthorityInput {
  /** the authority first, each followed by its issuer, up to the root */
  readonly path: readonly Certificate[];
  /** the time of its stamp */
  readonly at: Date;
  /** lists from anywhere; only those that the issuers signed count */
  readonly crls: readonly Crl[];
  /** by when a later stamp proves that this one existed */
  readonly existedBy?: Date | undefined;
  readonly now: Date;
}

/**
 * Judges whoever set a time stamp: its time is its own word, as a signer's is, so what was revoked without proof of an
 * earlier time is no proof itself, nor is what ended before a later stamp was set (EN 319 102-1 section 5.6.2: the past
 * is judged at the time of the next stamp). Else it tells what the lists at hand say of each certificate below the root.
 */
export async function judgeAuthority({ path, at, crls, existedBy, now }: AuthorityInput): Promise<readonly Reason[]> {
  const revoked = (await judgeRevocation({ path, crls, at, proven: false, existedBy, now })).filter(
    ({ code }) => code !== 'revocation-unknown' && code !== 'revocation-stale',
  );
  if (revoked.some(isDoubt)) return revoked;
  const held = (existedBy ?? now).toISOString();
  const ended = path.find(({ notAfter }) => held > notAfter);
  if (ended) return [{ code: 'authority-expired', detail: { notAfter: ended.notAfter } }, ...revoked];
  return [...revoked, await proofOf({ path, at, crls, existedBy, now })];
}

/** True of what takes from a time stamp that its time can be believed. */
export function isDoubt({ code }: Reason): boolean {
  return code === 'certificate-revoked' || code === 'revoked-without-proof' || code === 'authority-expired';
}

async function proofOf({ path, at, crls, existedBy, now }: AuthorityInput): Promise<Reason> {
  const newest = await Promise.all(
    linksOf(path).map(async ({ certificate, issuer }) => (await listsOf(crls, certificate, issuer))[0]),
  );
  const lists = newest.flatMap((list) => list ?? []);
  const [oldest] = [...lists].sort((a, b) => (a.thisUpdate < b.thisUpdate ? -1 : 1));
  if (oldest === undefined || lists.length < newest.length) return { code: 'authority-unproven' };
  const detail = { thisUpdate: oldest.thisUpdate };
  // without a word on the next one, a list is good for nothing later than itself
  const isDueAt = (time: Date): boolean =>
    lists.some(({ thisUpdate, nextUpdate }) => time.toISOString() > (nextUpdate ?? thisUpdate));
  // A list from after the stamp that was not due when a later one proved it: there is nothing more to be said. Its own
  // word is not enough, for whoever stole the key dates a stamp to just before an old list.
  const isFinal = existedBy !== undefined && at.toISOString() <= oldest.thisUpdate && !isDueAt(existedBy);
  return isDueAt(now) && !isFinal ? { code: 'authority-stale', detail } : { code: 'authority-proven', detail };
}
