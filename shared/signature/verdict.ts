import type { Bytes } from '../kernel/bytes.ts';
import type { Instant } from '../kernel/clock.ts';
import type { AttachedRecord } from './attached-record.ts';

/**
 * Everything the verifier can say about a signature. The sentence a person reads is in `renderer/text` under the same
 * code. `refusals` make a signature not valid, `cautions` make it valid with a "but", `notes` only inform.
 */
export const refusals = [
  /** a byte that the signature covers is another than when it was signed */
  'document-changed',
  /** the signature does not belong to the key of the certificate */
  'signature-wrong',
  /** the signature's container is malformed or carries what it must not */
  'signature-unreadable',
  /** a kind of signature this app does not check; detail: format */
  'format-unsupported',
  /** detail: algorithm */
  'algorithm-unsupported',
  /** SHA-1, or a key too short; detail: algorithm */
  'algorithm-weak',
  /** the signed part of the file is not exactly everything but the signature itself */
  'coverage-forged',
  /** no certificate for the signer, or another than the one that was signed for */
  'certificate-missing',
  'certificate-swapped',
  /** a certificate that travels with the signature was altered */
  'certificate-altered',
  /** the certificate does not allow signing documents, or is an authority's */
  'certificate-wrong-usage',
  /** revoked by the time it signed; detail: holder, revokedAt, revocation (see RevocationReason) */
  'certificate-revoked',
  /** the chain of certificates does not hold */
  'chain-broken',
  /** the claimed time is after or before the certificate's validity; detail: claimed, notBefore, notAfter */
  'expired-when-signed',
  'not-yet-valid-when-signed',
  /** something was changed after signing that may not be; detail: kinds (see ChangeKind) */
  'changed-afterwards',
  /** something was appended that could not be checked */
  'appended-unreadable',
] as const;
export const cautions = [
  /**
   * nothing wrong with it, but nobody here vouches for the issuer; detail: issuer, and `bearsNameOf` when a root that is
   * trusted here has the same name: an office set up anew, or somebody posing as it
   */
  'unknown-root',
  /** revoked after the claimed time, but nothing proves that it was signed before; detail as above */
  'revoked-without-proof',
  /** valid at the claimed time, expired today; detail: notAfter */
  'expired-now',
  /** today is before the certificate's validity: this computer's clock may be wrong; detail: notBefore */
  'not-yet-valid-now',
  /** the claimed time is later than this computer's; detail: claimed */
  'signed-in-the-future',
  /**
   * the certificate of the time-stamping authority ended, and no later stamp was set while it held; detail: notAfter
   */
  'authority-expired',
  /** it carries a time stamp that was altered or belongs to another signature */
  'timestamp-wrong',
  /** the signature does not say when it was made; validity was checked for now */
  'time-missing',
] as const;
export const notes = [
  /** the time was told by the signer's computer, not by a time-stamping authority */
  'computer-clock',
  /** it carries a time stamp of an authority nobody here vouches for */
  'timestamp-not-trusted',
  /** it carries a time stamp of an authority that was revoked, or ended before a later stamp held it up; detail: holder */
  'timestamp-doubted',
  /** the issuer's list says that the time-stamping authority was not revoked; detail: thisUpdate */
  'authority-proven',
  /** no list says whether the time-stamping authority was revoked */
  'authority-unproven',
  /** the list about the time-stamping authority is older than the stamp, and a newer one is due; detail: thisUpdate */
  'authority-stale',
  /** further signatures were added afterwards, as is allowed */
  'signed-again-afterwards',
  /** intact, but not PAdES baseline B-B; detail: missing (see BaselineGap) */
  'not-baseline',
  /** revoked after a trusted time stamp proves that it had signed; detail as above */
  'revoked-later',
  /** replaced, or its holder left, after the claimed time: the key was in no other hands; detail as above */
  'certificate-retired-later',
  /** a trusted time stamp over the whole document proves that it existed by then; detail: at */
  'existed-by',
  /** no list of the issuer says whether the certificate was revoked */
  'revocation-unknown',
  /** a newer list of the issuer is due; detail: thisUpdate */
  'revocation-stale',
] as const;

