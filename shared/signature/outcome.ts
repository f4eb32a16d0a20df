import type { ReasonCode, SignatureVerdict } from './verdict.ts';

/** The three outcomes of validating a signature (ETSI EN 319 102-1 section 5.1.3). */
export type Outcome = 'TOTAL-PASSED' | 'INDETERMINATE' | 'TOTAL-FAILED';

/** What an outcome rests on, by the names of the standard (EN 319 102-1 section 5.1.3, tables 5 and 6). */
export type SubIndication =
  | 'FORMAT_FAILURE'
  | 'HASH_FAILURE'
  | 'SIG_CRYPTO_FAILURE'
  | 'REVOKED'
  | 'EXPIRED'
  | 'NOT_YET_VALID'
  | 'SIG_CONSTRAINTS_FAILURE'
  | 'CHAIN_CONSTRAINTS_FAILURE'
  | 'CERTIFICATE_CHAIN_GENERAL_FAILURE'
  | 'CRYPTO_CONSTRAINTS_FAILURE'
  | 'NO_SIGNING_CERTIFICATE_FOUND'
  | 'NO_CERTIFICATE_CHAIN_FOUND'
  | 'REVOKED_NO_POE'
  | 'OUT_OF_BOUNDS_NO_POE';

/** An outcome as an expert writes it. */
export interface Conclusion {
  readonly outcome: Outcome;
  /** absent when everything passed */
  readonly sub?: SubIndication;
}

const failed = (sub: SubIndication): Conclusion => ({ outcome: 'TOTAL-FAILED', sub });
const open = (sub: SubIndication): Conclusion => ({ outcome: 'INDETERMINATE', sub });

/**
 * What each of our reasons is in the words of the standard; null: it takes nothing away. The app is stricter than the
 * standard in places: where the standard leaves the decision to whoever applies it (INDETERMINATE), a refusal stays one. It is
 * milder in one: a certificate that was only renewed or given up later.
 */
const conclusions: Readonly<Record<ReasonCode, Conclusion | null>> = {
  'document-changed': failed('HASH_FAILURE'),
  'signature-wrong': failed('SIG_CRYPTO_FAILURE'),
  'signature-unreadable': failed('FORMAT_FAILURE'),
  'format-unsupported': failed('FORMAT_FAILURE'),
  'algorithm-unsupported': open('CRYPTO_CONSTRAINTS_FAILURE'),
  'algorithm-weak': open('CRYPTO_CONSTRAINTS_FAILURE'),
  'coverage-forged': failed('FORMAT_FAILURE'),
  'certificate-missing': open('NO_SIGNING_CERTIFICATE_FOUND'),
  'certificate-swapped': open('NO_SIGNING_CERTIFICATE_FOUND'),
  'certificate-altered': failed('FORMAT_FAILURE'),
  'certificate-wrong-usage': open('CHAIN_CONSTRAINTS_FAILURE'),
  'certificate-revoked': open('REVOKED_NO_POE'),
  'chain-broken': open('CERTIFICATE_CHAIN_GENERAL_FAILURE'),
  'expired-when-signed': open('OUT_OF_BOUNDS_NO_POE'),
  'not-yet-valid-when-signed': open('OUT_OF_BOUNDS_NO_POE'),
  'changed-afterwards': failed('FORMAT_FAILURE'),
  'appended-unreadable': failed('FORMAT_FAILURE'),
  'unknown-root': open('NO_CERTIFICATE_CHAIN_FOUND'),
  'revoked-without-proof': open('REVOKED_NO_POE'),
  'expired-now': open('OUT_OF_BOUNDS_NO_POE'),
  'not-yet-valid-now': open('OUT_OF_BOUNDS_NO_POE'),
  'authority-expired': open('OUT_OF_BOUNDS_NO_POE'),
  'signed-in-the-future': open('SIG_CONSTRAINTS_FAILURE'),
  'timestamp-wrong': open('SIG_CONSTRAINTS_FAILURE'),
  'time-missing': open('SIG_CONSTRAINTS_FAILURE'),
  'computer-clock': null,
  'timestamp-not-trusted': null,
  'timestamp-doubted': null,
  'authority-proven': null,
  'authority-unproven': null,
  'authority-stale': null,
  'signed-again-afterwards': null,
  'not-baseline': null,
  'revoked-later': null,
  // the standard would say REVOKED_NO_POE
  'certificate-retired-later': null,
  'existed-by': null,
  'revocation-unknown': null,
  'revocation-stale': null,
};

/** What is certain instead when a trusted time stamp proves the time of signing (EN 319 102-1 section 5.2.6.4). */
const proven: Readonly<Partial<Record<ReasonCode, Conclusion>>> = {
  'certificate-revoked': failed('REVOKED'),
  'expired-when-signed': failed('EXPIRED'),
  'not-yet-valid-when-signed': failed('NOT_YET_VALID'),
};

/** A verdict in the words of the standard: its worst reason counts, what failed before what is undecided. */
export function conclusionOf({ reasons, time }: Pick<SignatureVerdict, 'reasons' | 'time'>): Conclusion {
  const found = reasons.flatMap(({ code }) => {
    const certain = time?.clock === 'timestamp' ? proven[code] : undefined;
    return certain ?? conclusions[code] ?? [];
  });
  return found.find(({ outcome }) => outcome === 'TOTAL-FAILED') ?? found[0] ?? { outcome: 'TOTAL-PASSED' };
}
