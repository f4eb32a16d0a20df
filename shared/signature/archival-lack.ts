import type { ReasonCode, SignatureVerdict } from './verdict.ts';

/**
 * What keeps a document with a time stamp over all of it from being PAdES B-LTA (ETSI EN 319 142-1 table 1): revocation
 * data of somebody who signed, an earlier stamp that proves its time, revocation data of an authority that stamped, or
 * belief in the last stamp itself. Of several, what comes later in this list is told: it is what can be mended first.
 */
export type ArchivalLack = 'nothing' | 'signer' | 'earlier' | 'authority' | 'trust';

const AUTHORITY: readonly ReasonCode[] = ['authority-unproven', 'authority-stale'];
/** Of the stamp of a signature: no list and no later stamp makes it prove its time. */
const TIMELESS: readonly ReasonCode[] = ['timestamp-doubted', 'timestamp-not-trusted', 'timestamp-wrong'];
const SIGNER: readonly ReasonCode[] = ['revocation-unknown', 'revocation-stale', 'unknown-root'];

/**
 * Says what a stamped document still lacks, by what the verifier found with nothing but the file itself at hand.
 * @param signatures of the document
 * @param field of the stamp that covers it
 */
export function archivalLack(signatures: readonly SignatureVerdict[], field: string): ArchivalLack {
  const stamp = signatures.find((one) => one.field === field);
  if (stamp?.verdict !== 'valid' || stamp.trust !== 'trusted') return 'trust';
  const found = new Set(signatures.flatMap(({ reasons }) => reasons.map(({ code }) => code)));
  if (AUTHORITY.some((code) => found.has(code))) return 'authority';
  const isEarlierLost = signatures.some(
    ({ kind, verdict, trust }) => kind === 'document-timestamp' && (verdict !== 'valid' || trust !== 'trusted'),
  );
  if (isEarlierLost || TIMELESS.some((code) => found.has(code))) return 'earlier';
  return SIGNER.some((code) => found.has(code)) ? 'signer' : 'nothing';
}