export type ReasonCode = (typeof refusals)[number] | (typeof cautions)[number] | (typeof notes)[number];

export interface Reason {
  readonly code: ReasonCode;
  readonly detail?: Readonly<Record<string, string | number | readonly string[]>>;
}

/** What was changed or added after a signature, and may not be. */
export type ChangeKind =
  | 'pages'
  | 'page-content'
  | 'fonts'
  | 'annotations'
  | 'form-fields'
  | 'signed-field'
  | 'locked-field'
  | 'catalog'
  | 'document-information'
  | 'metadata'
  | 'attachments'
  | 'actions'
  | 'structure'
  | 'removed-objects'
  | 'hidden-objects'
  | 'certification'
  | 'other';

export type LaterChanges =
  | { readonly kind: 'none' }
  /** only further signatures in fields that were empty, and what proves them */
  | { readonly kind: 'only-allowed'; readonly filledFields: readonly string[] }
  | { readonly kind: 'forbidden'; readonly changes: readonly ChangeKind[] }
  /** something follows that this app cannot read, so nothing can be said for it */
  | { readonly kind: 'unreadable' };

export type Trust = 'trusted' | 'unknown-root' | 'expired' | 'not-yet-valid' | 'broken-chain' | 'wrong-usage';

/** Why a signature is not PAdES baseline B-B (EN 319 142-1). */
export type BaselineGap = 'sub-filter' | 'encoding' | 'signing-certificate' | 'signing-time-attribute' | 'claimed-time';

export interface SignatureVerdict {
  readonly verdict: 'valid' | 'valid-but' | 'not-valid';
  /** in the order of weight: refusals first */
  readonly reasons: readonly Reason[];
  /** name of the signature field */
  readonly field: string;
  /** a person's or system's signature, or a time stamp over the whole document */
  readonly kind: 'signature' | 'document-timestamp';
  /** undefined when the signature is too damaged to tell */
  readonly signer?: {
    readonly name: string;
    readonly position?: string;
    readonly credential?: string;
    readonly organization?: string;
    readonly subject: string;
    readonly issuer: string;
    /** hexadecimal */
    readonly serial: string;
    /** hexadecimal SHA-256 of the certificate */
    readonly fingerprint: string;
    readonly notBefore: Instant;
    readonly notAfter: Instant;
  };
  readonly reason?: string;
  readonly place?: string;
  readonly time?: { readonly at: Instant; readonly clock: 'computer' | 'timestamp' };
  readonly covers: 'whole-file' | 'earlier-revision' | 'unknown';
  readonly laterChanges: LaterChanges;
  readonly trust: Trust;
  /** the common name of the root that vouches for the signer */
  readonly root?: string;
  /** the certificate at the end of the chain, when it vouches for itself: what a person may compare by telephone */
  readonly anchor?: { readonly name: string; readonly fingerprint: string; readonly der: Bytes };
  /** the certificates from a time-stamping authority that is trusted here up to its root, DER: what proof of the stamp is about */
  readonly authority?: readonly Bytes[];
  /** the certification's rule for later changes (DocMDP), when this signature certifies */
  readonly certifies?: 1 | 2 | 3;
  readonly baseline: { readonly ok: true } | { readonly ok: false; readonly missing: readonly BaselineGap[] };
  /** e.g. `ECDSA P-256, SHA-256` */
  readonly algorithm?: string;
}

export type PdfVerdict =
  | { readonly kind: 'not-a-pdf' }
  | { readonly kind: 'unsigned'; readonly record?: AttachedRecord }
  | {
      readonly kind: 'damaged';
      /** `hidden-signature`: the file holds a signature that its form does not show; `timeout`: the check took too long */
      readonly reason: 'unreadable' | 'encrypted' | 'too-large' | 'hidden-signature' | 'timeout';
    }
  | {
      readonly kind: 'signed';
      /** in the order in which they were made */
      readonly signatures: readonly SignatureVerdict[];
      /** what follows the last signature */
      readonly laterChanges: LaterChanges;
      /** the record that the first signature covers, as the papers of this app carry it */
      readonly record?: AttachedRecord;
    };
